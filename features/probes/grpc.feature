Feature: gRPC probes of programs that run as written
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe

  Scenario Outline: <what>
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            image: <image>
            args: <args>
            readinessProbe: { grpc: { port: <port>, service: <service> }, periodSeconds: 2 }
      """
    When 10s pass
    Then the pod is now <state>

    Examples:
      | what                             | image                                        | args                                   | port | service | state     |
      | A server that is well            | registry.k8s.io/e2e-test-images/agnhost:2.40 | [grpc-health-checking]                 | 5000 | ""      | Ready     |
      | It knows one service             | registry.k8s.io/e2e-test-images/agnhost:2.40 | [grpc-health-checking, --service=shop] | 5000 | shop    | Ready     |
      | And no other                     | registry.k8s.io/e2e-test-images/agnhost:2.40 | [grpc-health-checking, --service=shop] | 5000 | bar     | not Ready |
      | Nobody listens on the port       | registry.k8s.io/e2e-test-images/agnhost:2.40 | [grpc-health-checking, --port=6000]    | 5000 | ""      | not Ready |
      | A web server does not speak gRPC | nginx:1.27                                   | []                                     | 80   | ""      | not Ready |

  @any-phase
  Scenario: A server that falls ill after 20 seconds
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            image: registry.k8s.io/e2e-test-images/agnhost:2.40
            args: [grpc-health-checking, --delay-unhealthy-sec=20]
            livenessProbe: { grpc: { port: 5000 }, periodSeconds: 5 }
      """
    When 1m pass
    Then container "app" received SIGTERM 30s..36s after start
    And container "app" exited with code 2 30s..36s after start
    And the events of pod "web" include:
      | reason    | message                                                                 |
      | Unhealthy | Liveness probe failed: service unhealthy (responded with "NOT_SERVING") |

  Scenario: What is told over HTTP counts
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            image: registry.k8s.io/e2e-test-images/agnhost:2.40
            args: [grpc-health-checking]
            readinessProbe: { grpc: { port: 5000 }, periodSeconds: 1, failureThreshold: 1 }
            lifecycle: { postStart: { exec: { command: [wget, -qO-, "http://localhost:8080/make-not-serving"] } } }
      """
    When 20s pass
    Then the pod was never Ready
