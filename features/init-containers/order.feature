Feature: Order of init containers
  Init containers run one after the other, each to its end, before any main container starts.
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: pod }
      spec:
        initContainers:
          - { name: i1, image: registry.example/i1:1 }
          - { name: i2, image: registry.example/i2:1 }
          - { name: i3, image: registry.example/i3:1 }
        containers:
          - { name: app, image: registry.example/app:1 }
      """

  Rule: An init container starts only when the one before has exited with code 0

    @any-phase
    Scenario: Three init containers run in turn
      Given init container "i1" exits with code 0 after 2s
      And init container "i2" exits with code 0 after 3s
      And init container "i3" exits with code 0 after 1s
      When 30s pass
      Then init container "i1" exited before init container "i2" started
      And init container "i2" exited before init container "i3" started
      And init container "i3" exited before container "app" started
      And the pod is now Ready

    @recorded
    Scenario: On a real kubelet each step costs up to a second, until a relist notices the exit
      Given the surroundings of the recording "init-three"
      And init container "i1" exits with code 0 after 2s
      And init container "i2" exits with code 0 after 3s
      And init container "i3" exits with code 0 after 1s
      When the cluster runs until the recording ends
      Then the pod became Running at 6s..10s
      And the trace agrees with the recording

    Scenario: One that fails holds up all that follow
      Given init container "i2" exits with code 1 after 1s
      When 60s pass
      Then init container "i3" never started
      And container "app" never started
      And the pod is now not Initialized

  Rule: Init containers run once, however often the main containers restart

    Scenario: A crash of the main container does not bring them back
      Given container "app" exits like this:
        | run | after | code |
        | 1   | 5s    | 1    |
        | 2   | never |      |
      When 60s pass
      Then container "app" has restarted 1 time
      And init container "i1" has restarted 0 times
      And init container "i1" is now Completed
