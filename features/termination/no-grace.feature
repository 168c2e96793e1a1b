Feature: A grace period of nothing
  terminationGracePeriodSeconds 0 leaves two seconds between SIGTERM and SIGKILL, and no time for hooks.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        terminationGracePeriodSeconds: 0
        containers:
          - name: app
            image: registry.example/app:1
            livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 1 }
            lifecycle: { preStop: { exec: { command: [drain] } } }
      """
    And container "app" ignores SIGTERM

  Scenario: A liveness probe kills in two seconds, and without the hook
    Given container "app" fails its liveness probe after 12s
    When 25s pass
    Then container "app" received exactly these signals:
      | at  | signal  |
      | 15s | SIGTERM |
      | 17s | SIGKILL |
    And the preStop hook of container "app" never ran

  Scenario: A deletion is a forced one: the pod is gone at once, and its hook and its process are given a second and two
    When 10s pass
    And the pod is deleted
    And 10s pass
    Then the pod became gone 0s after deletion
    And the preStop hook of container "app" ran 0s after deletion
    And container "app" received SIGTERM 0s after deletion
    And container "app" received SIGKILL 2s after deletion
