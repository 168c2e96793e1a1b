Feature: Questions about the termination of pods
  What users asked about pods that take too long to go, or that do not go at all.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Rule: From the deletion on nothing restarts a container, and readiness is still asked for

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 300
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                failureThreshold: 1
              readinessProbe:
                httpGet: { path: /ready, port: 8080 }
                failureThreshold: 1
        """

    @any-phase
    Scenario: Liveness does not disturb a pod that drains for five minutes
      https://github.com/kubernetes/kubernetes/issues/52817
      https://github.com/kubernetes/kubernetes/issues/98571
      Popular wrong answer: the container is killed and restarted, which was so before v1.21.

      Given container "app" fails its liveness probe after 70s
      And container "app" exits 280s after SIGTERM
      When 60s pass
      And the pod is deleted
      And 6m pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 0s             | SIGTERM |
      And container "app" exited with code 0 280s after deletion
      And container "app" has restarted 0 times

    @any-phase
    Scenario: The readiness probe goes on, so a pod that drains can become not Ready by its own answer
      https://github.com/kubernetes/kubernetes/issues/107473

      Given container "app" fails its readiness probe after 100s
      And container "app" exits 280s after SIGTERM
      When 60s pass
      And the pod is deleted
      And 2m pass
      Then container "app" became not Ready 100s..112s after start

  Rule: Process 1 does not notice SIGTERM unless it has a handler

    @any-phase
    Scenario Outline: Why does it always take 30 seconds? <program>: exit code <code> after <after>
      https://github.com/kubernetes/kubernetes/issues/127188
      https://github.com/coreos/etcd-operator/issues/1680
      https://github.com/maxmind/geoipupdate/issues/135

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          shareProcessNamespace: <shared>
          containers:
            - { name: app, image: "debian:12", command: [bash, -c, <script>] }
        """
      When 5s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code <code> <after> after deletion

      Examples: What bash runs as process 1
        | program                      | shared | script                                    | code | after  |
        | A sleep                      | false  | sleep 9999                                | 137  | 30s    |
        | A sleep and something else   | false  | sleep 9999; echo done                     | 137  | 30s    |
        | A handler beside the sleep   | false  | "trap 'exit 143' TERM; sleep 9999 & wait" | 143  | 0s..1s |
        | A handler that has to wait   | false  | "trap 'exit 143' TERM; sleep 9999; true"  | 137  | 30s    |
        | Another process is process 1 | true   | sleep 9999                                | 143  | 0s..1s |

  Rule: Only a kubelet can confirm that a pod has ended

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """

    @any-phase
    Scenario: On a node without a kubelet a deleted pod stays Terminating
      https://github.com/kubernetes/kubernetes/issues/125217
      https://github.com/kubernetes/kubernetes/issues/80309

      When 20s pass
      And the kubelet is down for 1h
      And 10s pass
      And the pod is deleted
      And 50m pass
      Then the pod is still Terminating

    @any-phase
    Scenario: A forced deletion removes it from the API, and its process runs on
      https://github.com/kubernetes/kubernetes/issues/51835

      When 20s pass
      And the kubelet is down for 1h
      And 10s pass
      And the pod is force-deleted
      And 50m pass
      Then the pod is now gone
      And container "app" never received SIGTERM

  Rule: A node that shuts down gives a pod no more than its own grace period

    @any-phase
    Scenario: With a shutdownGracePeriod of 65 minutes a hung pod is killed after its 30 seconds
      https://github.com/kubernetes/kubernetes/issues/120271
      Popular wrong answer: the shutdown takes the whole 65 minutes, which was so in old versions.

      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: 65m
        shutdownGracePeriodCriticalPods: 35m
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" ignores SIGTERM
      When 20s pass
      And the node announces its shutdown
      And 2m pass
      Then container "app" received exactly these signals:
        | at       | signal  |
        | 20s..21s | SIGTERM |
        | 50s..51s | SIGKILL |
      And the pod is now Failed

  Rule: A forced deletion leaves two seconds, and a second of preStop

    @any-phase
    Scenario: The process of a force-deleted pod lives on for two seconds, not for its grace period
      https://github.com/kubernetes/kubernetes/issues/110507
      https://github.com/kubernetes/kubernetes/issues/120449
      https://github.com/kubernetes/kubernetes/issues/115819
      Popular wrong answer: 300 seconds, which was so in v1.27.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 300
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" ignores SIGTERM
      When 20s pass
      And the pod is force-deleted
      And 10s pass
      Then the pod became gone 0s after deletion
      And container "app" received exactly these signals:
        | after deletion | signal  |
        | 0s..1s         | SIGTERM |
        | 2s..3s         | SIGKILL |

    @any-phase
    Scenario: Does --force run preStop? Yes, for one second
      https://github.com/kubernetes/kubernetes/issues/123408

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1, lifecycle: { preStop: { exec: { command: [drain] } } } }]
        """
      And the preStop hook of container "app" takes 10s
      When 20s pass
      And the pod is force-deleted
      And 10s pass
      Then the preStop hook of container "app" ran 0s..1s after deletion
      And container "app" received SIGTERM 1s..2s after deletion

    @any-phase
    Scenario: An eviction does not shorten the grace period of a pod that is being deleted
      https://github.com/kubernetes/kubernetes/issues/122297
      Popular wrong answer: the eviction ends it with its own grace period.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 300
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 10s pass
      And the pod is evicted
      And 5m pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 0s..1s         | SIGTERM |
        | 300s           | SIGKILL |

    @any-phase
    Scenario: A deletion does not interrupt a pull: the pod goes when the image has come
      https://github.com/kubernetes/kubernetes/issues/15925
      Popular wrong answer: the deletion cancels the pull.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "php:8" }]
        """
      And pulling image "php:8" takes 60s
      When 10s pass
      And the pod is deleted
      And 45s pass
      Then the pod is still Terminating
      When 10s pass
      Then the pod is now gone

  Rule: A pod that terminates is Ready for as long as its readiness probe says so

    @any-phase
    Scenario: Unhealthy after Killing: the readiness probe goes on while the pod terminates
      https://github.com/kubernetes/kubernetes/issues/122824
      Popular wrong answer: probes stop when a pod is deleted.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 60
          containers: [{ name: app, image: shop:1, readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5, failureThreshold: 1 } }]
        """
      And container "app" fails its readiness probe after 30s
      And container "app" exits 40s after SIGTERM
      When 25s pass
      And the pod is deleted
      And 20s pass
      Then the events of the pod include:
        | after deletion | reason    | message                 |
        | 0s..1s         | Killing   | Stopping container app  |
        | 4s..12s        | Unhealthy | Readiness probe failed* |
      And the pod is now not Ready

    @any-phase
    Scenario: Without a failure it stays Ready and Running to the end
      https://github.com/kubernetes/website/pull/49476
      Popular wrong answer: a terminating pod is not Ready.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 60
          containers: [{ name: app, image: shop:1, readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5, failureThreshold: 1 } }]
        """
      And container "app" exits 40s after SIGTERM
      When 25s pass
      And the pod is deleted
      And 39s pass
      Then the pod is still Ready
      And the pod is still Running
      And the pod is now Terminating

    @any-phase
    Scenario: At the shutdown of a node the readiness probe stops: a pod that drains stays Ready
      https://github.com/kubernetes/kubernetes/issues/105780

      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: 90s
        shutdownGracePeriodCriticalPods: 10s
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 60
          containers: [{ name: app, image: shop:1, readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5, failureThreshold: 1 } }]
        """
      And container "app" fails its readiness probe after 31s
      And container "app" exits 40s after SIGTERM
      When 25s pass
      And the node announces its shutdown
      And 35s pass
      Then the pod is still Ready
      And container "app" received SIGTERM at 25s..27s

  Rule: A signal reaches a shell when its own command has ended, and process 1 only if it has a handler for it

    @any-phase
    Scenario Outline: <what>: exit code <code> <after> after the deletion
      https://github.com/cilium/cilium-cli/issues/276
      https://github.com/k8snetworkplumbingwg/sriov-cni/pull/171
      https://github.com/temporalio/temporal/pull/10187
      https://github.com/kubernetes/kubernetes/pull/64015
      Popular wrong answers: exec makes sleep end at SIGTERM; a trap is enough.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: tools }
        spec:
          containers:
            - { name: tools, image: "alpine:3.20", command: [sh, -c, <script>] }
        """
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "tools" exited with code <code> <after> after deletion

      Examples: Who is process 1, and what it waits for
        | what                                              | script                                        | code | after  |
        | exec sleep: sleep has no handler                  | exec sleep 100000                             | 137  | 30s    |
        | A trap behind a sleep that never ends             | trap exit INT HUP TERM; sleep infinity        | 137  | 30s    |
        | A trap and a sleep in the background              | trap exit INT HUP TERM; sleep infinity & wait | 143  | 0s..1s |
        | A trap that runs between two sleeps of one second | trap exit TERM; while true; do sleep 1; done  | 0    | 0s..2s |
        | The same loop without a trap                      | while true; do sleep 1; done                  | 137  | 30s    |

    @any-phase
    Scenario Outline: A trap runs when the sleep of a quarter of an hour is over, if the grace period of <grace> lets it
      https://github.com/astronomer/ap-airflow/issues/581

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          terminationGracePeriodSeconds: <grace>
          containers:
            - name: log-groomer
              image: debian:12
              command: [bash, -c, "trap 'exit 0' INT TERM; while true; do echo trim; sleep 900; done"]
        """
      When 100s pass
      And the pod is deleted
      And 20m pass
      Then container "log-groomer" exited with code <code> <age> after start

      Examples: SIGTERM comes 100 seconds after the start
        | grace | code | age        |
        | 30    | 137  | 128s..131s |
        | 1200  | 0    | 900s..901s |

    @any-phase
    Scenario Outline: <shell> replaces itself by a single command, and signals reach the program: <command>
      https://github.com/instaclustr/cassandra-operator/issues/212
      https://github.com/playit-cloud/playit-agent/pull/109
      Popular wrong answer: without exec the shell is always process 1.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: scripts }
        data: { server.sh: "trap 'exit 0' TERM; while true; do sleep 1; done" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: server }
        spec:
          containers:
            - name: server
              image: <image>
              command: [<shell>, -c, <command>]
              volumeMounts: [{ name: scripts, mountPath: /scripts }]
          volumes: [{ name: scripts, configMap: { name: scripts } }]
        """
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "server" exited with code <code> <after> after deletion

      Examples: One command, and more than one
        | shell | image        | command                                | code | after  |
        | bash  | debian:12    | bash /scripts/server.sh                | 0    | 0s..2s |
        | sh    | busybox:1.36 | sh /scripts/server.sh                  | 0    | 0s..2s |
        | sh    | busybox:1.36 | sh /scripts/server.sh; echo done       | 137  | 30s    |
        | sh    | busybox:1.36 | echo begin; exec sh /scripts/server.sh | 0    | 0s..2s |

    @any-phase
    Scenario: lifecycle.stopSignal changes nothing by default: the gate is off, and SIGTERM comes
      https://github.com/kubernetes/website/pull/49857
      https://github.com/kubernetes/kubernetes/issues/30051
      Popular wrong answer: from v1.33 on the container gets SIGUSR1.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          os: { name: linux }
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 10' USR1; trap 'exit 15' TERM; while true; do sleep 1; done"]
              lifecycle: { stopSignal: SIGUSR1 }
        """
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code 15 0s..2s after deletion

    @any-phase
    Scenario: With the gate ContainerStopSignals it gets SIGUSR1
      https://github.com/kubernetes/website/pull/49857

      Given the kubelet is configured with:
        """yaml
        featureGates: { ContainerStopSignals: true }
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          os: { name: linux }
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 10' USR1; trap 'exit 15' TERM; while true; do sleep 1; done"]
              lifecycle: { stopSignal: SIGUSR1 }
        """
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code 10 0s..2s after deletion

  Rule: What a script does to its readiness while the pod terminates is seen

    @any-phase
    Scenario: A pod is Ready until its last process has ended, if nothing says otherwise
      https://github.com/kubernetes/kubernetes/issues/102537
      Popular wrong answer: on deletion a pod puts itself into an unready state.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: test }
        spec:
          containers:
            - { args: [sleep, "1000000"], image: busybox, name: test }
        """
      When 20s pass
      And the pod is deleted
      And 29s pass
      Then the pod is still Ready
      When 5s pass
      Then the pod became not Ready 30s..31s after deletion

    @any-phase
    Scenario: Ready comes and goes every ten seconds, before the deletion and after it
      https://github.com/kubernetes/kubernetes/issues/105780

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: readiness-term-pod }
        spec:
          terminationGracePeriodSeconds: 60
          restartPolicy: Never
          containers:
            - name: test
              image: k8s.gcr.io/busybox
              command:
                - sh
                - -c
                - "_term() { echo TERM; } ; trap _term SIGTERM; while true; do rm /tmp/ready; sleep 10; touch /tmp/ready; sleep 10; done"
              readinessProbe: { exec: { command: [cat, /tmp/ready] }, failureThreshold: 1, initialDelaySeconds: 2, periodSeconds: 2 }
        """
      When 25s pass
      And the pod is deleted
      And 2m pass
      Then the pod was Ready exactly during:
        | from     | to       |
        | 10s..13s | 20s..23s |
        | 30s..33s | 40s..43s |
        | 50s..53s | 60s..63s |
        | 70s..73s | 80s..83s |
      And container "test" received SIGKILL 60s after deletion

    @any-phase
    Scenario: A handler that waits 30 seconds has less than 30: it begins when the sleep before it is over
      https://github.com/kubernetes/kubernetes/issues/110309
      Popular wrong answer: exit code 0 after 30 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: bash }
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 30
          containers:
            - name: bash
              image: bash
              command:
                - bash
                - -c
                - "_term() { rm -f /tmp/ready ; sleep 30; exit 0; } ; trap _term SIGTERM; touch /tmp/ready ; while true; do echo hello; sleep 10; done"
              readinessProbe: { exec: { command: [cat, /tmp/ready] }, failureThreshold: 1, initialDelaySeconds: 5, periodSeconds: 2 }
        """
      When 25s pass
      And the pod is deleted
      And 1m passes
      Then container "bash" became not Ready 4s..9s after deletion
      And container "bash" exited with code 137 30s after deletion
