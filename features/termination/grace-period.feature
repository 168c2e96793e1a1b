Feature: Grace period of a termination
  A pod that is deleted gets SIGTERM at once, and SIGKILL when terminationGracePeriodSeconds (30 if nothing is said) are over.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: pod }
      spec:
        containers: [{ name: app, image: "registry.example/app:1" }]
      """

  Rule: A program that ignores SIGTERM is killed when the grace period is over

    @any-phase
    Scenario: SIGKILL comes 30 seconds after SIGTERM
      Given container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 35s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 0s             | SIGTERM |
        | 30s            | SIGKILL |
      And container "app" exited with code 137 30s after deletion
      And the pod is now gone

    @any-phase
    Scenario: A program that exits in time is not killed
      Given container "app" exits 12s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 60s pass
      Then container "app" never received SIGKILL
      And container "app" exited with code 0 12s after deletion

    @recorded
    Scenario: A real kubelet sends SIGKILL after 30 seconds
      Given the surroundings of the recording "delete-sigterm-ignored"
      And container "app" ignores SIGTERM
      When 20.137s pass
      And the pod is deleted
      And the cluster runs until the recording ends
      Then container "app" received SIGKILL 30s after deletion
      And the trace agrees with the recording

  Rule: The delete request may bring a grace period of its own

    @any-phase
    Scenario Outline: A grace period of <grace> in the request
      Given container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted with grace period <grace>
      And 2m pass
      Then container "app" received SIGKILL <sigkill> after deletion

      Examples: The runtime is given two seconds at least
        | grace | sigkill |
        | 1s    | 2s      |
        | 5s    | 5s      |
        | 60s   | 60s     |

    @recorded
    Scenario: A real kubelet gives a grace period of one second two
      Given the surroundings of the recording "delete-grace-1"
      And container "app" ignores SIGTERM
      When 20.137s pass
      And the pod is deleted with grace period 1s
      And the cluster runs until the recording ends
      Then container "app" received SIGKILL 2s after deletion
      And the trace agrees with the recording

  Rule: A second delete does not shorten a termination that is under way

    @any-phase
    Scenario: The program keeps its 30 seconds
      Given container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 5s pass
      And the pod is deleted with grace period 4s
      And 30s pass
      Then container "app" received SIGKILL 30s after deletion

    @recorded
    Scenario: A real kubelet does not hurry either
      Given the surroundings of the recording "delete-twice"
      And container "app" ignores SIGTERM
      When 20.137s pass
      And the pod is deleted
      And 5s pass
      And the pod is deleted with grace period 4s
      And the cluster runs until the recording ends
      Then the trace agrees with the recording
