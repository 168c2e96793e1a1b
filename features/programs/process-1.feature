Feature: Process 1 and the end of a pod
  A deletion runs preStop, sends SIGTERM to process 1 of each container, waits for the grace period and sends SIGKILL.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Rule: Hook, SIGTERM and SIGKILL come in this order, within one grace period

    @any-phase
    Scenario: A program that ignores SIGTERM behind a hook of five seconds
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 20
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap '' TERM; while true; do sleep 1; done"]
              lifecycle: { preStop: { exec: { command: [sleep, "5"] } } }
        """
      When 5s pass
      And the pod is deleted
      And 30s pass
      Then the preStop hook of container "app" ran 0s after deletion
      And container "app" received exactly these signals:
        | after deletion | signal  |
        | 5s             | SIGTERM |
        | 20s            | SIGKILL |
      And the pod is now gone

  Rule: A shell runs its trap when the program before it has ended

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "busybox:1.36", command: [sh, -c, "<script>"] }]
        """
      When 5s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code <code> <after> after deletion

      Examples:
        | what                                     | script                                           | code | after  |
        | A long program in the foreground         | trap 'exit 3' TERM; sleep 3600; true             | 137  | 30s    |
        | A short one, again and again             | trap 'exit 3' TERM; while true; do sleep 2; done | 3    | 0s..2s |
        | wait is interrupted at once              | trap 'exit 3' TERM; sleep 3600 & wait            | 3    | 0s     |
        | A trap that does not exit only continues | trap 'true' TERM; while true; do sleep 1; done   | 137  | 30s    |
        | A trap that cleans up for four seconds   | trap 'sleep 4; exit 0' TERM; sleep 3600 & wait   | 0    | 4s     |

  Rule: exec puts a program in the place of its shell, so that the signal reaches it

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: cache }
        spec:
          containers: [{ name: app, image: "redis:7", command: [sh, -c, "<script>"] }]
        """
      When 5s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code <code> <after> after deletion

      Examples:
        | what                                | script                                                 | code | after |
        | A shell that waits keeps the signal | redis-server; echo done                                | 137  | 30s   |
        | exec hands it over                  | echo starting; exec redis-server                       | 0    | 0s    |
        | So does a trap that passes it on    | redis-server & trap 'kill $!; wait; exit 0' TERM; wait | 0    | 0s    |

  Rule: The kernel protects only process 1 from signals without a handler

    Scenario Outline: shareProcessNamespace <shared>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          shareProcessNamespace: <shared>
          containers: [{ name: app, image: "busybox:1.36", command: [sleep, "3600"] }]
        """
      When 5s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code <code> <after> after deletion

      Examples: Where all containers share their processes, process 1 is the one of the sandbox
        | shared | code | after |
        | false  | 137  | 30s   |
        | true   | 143  | 0s    |

    @any-phase
    Scenario: With shared processes one container can signal another
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          shareProcessNamespace: true
          restartPolicy: Never
          containers:
            - { name: server, image: "nginx:1.27" }
            - { name: admin, image: "busybox:1.36", command: [sh, -c, "sleep 5; killall nginx"] }
        """
      When 20s pass
      Then container "admin" exited with code 0 5s after start
      And container "server" exited with code 0 5s..6s after start
      And container "server" never received SIGTERM

    Scenario: Without them it sees only its own
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - { name: server, image: "nginx:1.27" }
            - { name: admin, image: "busybox:1.36", command: [sh, -c, "sleep 5; killall nginx"] }
        """
      When 20s pass
      Then container "admin" exited with code 1 5s after start
      And container "server" is still Running
