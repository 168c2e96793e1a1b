Feature: What programs do
  A scenario says what the programs in its containers do; a program of which nothing is said is a well-behaved server.

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        initContainers: [{ name: setup, image: "setup:1" }]
        containers:
          - name: app
            image: web:1
            livenessProbe: { httpGet: { path: /healthz, port: 8080 }, periodSeconds: 5 }
            readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }
      """

  Rule: A program of which nothing is said behaves well

    Scenario: It serves for ever, and leaves at once when it is asked to
      When 1h passes
      Then the pod is still Ready
      And container "app" has restarted 0 times
      When the pod is deleted
      And 2s pass
      Then container "app" exited with code 0 0s..1s after deletion
      And the pod is now gone

    Scenario: An init container of which nothing is said does its work at once
      When 5s pass
      Then init container "setup" is now Completed
      And init container "setup" exited with code 0 0s after start

  Rule: The last word about a program counts

    Scenario: A scenario changes what its background says
      Given container "app" exits with code 1 after 5s
      And container "app" exits with code 0 after 7s
      When 8s pass
      Then container "app" exited with code 0 7s after start

    Scenario: What is said about probes adds up
      Given container "app" becomes ready after 10s
      And container "app" fails its readiness probe after 30s
      When 50s pass
      Then the pod was Ready exactly during:
        | from     | to       |
        | 10s..16s | 40s..46s |

  Rule: Answers of an HTTP server are judged as the kubelet judges them

    Scenario Outline: Status <status>
      Given GET "/healthz" on container "app" answers:
        | from | status   |
        | 0s   | <status> |
      When 20s pass
      Then container "app" has restarted <restarts> times

      Examples: 200 to 399 is success
        | status | restarts |
        | 200    | 0        |
        | 204    | 0        |
        | 302    | 0        |
        | 404    | 1        |
        | 503    | 1        |

  Rule: Each run of a container may differ

    Scenario: Rows of a run hold for the later runs, too
      Given the liveness probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | failure |
        | 2   | 0s   | success |
      When 32s pass
      Then container "app" has restarted 1 time
      And the liveness probe of container "app" was tried exactly like this:
        | restarts | outcome |
        | 0        | failure |
        | 0        | failure |
        | 0        | failure |
        | 1        | success |
        | 1        | success |
        | 1        | success |
