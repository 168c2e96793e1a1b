Feature: Questions about restarts
  What users asked about CrashLoopBackOff: how often a container that crashes is restarted, and when.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts

  Rule: The first restart does not wait; the waits after it double from 10 seconds to 5 minutes

    @any-phase
    Scenario: A program that crashes every 10 seconds: five restarts in five minutes, ten in half an hour
      https://github.com/kubernetes/enhancements/issues/4603
      Popular wrong answer: four in the first five minutes, as if the first restart waited, too.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code 1 after 10s
      When 5m pass
      Then container "app" has restarted 5 times
      When 25m pass
      Then container "app" has restarted 10 times

    @any-phase
    Scenario: An alert on restarts in five minutes clears itself because two restarts are further apart
      https://github.com/kubernetes-sigs/kubernetes-mixin/issues/526

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code 1 after 10s
      When the cluster runs until container "app" has restarted 7 times within 15m
      And 5m pass
      Then container "app" has restarted 7 times
      When 15s pass
      Then container "app" has restarted 8 times

    @any-phase
    Scenario: The node is back, but the pod waits for up to five minutes: the back-off does not know why it crashed
      https://github.com/kubernetes/kubernetes/issues/57291

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: ingress }
        spec:
          containers: [{ name: ingress, image: registry.example/ingress:1 }]
        """
      And container "ingress" exits like this:
        | run | after | code |
        | 1   | 1s    | 1    |
        | 8   | never |      |
      When the cluster runs until container "ingress" has restarted 6 times within 10m
      And 295s pass
      Then container "ingress" is now CrashLoopBackOff
      When 15s pass
      Then container "ingress" is now Running

    @any-phase
    Scenario Outline: maxContainerRestartPeriod <cap>: <restarts> restarts in five minutes
      https://github.com/kubernetes/kubernetes/issues/57291
      https://github.com/kubernetes/website/issues/48499

      Given the kubelet is configured with:
        """yaml
        crashLoopBackOff: { maxContainerRestartPeriod: <cap> }
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code 1 after 100ms
      When 5m pass
      Then container "app" has restarted <restarts> times

      Examples: The default and shorter ones
        | cap  | restarts |
        | 300s | 5        |
        | 30s  | 11       |
        | 10s  | 28       |

    Scenario: maxContainerRestartPeriod 1s: 150 restarts in five minutes
      Given the kubelet is configured with:
        """yaml
        crashLoopBackOff: { maxContainerRestartPeriod: 1s }
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code 1 after 100ms
      When 5m pass
      Then container "app" has restarted 150 times

  Rule: The waits begin anew after a run of more than ten minutes

    @any-phase
    Scenario: A program that lives for ten minutes and a second never waits
      https://github.com/kubernetes/kubernetes/issues/57291
      Popular wrong answer: it waits for five minutes in the end, as any program that crashes again and again.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code 1 after 601s
      When 45m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | ran for |
        | 1       | 0s..2s     | 10m1s   |
        | 2       | 0s..2s     | 10m1s   |
        | 3       | 0s..2s     | 10m1s   |
        | 4       | 0s..2s     | 10m1s   |

  Rule: Each container has a back-off of its own

    @any-phase
    Scenario: An init container that is refused by a rate limit tries at the same intervals
      https://github.com/kubernetes/kubernetes/issues/57291

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - { name: fetch, image: fetch:1 }
            - { name: migrate, image: migrate:1 }
          containers: [{ name: app, image: web:1 }]
        """
      And init container "fetch" exits like this:
        | run | after | code |
        | 1   | 1s    | 1    |
        | 4   | 1s    | 0    |
      And init container "migrate" exits like this:
        | run | after | code |
        | 1   | 1s    | 1    |
        | 3   | 1s    | 0    |
      When 2m pass
      Then init container "fetch" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
        | 3       | 20s..23s   |
      And init container "migrate" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
      And the pod is now Ready

    @any-phase
    Scenario: Exit code 143 is an error, although SIGTERM had asked for it
      https://github.com/kubernetes/kubernetes/issues/80089

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          activeDeadlineSeconds: 30
          containers:
            - { name: java, image: java:1 }
            - { name: go, image: go:1 }
        """
      And container "java" exits 1s after SIGTERM with code 143
      And container "go" exits 1s after SIGTERM
      When 1m passes
      Then container "java" is now Error
      And container "go" is now Completed

  Rule: A clean exit is a restart like any other under restartPolicy Always

    @any-phase
    Scenario: A service that exits with 0 to be updated waits from the second exit on
      https://github.com/kubernetes/kubernetes/issues/21008
      https://github.com/kubernetes/kubernetes/issues/53125
      Popular wrong answer: only exit codes other than 0 lead to CrashLoopBackOff.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" exits with code 0 after 20s
      When 3m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code | reason    |
        | 1       | 0s..2s     | 0         | Completed |
        | 2       | 10s..13s   | 0         | Completed |
        | 3       | 20s..23s   | 0         | Completed |
        | 4       | 40s..43s   | 0         | Completed |

    @any-phase
    Scenario: A script that sleeps for a minute and exits runs 15 times an hour, not 60
      https://github.com/kubernetes/kubernetes/issues/50962
      Popular wrong answer: once a minute, because it never fails.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: task }
        spec:
          containers: [{ name: task, image: "busybox:1.36", command: [sh, -c, sleep 60] }]
        """
      When 1h passes
      Then container "task" has restarted 14 times

    @any-phase
    Scenario: Running, Completed, Running, Completed: the third time it waits for ten seconds first
      https://github.com/kubernetes/kubernetes/issues/107838
      Popular wrong answer: Running and Completed take turns for ever.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "busybox:1.36", command: [/bin/sleep, 30s] }]
        """
      When 80s pass
      Then container "app" went through exactly these states:
        | state      | reason            | exit code | restarts |
        | Waiting    | ContainerCreating |           | 0        |
        | Running    |                   |           | 0        |
        | Terminated | Completed         | 0         | 0        |
        | Running    |                   |           | 1        |
        | Terminated | Completed         | 0         | 1        |
        | Waiting    | CrashLoopBackOff  |           | 1        |
        | Running    |                   |           | 2        |

    @any-phase
    Scenario: The first crash is answered at once, and the events say BackOff only after the second
      https://github.com/kubernetes/kubernetes/issues/133472

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" exits with code 1 after 5s
      When 8s pass
      Then container "app" has restarted 1 time
      And the events of the pod do not include BackOff
      When 6s pass
      Then the events of the pod include:
        | reason  | message                                          |
        | BackOff | Back-off restarting failed container app in pod* |

  Rule: Restarts after a kill compare with the end of the run before, so a slow failure is restarted at once five times

    @any-phase
    Scenario: The example of the documentation: five restarts every 75 seconds, and then CrashLoopBackOff of 80 seconds
      https://github.com/kubernetes/kubernetes/issues/99697
      Popular wrong answer: 10, 20, 40 seconds from the second restart on.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: liveness-exec }
        spec:
          containers:
            - name: liveness
              image: registry.k8s.io/busybox:1.27.2
              args: [/bin/sh, -c, touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600]
              livenessProbe:
                exec: { command: [cat, /tmp/healthy] }
                initialDelaySeconds: 5
                periodSeconds: 5
        """
      When 10m pass
      Then container "liveness" was restarted exactly like this:
        | restart | ran for  | after exit | exit code |
        | 1       | 70s..76s | 0s..1s     | 137       |
        | 2       | 70s..76s | 0s..1s     | 137       |
        | 3       | 70s..76s | 0s..1s     | 137       |
        | 4       | 70s..76s | 0s..1s     | 137       |
        | 5       | 70s..76s | 0s..1s     | 137       |
        | 6       | 70s..76s | 80s..84s   | 137       |

    @any-phase
    Scenario: A start that takes too long every time: four restarts at once, CrashLoopBackOff after two and a half minutes
      https://github.com/kubernetes/kubernetes/issues/99697

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: startup }
        spec:
          containers: [{ name: app, image: "web:1", startupProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 6 } }]
        """
      And container "app" fails its startup probe after 0s
      When 170s pass
      Then container "app" has restarted 4 times
      And container "app" is now CrashLoopBackOff

  Rule: How often depends on the length of the runs

    @any-phase
    Scenario Outline: nginx with a command that is done <what>: restarted at once, and 10, 20 and 40 seconds after each end
      https://coderapp.vercel.app/answer/70717655
      Popular wrong answer: the second wait is 20 seconds, because the first one was 10.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: mynginx }
        spec: { containers: [{ name: mynginx, image: nginx, args: <args> }] }
        """
      When 2m pass
      Then container "mynginx" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 0         |
        | 2       | 10s..13s   | 0         |
        | 3       | 20s..23s   | 0         |
        | 4       | 40s..43s   | 0         |

      Examples: kubectl run mynginx --image nginx -- …
        | what             | args                                    |
        | at once          | [echo, hello]                           |
        | after 10 seconds | [/bin/bash, -c, "sleep 10; echo hello"] |

    @any-phase
    Scenario: sleep 3600 is restarted 23 times a day, and never waits
      https://github.com/kubernetes/website/pull/35234

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: dnsutils }
        spec: { containers: [{ name: dnsutils, image: registry.k8s.io/e2e-test-images/jessie-dnsutils:1.3, command: [sleep, "3600"] }] }
        """
      When 24h pass
      Then container "dnsutils" has restarted 23 times

    Scenario Outline: A program that ends at once: <restarts> restarts in <time>
      https://github.com/kubernetes/kubernetes/issues/57291
      Popular wrong answer: one every five minutes from the beginning, 12 an hour and 288 a day.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: "web:1" }] }
        """
      And container "app" exits with code 1 after 0s
      When <time> pass
      Then container "app" has restarted <restarts> times

      Examples: Seven in the first quarter of an hour
        | time | restarts |
        | 15m  | 7        |
        | 1h   | 16       |
        | 24h  | 291      |

    @any-phase
    Scenario: Runs of 400 seconds never wait for five minutes: 600 seconds after its beginning a run is forgotten
      https://github.com/kubernetes/kubernetes/issues/57291
      Popular wrong answer: 300 seconds in the end, and for ever.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: "web:1" }] }
        """
      And container "app" exits with code 1 after 400s
      When 65m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..2s     |
        | 2       | 10s..13s   |
        | 3       | 20s..23s   |
        | 4       | 40s..43s   |
        | 5       | 80s..85s   |
        | 6       | 160s..166s |
        | 7       | 200s..263s |
        | 8       | 10s..13s   |

    Scenario: The gate ReduceDefaultCrashLoopBackOffDecay alone begins with one second, and does not end at 60
      https://github.com/kubernetes/enhancements/issues/4603
      Popular wrong answer: 60 seconds at most. In v1.36 the limit is that of maxContainerRestartPeriod, five minutes if nothing is said.

      Given the kubelet is configured with:
        """yaml
        featureGates: { ReduceDefaultCrashLoopBackOffDecay: true }
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: "web:1" }] }
        """
      And container "app" exits with code 1 after 5s
      When 7m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..1s     |
        | 2       | 1s..3s     |
        | 3       | 2s..4s     |
        | 4       | 4s..6s     |
        | 5       | 8s..10s    |
        | 6       | 16s..18s   |
        | 7       | 32s..34s   |
        | 8       | 64s..67s   |
        | 9       | 128s..132s |

    @any-phase
    Scenario: A database proxy is up after 30 seconds: the program beside it crashes three times, not twice
      https://github.com/darklang/dark/pull/673
      Popular wrong answer: twice.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: monolith }
        spec:
          containers:
            - { name: cloudsql-proxy, image: "busybox:1.36", command: [sh, -c, "sleep 30; nc -lk -p 5432 -e true"] }
            - { name: app, image: "busybox:1.36", command: [sh, -c, "nc -z localhost 5432 || exit 1; sleep infinity"] }
        """
      When 10m pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..13s   | 1         |
        | 3       | 20s..23s   | 1         |

  Rule: restartPolicy Never has exceptions, and none for a command that does not exist

    @any-phase
    Scenario: A command that does not exist is not started again: the pod has failed within seconds
      https://github.com/kubernetes/kubernetes/issues/15007
      Popular wrong answer: it is Pending, and restarted again and again, which was so with Docker.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: buildlet }
        spec:
          restartPolicy: Never
          containers: [{ name: buildlet, image: "busybox:1.36", command: [/no/such/command] }]
        """
      When 10m pass
      Then the pod became Failed 1s..5s after creation
      And container "buildlet" has restarted 0 times

    @any-phase
    Scenario: With a rule for exit code 42 it backs off like any other restart
      https://github.com/kubernetes/website/pull/51467
      Popular wrong answer: a rule restarts at once, every time.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: on-exit-codes }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, sleep 10 && exit 42]
              restartPolicy: Never
              restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [42] } }]
        """
      When 100s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 42        |
        | 2       | 10s..13s   | 42        |
        | 3       | 20s..23s   | 42        |
      And the pod is now Running
