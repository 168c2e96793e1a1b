Feature: Time
  Time is virtual: an hour passes in a moment, and every run of a scenario gives the same numbers.

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers: [{ name: app, image: "web:1" }]
      """

  Rule: Durations are written as in Kubernetes

    Scenario Outline: <written> is <seconds>
      Given container "app" exits with code 1 after <written>
      When 61m pass
      Then container "app" exited with code 1 <seconds> after start

      Examples:
        | written | seconds |
        | 1m30s   | 90s     |
        | 500ms   | 0.5s    |
        | 1.5s    | 1500ms  |
        | 1h      | 3600s   |

  Rule: A window holds its lower end and not its upper end

    Scenario: An exit after exactly ten seconds
      Given container "app" exits with code 1 after 10s
      When 12s pass
      Then container "app" exited with code 1 10s after start
      And container "app" exited with code 1 10s..11s after start
      And container "app" exited with code 1 9s..12s after start

  Rule: Times count from the beginning, from the creation of the pod, from its deletion, or from the start or the exit of a container

    Scenario: One kill, seen from five sides
      Given container "app" ignores SIGTERM
      When 20s pass
      And the process of container "app" is killed with code 1
      And 10s pass
      And the pod is deleted with grace period 5s
      And 10s pass
      Then container "app" received exactly these signals:
        | at  | after creation | after deletion | after start | after exit | signal  |
        | 30s | 30s            | 0s             | 9s..10s     | 10s        | SIGTERM |
        | 35s | 35s            | 5s             | 14s..15s    | 15s        | SIGKILL |

    Scenario: A start counts from the start before, its exit and everything else from its own
      Given container "app" exits with code 1 after 5s
      When 25s pass
      Then container "app" started 5s..6s after start
      And container "app" started 15s..17s after start
      And container "app" started 0s..1s after exit
      And container "app" exited with code 1 5s after start

  Rule: "Still" means without an interruption while the steps before ran

    Scenario: What is back is not still there
      Given container "app" exits like this:
        | run | after | code |
        | 1   | 5s    | 1    |
        | 2   | never |      |
      When 10s pass
      Then container "app" is now Running
      When 10s pass
      Then container "app" is still Running
      And the pod is still Ready

  Rule: Running until something is so ends at the moment at which it is

    Scenario: The next step counts from there
      Given pulling image "web:1" takes 7s
      When the cluster runs until container "app" is Running within 30s
      And the pod is deleted
      And 5s pass
      Then container "app" received SIGTERM 7s..9s after creation

  Rule: The latencies of a node can be chosen

    Scenario: On a node a container runs half a second after its pod was created
      Given the node profile
      When 5s pass
      Then container "app" started 400ms..1s after creation
      And the pod became Running 400ms..1.2s after creation
