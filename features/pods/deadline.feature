Feature: Active deadline
  A pod that is active for longer than activeDeadlineSeconds is stopped and has failed, whatever its restartPolicy.
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: pod }
      spec:
        activeDeadlineSeconds: 20
        containers: [{ name: app, image: "registry.example/app:1" }]
      """

  Rule: When the deadline is over the containers are stopped with the pod's grace period

    @any-phase
    Scenario: SIGTERM comes within two seconds after the deadline
      Given container "app" exits 2s after SIGTERM
      When 60s pass
      Then container "app" received SIGTERM at 19s..23s
      And container "app" never received SIGKILL
      And the pod is now Failed

    @recorded
    Scenario: A real kubelet tells the reason
      Given the surroundings of the recording "deadline"
      And container "app" exits 2s after SIGTERM
      When the cluster runs until the recording ends
      Then the pod went through exactly these phases:
        | phase   | reason           | message                                                       |
        | Pending |                  |                                                               |
        | Running |                  |                                                               |
        | Failed  | DeadlineExceeded | Pod was active on the node longer than the specified deadline |
      And the trace agrees with the recording

  Rule: The time in which images are pulled counts

    Scenario: A pull that takes too long fails the pod before its program ever ran
      Given pulling image "registry.example/app:1" takes 60s
      When 90s pass
      Then container "app" is now Terminated
      And the pod is now Failed
