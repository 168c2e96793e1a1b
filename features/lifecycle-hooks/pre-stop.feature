Feature: preStop hooks
  A preStop hook runs before SIGTERM whenever the kubelet stops a container, and its time is part of the grace period.
  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Rule: SIGTERM comes when the hook is done, and the hook's time is taken from the grace period

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              lifecycle:
                preStop: { exec: { command: [drain] } }
        """

    @any-phase
    Scenario: A hook of 10 seconds leaves 20 of 30 seconds
      Given the preStop hook of container "app" takes 10s
      And container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then the preStop hook of container "app" ran 0s after deletion
      And container "app" received exactly these signals:
        | after deletion | signal  |
        | 10s            | SIGTERM |
        | 30s            | SIGKILL |

    @any-phase
    Scenario: A hook that fails is followed by SIGTERM all the same
      Given the preStop hook of container "app" takes 2s
      And the preStop hook of container "app" fails
      When 20s pass
      And the pod is deleted
      And 10s pass
      Then container "app" received SIGTERM 2s after deletion
      And the events of the pod include:
        | type    | reason            | message            |
        | Warning | FailedPreStopHook | PreStopHook failed |

    @recorded
    Scenario: A real kubelet waits for the hook
      Given the surroundings of the recording "prestop-exec"
      And the preStop hook of container "app" takes 3s
      And container "app" exits 350ms after SIGTERM with code 143
      When 20.137s pass
      And the pod is deleted
      And the cluster runs until the recording ends
      Then container "app" received SIGTERM 3s after deletion
      And the trace agrees with the recording

  Rule: A hook that takes longer than the grace period is cut off, and SIGKILL follows two seconds after SIGTERM

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          terminationGracePeriodSeconds: 6
          containers:
            - name: app
              image: registry.example/app:1
              lifecycle:
                preStop: { exec: { command: [drain] } }
        """
      And the preStop hook of container "app" takes 60s
      And container "app" ignores SIGTERM

    @any-phase
    Scenario: The total is the grace period and two seconds
      When 20s pass
      And the pod is deleted
      And 20s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 6s             | SIGTERM |
        | 8s             | SIGKILL |
      And the events of the pod include:
        | after deletion | reason            |
        | 8s             | FailedPreStopHook |

    @recorded
    Scenario: A real kubelet cuts the hook off
      Given the surroundings of the recording "prestop-overrun"
      When 20.137s pass
      And the pod is deleted
      And the cluster runs until the recording ends
      Then container "app" received SIGKILL 8s after deletion
      And the trace agrees with the recording

  Rule: A container that ends by itself gets no preStop hook

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 }
              lifecycle:
                preStop: { httpGet: { path: /drain, port: 8080 } }
        """

    Scenario: A crash runs no hook
      Given container "app" exits with code 1 after 10s
      When 15s pass
      Then container "app" has restarted 1 time
      And the preStop hook of container "app" never ran

    @any-phase
    Scenario: A kill by a liveness probe runs it
      Given container "app" fails its liveness probe after 20s
      And the preStop hook of container "app" takes 4s
      When 40s pass
      Then the preStop hook of container "app" ran 30s..36s after start
      And container "app" received SIGTERM 34s..40s after start
