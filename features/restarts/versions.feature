Feature: Kubelets of other versions
  The rules are those of v1.36 unless a scenario names another version; from v1.32 on the differences that move a pod's life are known.
  Popular wrong answer: a back-off of 20 seconds means 20 seconds. Until v1.34 the kubelet looked again every 10 to 15 seconds only,
  and later it sleeps up to half of the wait longer.
  https://github.com/kubernetes/kubernetes/pull/133066

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: pod }
      spec:
        containers: [{ name: app, image: "app:1" }]
      """
    And container "app" exits with code 1 after 2s

  Rule: Until v1.34 the kubelet checks every 10 to 15 seconds whether a back-off is over

    Scenario: The end of a wait of twenty seconds is noticed late, by the next check
      Given a kubelet of version "v1.32"
      And the kubelet adds jitter to its retries
      When 12m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..27s   | 1         |
        | 3       | 20s..37s   | 1         |
        | 4       | 40s..57s   | 1         |
        | 5       | 80s..97s   | 1         |
        | 6       | 160s..177s | 1         |
        | 7       | 300s..317s | 1         |

    Scenario: From v1.35 on a check is due when the back-off ends
      Given a kubelet of version "v1.35"
      And the kubelet adds jitter to its retries
      When 2m30s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..17s   | 1         |
        | 3       | 20s..32s   | 1         |
        | 4       | 40s..62s   | 1         |

  Rule: Until v1.34 Events name the container

    Scenario Outline: The text of the Event for a start
      Given a kubelet of version "<version>"
      When 1s passes
      Then the events of the pod are exactly:
        | reason  | message                                     |
        | Pulled  | Container image "app:1" already <present> |
        | Created | <created>                                   |
        | Started | <started>                                   |

      Examples:
        | version | present                                           | created                | started               |
        | v1.32   | present on machine                                | Created container: app | Started container app |
        | v1.34   | present on machine                                | Created container: app | Started container app |
        | v1.35   | present on machine and can be accessed by the pod | Container created      | Container started     |
        | v1.36   | present on machine and can be accessed by the pod | Container created      | Container started     |
