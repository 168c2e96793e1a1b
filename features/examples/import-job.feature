Feature: An import that may fail
  A job's container is run again until it succeeds, for ten minutes at most.
  https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures

  Background:
    Given a pod of job "import" in "manifests/import-job.yaml" is created

  Rule: Failures are retried with a back-off until one run succeeds

    @any-phase
    Scenario: The third run succeeds
      Given container "import" exits like this:
        | run | after | code |
        | 1   | 30s   | 1    |
        | 2   | 30s   | 1    |
        | 3   | 45s   | 0    |
      When 4m pass
      Then container "import" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
      And the pod is now Succeeded

    @any-phase
    Scenario: After ten minutes the pod fails, in the middle of a run or of a wait
      Given container "import" is OOM-killed after 50s
      When 11m pass
      Then the pod is now Failed
      And the pod became Failed at 599s..604s
      And container "import" has restarted 5 times
