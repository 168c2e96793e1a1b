Feature: Startup probes
  A startup probe holds liveness and readiness probes back until the program has started, and kills a program that never does.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/

  Rule: Until the startup probe succeeds no other probe is run

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
              startupProbe:
                httpGet: { path: /started, port: 8080 }
                periodSeconds: 5
                failureThreshold: 30
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 10
              readinessProbe:
                httpGet: { path: /ready, port: 8080 }
                periodSeconds: 10
        """

    @any-phase
    Scenario: The readiness probe runs at once when the startup probe has succeeded
      Given container "app" becomes started after 22s
      When 60s pass
      Then the readiness probe of container "app" was first tried 22s..28s after start
      And the liveness probe of container "app" was first tried 22s..38s after start
      And the pod was never Ready before 22s
      And container "app" became Ready 22s..28s after start

    @any-phase
    Scenario: A program that never starts is never probed for anything else
      Given the startup probe of container "app" answers:
        | from | answer  |
        | 0s   | failure |
      When 2m pass
      Then the liveness probe of container "app" was tried 0 times
      And the readiness probe of container "app" was tried 0 times
      And the pod was never Ready

  Rule: A program that has not started after failureThreshold probes is killed

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
              startupProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 3
                failureThreshold: 4
        """
      And the startup probe of container "app" answers:
        | from | answer  |
        | 0s   | failure |

    @any-phase
    Scenario: The kill comes with the fourth failure
      When 20s pass
      Then container "app" received SIGTERM 9s..13s after start
      And the events of the pod include:
        | type   | reason  | message                                               |
        | Normal | Killing | Container app failed startup probe, will be restarted |

    @any-phase
    Scenario: A program that starts in its second run lives
      Given the startup probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | failure |
        | 2   | 0s   | failure |
        | 2   | 5s   | success |
      When 2m pass
      Then container "app" has restarted 1 time
      And the pod is now Ready

    @recorded
    Scenario: A real kubelet goes on killing, and begins to back off
      Given the surroundings of the recording "startup-exhausted"
      And container "app" exits 350ms after SIGTERM with code 143
      When the cluster runs until the recording ends
      Then the pod was never Ready
      And the trace agrees with the recording

  Rule: initialDelaySeconds counts from the start of the container, also when there is a startup probe

    @any-phase
    Scenario: A delay that is over when the startup probe succeeds delays nothing more
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              startupProbe: { exec: { command: [started] }, periodSeconds: 2, failureThreshold: 30 }
              readinessProbe: { exec: { command: [ready] }, initialDelaySeconds: 20, periodSeconds: 30 }
        """
      And container "app" becomes started after 25s
      When 60s pass
      Then the readiness probe of container "app" was first tried 25s..28s after start
