Feature: Phases of a pod
  A pod is Pending until its first main container runs, Running while one may still run, and in the end Succeeded or Failed.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase

  Rule: A pod is Pending while images are pulled and init containers run

    Scenario: An ordinary start
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: setup, image: "setup:1" }]
          containers: [{ name: app, image: "web:1" }]
        """
      And pulling image "web:1" takes 4s
      And init container "setup" exits with code 0 after 2s
      When 20s pass
      Then the pod went through exactly these phases:
        | at     | phase   |
        | 0s     | Pending |
        | 6s..8s | Running |
      And container "app" went through exactly these states:
        | at     | state   | reason          |
        | 0s..1s | Waiting | PodInitializing |
        | 6s..8s | Running |                 |

    Scenario: A sandbox that cannot be created delays everything
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      And creating the sandbox of the pod fails 2 times
      When 60s pass
      Then container "app" started 20s..24s after creation
      And the events of the pod include:
        | type    | reason                 | message |
        | Warning | FailedCreatePodSandBox | *       |
        | Warning | FailedCreatePodSandBox | *       |

  Rule: A pod whose containers all have ended is Succeeded if all exited with 0, and Failed otherwise

    @any-phase
    Scenario: It takes two relists until the phase is published
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers: [{ name: work, image: "job:1" }]
        """
      And container "work" exits with code 0 after 10s
      When 20s pass
      Then container "work" became Completed 10s..11s after start
      And the pod became Succeeded 11s..15s after creation
      And the pod was Running throughout 2s..10s

  Rule: A pod may be Running and not Ready, and Running while every container waits

    Scenario: A crash loop keeps the phase
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      And container "app" exits with code 1 after 1s
      When the cluster runs until container "app" has restarted 4 times within 3m
      And the cluster runs until container "app" is CrashLoopBackOff within 2m
      Then the pod is still Running
      And the pod is now not Ready
      And container "app" is now Waiting
