Feature: Deletion of a pod
  A deleted pod stays in the API, Terminating, until its containers have stopped; only then the kubelet removes it.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - { name: app, image: web:1 }
          - { name: log, image: log:1 }
      """

  Rule: The pod is gone within about a second after its last container

    @any-phase
    Scenario: The slowest container decides
      Given container "app" exits 8s after SIGTERM
      And container "log" exits 2s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 30s pass
      Then the pod became Terminating 0s after deletion
      And the pod became gone 8s..10s after deletion

    Scenario: The API shows all containers Running until the last one has stopped
      Given container "app" exits 8s after SIGTERM
      And container "log" exits 2s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 5s pass
      Then container "log" exited with code 0 2s after deletion
      But container "log" is still Running
      And the pod is still Ready

  Rule: The phase at the end depends on the exit codes of the main containers

    Scenario: Exit code 0 everywhere is success, also with restartPolicy Always
      When 20s pass
      And the pod is deleted
      And the cluster runs until the pod is gone within 5s
      Then the pod went through exactly these phases:
        | phase     |
        | Pending   |
        | Running   |
        | Succeeded |
        | gone      |

    Scenario: Exit code 143 of one container is failure
      Given container "log" exits 0s after SIGTERM with code 143
      When 20s pass
      And the pod is deleted
      And the cluster runs until the pod is gone within 5s
      Then the pod went through exactly these phases:
        | phase   |
        | Pending |
        | Running |
        | Failed  |
        | gone    |

  Rule: A force-deleted pod leaves the API at once, while its containers still have two seconds

    @any-phase
    Scenario: SIGKILL comes after the pod is gone
      Given container "app" ignores SIGTERM
      When 20s pass
      And the pod is force-deleted
      And 10s pass
      Then the pod became gone 0s after deletion
      And container "app" received SIGTERM 0s after deletion
      And container "app" received SIGKILL 2s after deletion

  Rule: A pod that has ended is removed without delay

    Scenario: There is nothing to stop
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers: [{ name: work, image: job:1 }]
        """
      And container "work" exits with code 0 after 5s
      When 20s pass
      And pod "job" is deleted
      And 1s pass
      Then pod "job" became gone 0s after deletion
      And container "work" never received SIGTERM

  Rule: Nothing is restarted in a pod that is being deleted

    @any-phase
    Scenario: A container that crashes during the termination stays ended
      Given container "app" ignores SIGTERM
      And container "log" exits with code 1 after 25s
      And container "log" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "log" has restarted 0 times
      And the pod is now gone
