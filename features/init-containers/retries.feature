Feature: Retries of init containers
  An init container that fails is run again until it succeeds, with the back-off of a crash loop; with restartPolicy Never the pod fails.
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  Rule: Unless restartPolicy is Never, a failed init container is run again

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
          containers:
            - { name: app, image: registry.example/app:1 }
        """
      And init container "i1" exits with code 0 after 1s
      And init container "i2" exits like this:
        | run | after | code |
        | 1   | 2s    | 1    |
        | 2   | 2s    | 1    |
        | 3   | 2s    | 0    |

    @any-phase
    Scenario: The second init container succeeds in its third run
      When the cluster runs until the pod is Running within 1m
      Then init container "i2" was restarted exactly like this:
        | restart | after exit | exit code | reason |
        | 1       | 0s..2s     | 1         | Error  |
        | 2       | 10s..12s   | 1         | Error  |
      And init container "i1" has restarted 0 times
      And init container "i2" exited before container "app" started

    @any-phase
    Scenario: A new image is tried at once, and its waits begin anew with 10 seconds
      Given init container "i2" exits with code 1 after 2s
      When 30s pass
      And the image of init container "i2" is changed to "registry.example/i2:2"
      And 1s passes
      Then init container "i2" has restarted 3 times
      When 15s pass
      Then init container "i2" has restarted 4 times

    Scenario: Until then the pod is Pending, and its main containers wait
      When the cluster runs until init container "i2" has restarted 2 times within 1m
      Then the pod is still Pending
      And container "app" is now PodInitializing
      And container "app" never started
      And the conditions of the pod are now:
        | type        | status | reason                   |
        | Initialized | False  | ContainersNotInitialized |

    @recorded
    Scenario: A real kubelet retries alike
      Given the surroundings of the recording "init-retry-then-ok"
      When the cluster runs until the recording ends
      Then init container "i2" has restarted 2 times
      And the trace agrees with the recording

  Rule: An init container that keeps failing is run again after 10, 20, 40, 80, 160 and then every 300 seconds

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - { name: migrate, image: migrate:1 }
          containers:
            - { name: app, image: web:1 }
        """
      And init container "migrate" exits with code 1 after 1s

    @any-phase
    Scenario: The first retry is immediate, the others wait longer and longer
      When 6m pass
      Then init container "migrate" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
        | 3       | 20s..23s   |
        | 4       | 40s..43s   |
        | 5       | 80s..83s   |
        | 6       | 160s..163s |
      And the pod is still Pending

    Scenario: A retry that succeeds ends the waiting
      Given init container "migrate" exits like this:
        | run | after | code |
        | 1   | 1s    | 1    |
        | 4   | 1s    | 0    |
      When the cluster runs until the pod is Ready within 2m
      Then init container "migrate" has restarted 3 times
      And init container "migrate" is now Completed

  Rule: With restartPolicy Never one failure of an init container fails the pod

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          restartPolicy: Never
          initContainers:
            - { name: setup, image: registry.example/setup:1 }
          containers:
            - { name: app, image: registry.example/app:1 }
        """

    @any-phase
    Scenario: Nothing is retried, and the main container never starts
      Given init container "setup" exits with code 1 after 3s
      When 30s pass
      Then the pod is now Failed
      And init container "setup" has restarted 0 times
      And container "app" never started

    Scenario: An init container that succeeds is not affected
      Given init container "setup" exits with code 0 after 3s
      When 30s pass
      Then the pod is now Running

    @recorded
    Scenario: A real kubelet fails the pod within two relists
      Given the surroundings of the recording "init-fails-never"
      And init container "setup" exits with code 1 after 3s
      When the cluster runs until the recording ends
      Then the pod became Failed at 4s..6s
      And the trace agrees with the recording
