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
      And container "app" was never restarted

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
        | program                       | shared | script                                             | code | after  |
        | A sleep                       | false  | sleep 9999                                         | 137  | 30s    |
        | A sleep and something else    | false  | sleep 9999; echo done                              | 137  | 30s    |
        | A handler beside the sleep    | false  | "trap 'exit 143' TERM; sleep 9999 & wait"          | 143  | 0s..1s |
        | A handler that has to wait    | false  | "trap 'exit 143' TERM; sleep 9999; true"           | 137  | 30s    |
        | Another process is process 1  | true   | sleep 9999                                         | 143  | 0s..1s |

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
