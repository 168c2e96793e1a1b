Feature: Liveness probes
  A liveness probe tells when a container has to be restarted; it waits for nothing but initialDelaySeconds and the startup probe.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Rule: The first probe comes within one period after initialDelaySeconds, because the grid of probes begins with the pod

    @any-phase
    Scenario Outline: initialDelaySeconds <delay> and periodSeconds <period>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe:
                tcpSocket: { port: 8080 }
                initialDelaySeconds: <delay>
                periodSeconds: <period>
        """
      When 60s pass
      Then the liveness probe of container "app" was first tried <window> after start

      Examples: The delay is cut to whole seconds twice, so a probe may come up to a second early
        | delay | period | window   |
        | 0     | 10     | 0s..10s  |
        | 3     | 5      | 2s..8s   |
        | 15    | 10     | 14s..25s |
        | 20    | 1      | 19s..21s |

    @any-phase
    Scenario: A slow starter with default numbers is killed within 30 seconds, every time
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: lakefs }
        spec:
          containers:
            - name: lakefs
              image: treeverse/lakefs:1.0
              livenessProbe:
                httpGet: { path: /_health, port: 8000 }
        """
      And container "lakefs" becomes healthy after 35s
      When 32s pass
      Then container "lakefs" received SIGTERM 20s..30s after start

    @any-phase
    Scenario: Twelve failures give the same program time enough
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: lakefs }
        spec:
          containers:
            - name: lakefs
              image: treeverse/lakefs:1.0
              livenessProbe:
                httpGet: { path: /_health, port: 8000 }
                failureThreshold: 12
        """
      And container "lakefs" becomes healthy after 35s
      When 5m pass
      Then container "lakefs" has restarted 0 times

  Rule: A probe-level terminationGracePeriodSeconds replaces that of the pod when the probe kills

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          terminationGracePeriodSeconds: 40
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 5
                failureThreshold: 2
                terminationGracePeriodSeconds: 3
        """
      And container "app" ignores SIGTERM

    Scenario: The probe's own grace period ends a hung container soon
      Given container "app" fails its liveness probe after 12s
      When the cluster runs until container "app" has restarted 1 time within 1m
      Then container "app" received exactly these signals:
        | after start | signal  |
        | 17s..22s    | SIGTERM |
        | 20s..25s    | SIGKILL |

    Scenario: A deletion still takes the pod's grace period
      When 10s pass
      And the pod is deleted
      And 60s pass
      Then container "app" received SIGKILL 40s after deletion

    @recorded
    Scenario: A real kubelet kills three seconds after SIGTERM
      Given the surroundings of the recording "liveness-probe-grace"
      And the liveness probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | success |
        | 1   | 12s  | failure |
        | 2   | 0s   | success |
      When the cluster runs until the recording ends
      Then container "app" has restarted 1 time
      And the trace agrees with the recording

  Rule: With restartPolicy Never a failed liveness probe ends the pod

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 5
                failureThreshold: 2
        """
      And container "app" fails its liveness probe after 12s

    Scenario: The pod fails when the program exits with 143
      Given container "app" exits 0s after SIGTERM with code 143
      When 60s pass
      Then the pod is now Failed
      And container "app" has restarted 0 times
      And the events of the pod include:
        | reason  | message                |
        | Killing | Stopping container app |

    Scenario: The pod succeeds when the program exits with 0
      Given container "app" exits 2s after SIGTERM
      When 60s pass
      Then the pod is now Succeeded

    @recorded
    Scenario: A real kubelet does not restart either
      Given the surroundings of the recording "liveness-never-policy"
      And container "app" exits 350ms after SIGTERM with code 143
      When the cluster runs until the recording ends
      Then the pod is now Failed
      And the trace agrees with the recording

  Rule: With restartPolicy Never the probe's own grace period counts only while another container runs on

    @any-phase
    Scenario: The only container of a pod is given the grace period of the pod
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 20
          containers:
            - name: app
              image: job:1
              livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 2, terminationGracePeriodSeconds: 5 }
        """
      And container "app" fails its liveness probe after 30s
      And container "app" ignores SIGTERM
      When 2m pass
      Then container "app" received exactly these signals:
        | after start | signal  |
        | 35s..41s    | SIGTERM |
        | 55s..61s    | SIGKILL |
      And the events of the pod include:
        | reason  | message                |
        | Killing | Stopping container app |
      And the pod is now Failed

    @any-phase
    Scenario: Beside another container it is given that of its probe, and the pod is Running still
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 20
          containers:
            - name: app
              image: job:1
              livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 2, terminationGracePeriodSeconds: 5 }
            - { name: other, image: "job:1" }
        """
      And container "app" fails its liveness probe after 30s
      And container "app" ignores SIGTERM
      When 2m pass
      Then container "app" received exactly these signals:
        | after start | signal  |
        | 35s..41s    | SIGTERM |
        | 40s..46s    | SIGKILL |
      And the events of the pod include:
        | reason  | message                             |
        | Killing | Container app failed liveness probe |
      And the pod is still Running
