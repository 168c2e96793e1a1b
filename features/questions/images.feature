Feature: Questions about images
  What users asked about images that cannot be pulled: how often the kubelet tries, and what becomes of the pod meanwhile.
  https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff

  Rule: A failed pull is tried again after 10, 20, 40, 80, 160 and then every 300 seconds

    @any-phase
    Scenario: How long until ErrImagePull is tried again? 10 seconds at first, 5 minutes in the end
      https://github.com/kubernetes/kubernetes/issues/62788
      https://github.com/kubernetes/website/issues/28605

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "registry.example/web:misspelt" }]
        """
      And image "registry.example/web:misspelt" does not exist
      When 17m pass
      Then the events of the pod include:
        | after creation | reason  |
        | 0s..2s         | Pulling |
        | 10s..14s       | Pulling |
        | 30s..38s       | Pulling |
        | 70s..90s       | Pulling |
        | 150s..180s     | Pulling |
        | 310s..345s     | Pulling |
        | 610s..660s     | Pulling |
        | 910s..970s     | Pulling |

    @any-phase
    Scenario: An image that is pushed late is found by the next try, up to five minutes later
      https://github.com/kubernetes/kubernetes/issues/62788

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "registry.example/web:late" }]
        """
      And pulling image "registry.example/web:late" fails 6 times
      When the cluster runs until the pod is Ready within 12m
      Then container "app" started 610s..661s after creation

  Rule: A pod that cannot pull is Pending, not Failed, whatever its restartPolicy

    @any-phase
    Scenario: The image of an init container does not exist, and restartPolicy is Never
      https://github.com/kubernetes/kubernetes/issues/83622

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          initContainers: [{ name: setup, image: "setup:missing" }]
          containers: [{ name: work, image: "job:1" }]
        """
      And image "setup:missing" does not exist
      When 15s pass
      Then init container "setup" was never Terminated
      When 1h passes
      Then the pod is still Pending
      And init container "setup" is now ImagePullBackOff
      And container "work" never started

    @any-phase
    Scenario: activeDeadlineSeconds makes it fail
      https://github.com/kubernetes/kubernetes/issues/83622

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          activeDeadlineSeconds: 120
          initContainers: [{ name: setup, image: "setup:missing" }]
          containers: [{ name: work, image: "job:1" }]
        """
      And image "setup:missing" does not exist
      When 2m10s pass
      Then the pod became Failed 119s..130s after creation
      And container "work" never started
