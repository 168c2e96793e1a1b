Feature: CrashLoopBackOff
  A container that keeps ending is restarted at once the first time, then after 10, 20, 40, 80, 160 and 300 seconds, and every 300 from then on.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: pod }
      spec:
        containers: [{ name: app, image: "registry.example/app:1" }]
      """

  Rule: The wait doubles from 10 seconds to 5 minutes

    @any-phase
    Scenario: Restarts of a program that crashes after 10 seconds
      Given container "app" exits with code 1 after 10s
      When 30m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..13s   | 1         |
        | 3       | 20s..23s   | 1         |
        | 4       | 40s..43s   | 1         |
        | 5       | 80s..83s   | 1         |
        | 6       | 160s..163s | 1         |
        | 7       | 300s..303s | 1         |
        | 8       | 300s..303s | 1         |
        | 9       | 300s..303s | 1         |
        | 10      | 300s..303s | 1         |

    @recorded
    Scenario: A real kubelet over half an hour
      Given the surroundings of the recording "crashloop-30min"
      And container "app" exits with code 1 after 2s
      When the cluster runs until the recording ends
      Then the trace agrees with the recording

    Scenario: An exit with code 0 loops all the same
      Given container "app" exits with code 0 after 2s
      When 2m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | reason    |
        | 1       | 0s..2s     | Completed |
        | 2       | 10s..13s   | Completed |
        | 3       | 20s..23s   | Completed |
        | 4       | 40s..43s   | Completed |

  Rule: The API shows Terminated for most of a short wait, and CrashLoopBackOff just before the restart

    Scenario: The states of a container between two restarts
      Given the node profile
      And container "app" exits with code 1 after 2s
      When 34s pass
      Then container "app" went through exactly these states:
        | at       | state      | reason            | exit code | restarts |
        | 0s..1s   | Waiting    | ContainerCreating |           | 0        |
        | 0s..1s   | Running    |                   |           | 0        |
        | 2s..4s   | Terminated | Error             | 1         | 0        |
        | 2s..4s   | Running    |                   |           | 1        |
        | 4s..7s   | Terminated | Error             | 1         | 1        |
        | 14s..17s | Waiting    | CrashLoopBackOff  |           | 1        |
        | 14s..17s | Running    |                   |           | 2        |
        | 16s..20s | Terminated | Error             | 1         | 2        |
      And the events of the pod include:
        | type    | reason  | message                                                        |
        | Warning | BackOff | Back-off restarting failed container app in pod pod_default(*) |

    Scenario: A wait of more than a minute shows it longer
      Given container "app" exits with code 1 after 2s
      When the cluster runs until container "app" has restarted 4 times within 3m
      And 70s pass
      Then container "app" is now CrashLoopBackOff
      And the pod is still Running

  Rule: A run of more than ten minutes makes the kubelet forget

    @any-phase
    Scenario: A program that runs for 601 seconds restarts at once, every time
      Given container "app" exits with code 1 after 601s
      When 40m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 0s..2s     |
        | 3       | 0s..2s     |

    @recorded
    Scenario: After eleven good minutes a real kubelet begins with 10 seconds again
      Given the surroundings of the recording "crashloop-reset"
      And container "app" exits like this:
        | run | after | code |
        | 1   | 2s    | 1    |
        | 5   | 660s  | 1    |
        | 6   | 2s    | 1    |
        | 8   | never |      |
      When the cluster runs until the recording ends
      Then the trace agrees with the recording

  Rule: The longest wait can be configured on the node

    Scenario: With maxContainerRestartPeriod 30s the wait stops growing at 30 seconds
      Given the kubelet is configured with:
        """yaml
        crashLoopBackOff: { maxContainerRestartPeriod: 30s }
        """
      And container "app" exits with code 1 after 1s
      When 140s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
        | 3       | 20s..23s   |
        | 4       | 30s..33s   |
        | 5       | 30s..33s   |
        | 6       | 30s..33s   |

    Scenario: Jitter stretches the waits of a real node by up to a half
      Given the kubelet adds jitter to its retries
      And container "app" exits with code 1 after 1s
      When 2m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..18s   |
        | 3       | 20s..33s   |
        | 4       | 40s..63s   |
