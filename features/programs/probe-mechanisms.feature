Feature: What a probe asks
  A probe runs a command, opens a TCP connection or makes an HTTP request, and each has a rule of its own for success.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods

  Rule: A command succeeds with exit code 0 and fails with any other

    Scenario Outline: <command>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "touch /tmp/ready; sleep 3600"]
              readinessProbe: { exec: { command: <command> }, periodSeconds: 5 }
        """
      When 20s pass
      Then container "app" is now <state>

      Examples: The command is not run by a shell unless it names one
        | command                              | state     |
        | [cat, /tmp/ready]                    | Ready     |
        | [cat, /tmp/other]                    | not Ready |
        | [sh, -c, "test -e /tmp/ready"]       | Ready     |
        | [sh, -c, "exit 3"]                   | not Ready |
        | [cat, /tmp/ready, "&&", "true"]      | not Ready |
        | [sh, -c, "cat /tmp/other \|\| true"] | Ready     |

  Rule: A TCP probe succeeds when the port takes the connection

    @any-phase
    Scenario: A server that opens its port after ten seconds
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: redis:7
              command: [sh, -c, "sleep 10; exec redis-server"]
              readinessProbe: { tcpSocket: { port: 6379 }, periodSeconds: 5 }
        """
      When 30s pass
      Then the pod became Ready at 10s..16s
      And the events of the pod include:
        | reason    | message                                                              |
        | Unhealthy | Readiness probe failed: dial tcp *:6379: connect: connection refused |

    Scenario: It asks at the address of the pod, so a server on localhost only does not answer it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [httpd, -f, -p, "127.0.0.1:8080"]
              readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 }
            - { name: neighbour, image: "busybox:1.36", command: [sh, -c, "sleep 1; nc -z localhost 8080 && exec sleep 3600"] }
        """
      When 30s pass
      Then container "app" was never Ready
      And container "neighbour" is still Running
      And container "neighbour" has restarted 0 times

    Scenario: It does not notice that the server behind the port answers with errors
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.k8s.io/e2e-test-images/agnhost:2.53
              args: [liveness]
              livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 }
        """
      When 2m pass
      Then container "app" has restarted 0 times

  Rule: An HTTP probe succeeds with a status from 200 to 399

    @any-phase
    Scenario: A server that answers with 500 from its tenth second on
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.k8s.io/e2e-test-images/agnhost:2.53
              args: [liveness]
              livenessProbe: { httpGet: { path: /healthz, port: 8080 }, initialDelaySeconds: 3, periodSeconds: 3 }
        """
      When 30s pass
      Then container "app" was restarted exactly like this:
        | restart | at       | exit code |
        | 1       | 16s..22s | 2         |
      And the events of the pod include:
        | reason    | message                                                       |
        | Unhealthy | Liveness probe failed: HTTP probe failed with statuscode: 500 |

    Scenario Outline: GET <path> on port <port> of nginx
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              readinessProbe: { httpGet: { path: <path>, port: <port> }, periodSeconds: 5 }
        """
      When 20s pass
      Then container "app" is now <state>

      Examples: A page, one that is missing, and a port that is closed
        | path     | port | state     |
        | /        | 80   | Ready     |
        | /missing | 80   | not Ready |
        | /        | 8080 | not Ready |

  Rule: successThreshold asks for several successes in a row, and only a readiness probe may have it

    @any-phase
    Scenario: A server that is back from a failure has to prove it three times
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "touch /tmp/ok; sleep 32; rm /tmp/ok; sleep 10; touch /tmp/ok; sleep 3600"]
              readinessProbe: { exec: { command: [cat, /tmp/ok] }, periodSeconds: 5, failureThreshold: 1, successThreshold: 3 }
        """
      When 90s pass
      Then the pod was Ready exactly during:
        | from     | to       |
        | 0s..16s  | 32s..40s |
        | 52s..60s | now      |

    Scenario: The API refuses it for a liveness probe
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: "nginx:1.27", livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }
        """
      Then the manifest is rejected with:
        """
        spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1
        """
