Feature: Failure threshold of a liveness probe
  The kubelet restarts a container whose liveness probe fails failureThreshold times in a row; any success begins the count anew.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/

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
            livenessProbe:
              httpGet: { path: /healthz, port: 8080 }
              periodSeconds: 5
              failureThreshold: 3
      """

  Rule: A container is restarted only after failureThreshold consecutive failures

    @any-phase
    Scenario: Three failures in a row restart the container
      Given container "app" fails its liveness probe after 30s
      When 46s pass
      Then container "app" received SIGTERM 40s..45s after start
      And the events of the pod include:
        | type    | reason    | container | message                                                       |
        | Warning | Unhealthy | app       | Liveness probe failed: HTTP probe failed with statuscode: 500 |
        | Warning | Unhealthy | app       | Liveness probe failed: HTTP probe failed with statuscode: 500 |
        | Warning | Unhealthy | app       | Liveness probe failed: HTTP probe failed with statuscode: 500 |
        | Normal  | Killing   | app       | Container app failed liveness probe, will be restarted        |

    @any-phase
    Scenario: Two failures followed by a success do not restart the container
      Given the liveness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 30s  | failure |
        | 40s  | success |
      When 2m pass
      Then the pod is still Running
      And container "app" has restarted 0 times

    @any-phase
    Scenario: After a success three more failures are needed
      Given the liveness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 10s  | failure |
        | 20s  | success |
        | 25s  | failure |
      When 43s pass
      Then the liveness probe of container "app" was tried exactly like this:
        | after start | outcome |
        | 0s..5s      | success |
        | 5s..10s     | success |
        | 10s..15s    | failure |
        | 15s..20s    | failure |
        | 20s..25s    | success |
        | 25s..30s    | failure |
        | 30s..35s    | failure |
        | 35s..40s    | failure |
      And container "app" received SIGTERM 35s..40s after start

    @recorded
    Scenario: A real kubelet kills at the third failure
      Given the surroundings of the recording "liveness-http-fails"
      And container "app" fails its liveness probe after 12s
      And container "app" exits 350ms after SIGTERM with code 143
      When the cluster runs until the recording ends
      Then container "app" received SIGTERM 22s..27s after start
      And the trace agrees with the recording

    @recorded
    Scenario: A real kubelet forgives two failures
      Given the surroundings of the recording "liveness-recovers"
      And the liveness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 12s  | failure |
        | 22s  | success |
      When the cluster runs until the recording ends
      Then container "app" has restarted 0 times
      And the trace agrees with the recording

  Rule: A probe that gets no answer within timeoutSeconds has failed when the timeout is over

    @any-phase
    Scenario: Silence takes effect a timeout later than a refusal
      Given container "app" stops answering its liveness probe after 30s
      When 47s pass
      Then container "app" received SIGTERM 41s..46s after start

    @any-phase
    Scenario: An answer that comes after timeoutSeconds is a failure
      Given the liveness probe of container "app" answers:
        | run | from | answer  | takes |
        | 1   | 0s   | success | 900ms |
        | 1   | 30s  | success | 1s    |
        | 2   | 0s   | success | 900ms |
      When 2m pass
      Then container "app" has restarted 1 time

  Rule: Numbers do not depend on how often the container was restarted before

    Scenario: Each run lasts as long as the first
      Given container "app" fails its liveness probe after 30s
      When 3m pass
      Then container "app" was restarted exactly like this:
        | restart | ran for  | exit code | reason    |
        | 1       | 40s..45s | 0         | Completed |
        | 2       | 40s..45s | 0         | Completed |
        | 3       | 40s..45s | 0         | Completed |
        | 4       | 40s..45s | 0         | Completed |
