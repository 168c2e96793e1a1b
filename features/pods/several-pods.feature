Feature: Several pods on one node
  Each pod has a worker of its own in the kubelet, so pods do not wait for each other; only image pulls do.
  https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: one }
      spec:
        containers: [{ name: app, image: "one:1" }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: two }
      spec:
        containers: [{ name: app, image: "two:1" }]
      """

  Rule: What happens to one pod does not happen to another

    Scenario: One crashes and one is deleted
      Given container "app" of pod "one" exits with code 1 after 5s
      When 30s pass
      And pod "two" is deleted
      And 5s pass
      Then container "app" of pod "one" has restarted 2 times
      And pod "one" is still Running
      And pod "two" is now gone

  Rule: Images are pulled one at a time unless the kubelet is configured otherwise

    Scenario: The second pull waits for the first
      Given pulling image "one:1" takes 4s
      And pulling image "two:1" takes 4s
      When 20s pass
      Then container "app" of pod "one" started 4s..5s after creation
      And container "app" of pod "two" started 8s..9s after creation

    Scenario: With serializeImagePulls false both go on together
      Given the kubelet is configured with:
        """yaml
        serializeImagePulls: false
        """
      And pulling image "one:1" takes 4s
      And pulling image "two:1" takes 4s
      When 20s pass
      Then container "app" of pod "one" started 4s..5s after creation
      And container "app" of pod "two" started 4s..5s after creation

  Rule: The registry is asked five times a second, and ten times at once

    Scenario: A pull beyond what is configured fails, and is tried again
      Given the kubelet is configured with:
        """yaml
        serializeImagePulls: false
        registryPullQPS: 1
        registryBurst: 1
        """
      And pulling image "one:1" takes 4s
      And pulling image "two:1" takes 4s
      When 40s pass
      Then container "app" of pod "one" started 4s..5s after creation
      And container "app" of pod "two" started 14s..16s after creation

  Rule: A pod can come later

    Scenario: Its times count from its own creation
      When 30s pass
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: three }
        spec:
          containers: [{ name: late, image: "three:1" }]
        """
      And pulling image "three:1" takes 2s
      And 10s pass
      Then container "late" started 2s..3s after creation
      And container "late" started at 32s..33s
