Feature: A web application that falls ill after 40 seconds
  A Node.js program is ready 20 seconds after its start, unhealthy from 40 seconds on, and as process 1 does not react to SIGTERM.
  On a real node it was Ready at 25 s, killed at 55 s and restarted at 85 s, and so on; the numbers here are windows around what was seen.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Background:
    Given the node profile
    And the manifest "manifests/webapl.yaml" is applied
    And GET "/healthz" on container "webapl" answers:
      | from | status |
      | 0s   | 200    |
      | 40s  | 500    |
    And GET "/ready" on container "webapl" answers:
      | from | status |
      | 0s   | 500    |
      | 20s  | 200    |
    And container "webapl" ignores SIGTERM

  Rule: The pod serves for 30 seconds in a run, and for 30 more while it is being killed

    Scenario: Four minutes of the pod
      When 4m pass
      Then the pod was Ready exactly during:
        | from       | to         |
        | 24s..26s   | 84s..86s   |
        | 109s..111s | 169s..171s |
        | 193s..196s | now        |
      And container "webapl" was restarted exactly like this:
        | restart | at         | exit code | reason |
        | 1       | 85s..86s   | 137       | Error  |
        | 2       | 170s..171s | 137       | Error  |
      And container "webapl" received exactly these signals:
        | at         | signal  |
        | 55s..56s   | SIGTERM |
        | 85s..86s   | SIGKILL |
        | 140s..141s | SIGTERM |
        | 170s..171s | SIGKILL |
        | 225s..226s | SIGTERM |

    Scenario: Why it is killed
      When 90s pass
      Then the events of the pod include:
        | at       | type    | reason    | message                                                        |
        | 18s..20s | Warning | Unhealthy | Readiness probe failed: HTTP probe failed with statuscode: 500 |
        | 45s..46s | Warning | Unhealthy | Liveness probe failed: HTTP probe failed with statuscode: 500  |
        | 50s..51s | Warning | Unhealthy | Liveness probe failed: HTTP probe failed with statuscode: 500  |
        | 55s..56s | Warning | Unhealthy | Liveness probe failed: HTTP probe failed with statuscode: 500  |
        | 55s..56s | Normal  | Killing   | Container webapl failed liveness probe, will be restarted      |

  Rule: A program that reacts to SIGTERM is back half a minute earlier

    Scenario: With a handler for SIGTERM
      Given container "webapl" exits 1s after SIGTERM
      When 4m pass
      Then the pod was Ready exactly during:
        | from       | to         |
        | 24s..26s   | 56s..57s   |
        | 79s..82s   | 111s..113s |
        | 134s..138s | 166s..169s |
        | 189s..194s | 221s..225s |
