Feature: Questions about liveness probes
  What users asked about the time from the start of a container to its kill by a liveness probe, with the number that comes out.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Rule: A container that never answers is killed failureThreshold - 1 periods after the first probe, which comes up to a period after initialDelaySeconds

    @any-phase
    Scenario: Spring Boot with 60 seconds and twelve times 30: killed after 6.5 to 7 minutes if it refuses
      https://github.com/egovernments/DIGIT-DevOps/issues/4893
      Popular wrong answer: 6.5 minutes, which is the least that it can take.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: egov }
        spec:
          containers:
            - name: app
              image: egovio/user:1
              livenessProbe:
                httpGet: { path: /actuator/health, port: 8080 }
                initialDelaySeconds: 60
                periodSeconds: 30
                failureThreshold: 12
                timeoutSeconds: 15
        """
      And container "app" fails its liveness probe after 0s
      When 8m pass
      Then container "app" received SIGTERM 389s..420s after start

    @any-phase
    Scenario: The same service hangs instead: the last timeout comes on top
      https://github.com/egovernments/DIGIT-DevOps/issues/4893

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: egov }
        spec:
          containers:
            - name: app
              image: egovio/user:1
              livenessProbe:
                httpGet: { path: /actuator/health, port: 8080 }
                initialDelaySeconds: 60
                periodSeconds: 30
                failureThreshold: 12
                timeoutSeconds: 15
        """
      And container "app" stops answering its liveness probe after 0s
      When 8m pass
      Then container "app" received SIGTERM 404s..436s after start

    @any-phase
    Scenario: A boot of three and a half minutes survives these numbers
      https://github.com/egovernments/DIGIT-DevOps/issues/4893

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: egov }
        spec:
          containers:
            - name: app
              image: egovio/user:1
              livenessProbe:
                httpGet: { path: /actuator/health, port: 8080 }
                initialDelaySeconds: 60
                periodSeconds: 30
                failureThreshold: 12
                timeoutSeconds: 15
        """
      And container "app" becomes healthy after 210s
      When 20m pass
      Then container "app" has restarted 0 times

    @any-phase
    Scenario: Does 5 s + 4 x 5 s make 25 seconds? It makes 20 to 25 if the endpoint refuses
      https://github.com/eclipse-che/che/issues/7799
      Popular wrong answer: 25 seconds before the container fails.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: che }
        spec:
          containers:
            - name: che
              image: eclipse/che-server:6
              livenessProbe:
                httpGet: { path: /api/system/state, port: 8080 }
                initialDelaySeconds: 5
                periodSeconds: 5
                failureThreshold: 4
                timeoutSeconds: 30
        """
      And container "che" fails its liveness probe after 0s
      When 40s pass
      Then container "che" received SIGTERM 19s..25s after start

    @any-phase
    Scenario: An endpoint that hangs for a timeout of 30 seconds makes the period 30 seconds: 125 to 130
      https://github.com/eclipse-che/che/issues/7799
      Popular wrong answer: 25 seconds, as if timeoutSeconds were cut to periodSeconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: che }
        spec:
          containers:
            - name: che
              image: eclipse/che-server:6
              livenessProbe:
                httpGet: { path: /api/system/state, port: 8080 }
                initialDelaySeconds: 5
                periodSeconds: 5
                failureThreshold: 4
                timeoutSeconds: 30
        """
      And container "che" stops answering its liveness probe after 0s
      When 140s pass
      Then container "che" received SIGTERM 124s..131s after start

    @any-phase
    Scenario Outline: Should kubeadm subtract initialDelaySeconds from its four minutes? With failureThreshold <threshold> the kill comes <window> after start
      https://github.com/kubernetes/kubernetes/issues/91179

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: kube-apiserver }
        spec:
          containers:
            - name: kube-apiserver
              image: registry.example/control-plane:1
              livenessProbe:
                httpGet: { path: /livez, port: 6443, scheme: HTTPS }
                initialDelaySeconds: 15
                periodSeconds: 10
                failureThreshold: <threshold>
                timeoutSeconds: 15
        """
      And container "kube-apiserver" fails its liveness probe after 0s
      When 5m pass
      Then container "kube-apiserver" received SIGTERM <window> after start

      Examples: 240 / 10, and (240 - 15) / 10 rounded up
        | threshold | window     |
        | 24        | 244s..255s |
        | 23        | 234s..245s |

    @any-phase
    Scenario: lakeFS needs more than 30 seconds: the defaults kill it after 20 to 30, every time
      https://github.com/treeverse/charts/issues/143
      Popular wrong answer: 3 x 10 = 30 seconds are enough for a start of 30 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: lakefs }
        spec:
          containers:
            - name: lakefs
              image: registry.example/lakefs:1
              livenessProbe:
                httpGet: { path: /_health, port: 8000 }
        """
      And container "lakefs" becomes healthy after 31s
      When 70s pass
      Then container "lakefs" received SIGTERM 19s..31s after start
      And container "lakefs" has restarted 2 times
      And container "lakefs" was restarted exactly like this:
        | restart | ran for  |
        | 1       | 19s..31s |
        | 2       | 29s..31s |

    @any-phase
    Scenario: With failureThreshold 12 it has 110 seconds for sure
      https://github.com/treeverse/charts/issues/143

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: lakefs }
        spec:
          containers:
            - name: lakefs
              image: registry.example/lakefs:1
              livenessProbe:
                httpGet: { path: /_health, port: 8000 }
                failureThreshold: 12
        """
      And container "lakefs" becomes healthy after any time in 1s..110s
      When 4m pass
      Then container "lakefs" has restarted 0 times

  Rule: Liveness waits for nothing but its own numbers, and they are the same for every run

    @any-phase
    Scenario: Prometheus is killed within seconds of its start because liveness does not wait for readiness
      https://github.com/prometheus-operator/prometheus-operator/issues/319
      https://github.com/kubernetes/kubernetes/issues/27114

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: prometheus }
        spec:
          containers:
            - name: prometheus
              image: prom/prometheus:v1.6
              readinessProbe:
                httpGet: { path: /status, port: 9090 }
              livenessProbe:
                httpGet: { path: /status, port: 9090 }
                periodSeconds: 3
                failureThreshold: 1
        """
      And container "prometheus" becomes healthy after 60s
      And container "prometheus" becomes ready after 60s
      When 10s pass
      Then container "prometheus" received SIGTERM 0s..4s after start
      And container "prometheus" was never Ready

    @any-phase
    Scenario: The liveness probe does not back off: every run is given the same time
      https://github.com/kubernetes/kubernetes/issues/6758

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                initialDelaySeconds: 10
                periodSeconds: 10
                failureThreshold: 3
        """
      And container "app" fails its liveness probe after 0s
      When the cluster runs until container "app" has restarted 3 times within 3m
      Then container "app" was restarted exactly like this:
        | restart | ran for  |
        | 1       | 29s..41s |
        | 2       | 29s..41s |
        | 3       | 29s..41s |

    @any-phase
    Scenario: With 3 seconds of delay and three failures slow hardware has 23 to 33 seconds
      https://github.com/cozystack/cozystack/issues/1996
      Popular wrong answer: about 33 seconds, which is the best case.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: dashboard }
        spec:
          containers:
            - name: dashboard
              image: cozystack/dashboard:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                initialDelaySeconds: 3
                periodSeconds: 10
                failureThreshold: 3
        """
      And container "dashboard" becomes healthy after 40s
      When 45s pass
      Then container "dashboard" received SIGTERM 22s..33s after start

  Rule: An outage is counted from the first probe that fails

    @any-phase
    Scenario: Redis hangs: out of service after 63 to 93 seconds, restarted after 333 to 363
      https://github.com/eyelevelai/groundx-on-prem/issues/103
      Popular wrong answer: the pod is pulled after 90 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: redis }
        spec:
          containers:
            - name: redis
              image: registry.example/cache:7
              readinessProbe:
                exec: { command: [redis-cli, ping] }
                periodSeconds: 30
                timeoutSeconds: 3
                failureThreshold: 3
              livenessProbe:
                exec: { command: [redis-cli, ping] }
                periodSeconds: 30
                timeoutSeconds: 3
                failureThreshold: 12
        """
      And container "redis" stops answering its readiness probe after 300s
      And container "redis" stops answering its liveness probe after 300s
      When 11m30s pass
      Then container "redis" became not Ready 363s..395s after start
      And container "redis" received SIGTERM 633s..664s after start

    @any-phase
    Scenario: A slow minute is over before anything happens
      https://github.com/eyelevelai/groundx-on-prem/issues/103

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: redis }
        spec:
          containers:
            - name: redis
              image: registry.example/cache:7
              readinessProbe:
                exec: { command: [redis-cli, ping] }
                periodSeconds: 30
                timeoutSeconds: 3
                failureThreshold: 3
        """
      And the readiness probe of container "redis" answers:
        | from | answer  |
        | 0s   | success |
        | 300s | timeout |
        | 360s | success |
      When 5s pass
      Then the pod is now Ready
      When 10m pass
      Then the pod is still Ready

  Rule: A liveness probe that fails asks with SIGTERM first

    @any-phase
    Scenario: Is it SIGKILL at once? No: preStop, SIGTERM, the rest of the grace period, then SIGKILL
      https://github.com/kubernetes/website/issues/42360
      https://github.com/kubernetes/kubernetes/issues/111593

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 30
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 10
                failureThreshold: 1
              lifecycle: { preStop: { exec: { command: [drain] } } }
        """
      And container "app" fails its liveness probe after 60s
      And container "app" ignores SIGTERM
      And the preStop hook of container "app" takes 5s
      When 95s pass
      And 10s pass
      Then the preStop hook of container "app" ran 60s..71s after start
      And container "app" received exactly these signals:
        | after start | signal  |
        | 65s..76s    | SIGTERM |
        | 90s..101s   | SIGKILL |

    @any-phase
    Scenario: A hung container with an hour of grace is restarted an hour later
      https://github.com/kubernetes/kubernetes/issues/64715
      https://github.com/kubernetes/enhancements/issues/2241

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 3600
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                failureThreshold: 1
        """
      And container "app" fails its liveness probe after 60s
      And container "app" ignores SIGTERM
      When 59m pass
      Then container "app" has restarted 0 times
      When 5m pass
      Then container "app" exited with code 137 3660s..3671s after start
      And container "app" has restarted 1 time

    @any-phase
    Scenario: terminationGracePeriodSeconds of the probe makes it ten seconds
      https://github.com/kubernetes/enhancements/issues/2241

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 3600
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                failureThreshold: 1
                terminationGracePeriodSeconds: 10
        """
      And container "app" fails its liveness probe after 60s
      And container "app" ignores SIGTERM
      When 2m pass
      Then container "app" exited with code 137 70s..81s after start
      And container "app" has restarted 1 time

  Rule: The numbers of a probe mean attempts that begin, not tries on top of the first one

    @any-phase
    Scenario: What is the least and the most until a restart? 15 to 20 seconds if the endpoint refuses
      https://github.com/kubernetes/website/issues/37503

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: http }
                initialDelaySeconds: 5
                periodSeconds: 5
                timeoutSeconds: 30
                failureThreshold: 3
              ports: [{ name: http, containerPort: 8080 }]
        """
      And container "app" fails its liveness probe after 0s
      When 40s pass
      Then container "app" received SIGTERM 14s..20s after start

    @any-phase
    Scenario: If it hangs, three timeouts of 30 seconds follow each other: 95 to 100 seconds
      https://github.com/kubernetes/website/issues/37503
      Popular wrong answer: 3 x 5 + 30 = 45 seconds, or 3 x 30 = 90 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: http }
                initialDelaySeconds: 5
                periodSeconds: 5
                timeoutSeconds: 30
                failureThreshold: 3
              ports: [{ name: http, containerPort: 8080 }]
        """
      And container "app" stops answering its liveness probe after 0s
      When 2m pass
      Then container "app" received SIGTERM 94s..101s after start
      And the liveness probe of container "app" was tried 3 times

    @any-phase
    Scenario: Does the first failure count? Yes: failureThreshold 3 is three failures, not four
      https://github.com/kubernetes/website/issues/37414
      Popular wrong answer: four failures: one, and failureThreshold retries.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 3 }
        """
      And the liveness probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | success |
        | 1   | 60s  | failure |
        | 2   | 0s   | success |
      When 2m pass
      Then container "app" has restarted 1 time
      And container "app" received SIGTERM 80s..91s after start

  Rule: What was counted for one run does not count for the next, unless the program ended by itself

    @any-phase
    Scenario: After a kill the new run is given three failures again
      https://github.com/kubernetes/kubernetes/issues/53530
      Popular wrong answer: the first failure of the new run kills it, which was so in old versions.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3 }
        """
      And the liveness probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | success |
        | 1   | 60s  | failure |
        | 2   | 0s   | failure |
        | 2   | 25s  | success |
      When 5m pass
      Then container "app" has restarted 1 time

    @any-phase
    Scenario: A program that crashes after two failures: the first failure of the new run is the third
      https://github.com/kubernetes/kubernetes/issues/53530

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 3 }
        """
      And container "app" exits like this:
        | run | after | code |
        | 1   | 85s   | 1    |
        | 2   | never |      |
      And the liveness probe of container "app" answers:
        | run | from | answer  |
        | 1   | 0s   | success |
        | 1   | 62s  | failure |
        | 2   | 0s   | failure |
      When 87s pass
      Then container "app" has restarted 1 time
      When 13s pass
      Then container "app" received SIGTERM 0s..11s after start

  Rule: A failing liveness probe restarts a container only if its restartPolicy lets it, and it comes back only when it has stopped

    @any-phase
    Scenario: Why is there no restart, only an end? A pod of kubectl run --restart=Never fails at the third failure
      https://github.com/canonical/microk8s/issues/334
      Popular wrong answer: the first failure ends it, as if failureThreshold had no effect.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: shop:1
              livenessProbe:
                httpGet: { path: /actuator/health, port: 8080 }
                initialDelaySeconds: 240
                periodSeconds: 10
                failureThreshold: 3
        """
      And container "app" fails its liveness probe after 0s
      And container "app" exits 1s after SIGTERM with code 143
      When 5m pass
      Then container "app" received SIGTERM 259s..270s after start
      And container "app" has restarted 0 times
      And the pod is now Failed

    @any-phase
    Scenario: Node.js without a handler: 30 seconds of downtime between the last failure and the restart
      https://github.com/kubernetes/kubernetes/issues/68110
      Popular wrong answer: the container is restarted at once.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: shop:1
              livenessProbe: { httpGet: { path: /healthz, port: 8080 }, periodSeconds: 10, failureThreshold: 3 }
        """
      And container "app" fails its liveness probe after 60s
      And container "app" ignores SIGTERM
      When 3m pass
      Then container "app" received exactly these signals:
        | after start | signal  |
        | 80s..91s    | SIGTERM |
        | 110s..121s  | SIGKILL |
      And container "app" was restarted exactly like this:
        | restart | ran for    | exit code |
        | 1       | 110s..121s | 137       |

    @any-phase
    Scenario: With restartPolicy OnFailure a server that exits with 0 is restarted some times, and then the pod is Completed
      https://github.com/kubernetes/kubernetes/issues/109537
      Popular wrong answer: the liveness probe restarts it for ever.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: liveness }
        spec:
          restartPolicy: OnFailure
          containers:
            - name: liveness
              image: shop:1
              livenessProbe:
                httpGet: { path: /health, port: 80 }
                initialDelaySeconds: 5
                periodSeconds: 5
                failureThreshold: 3
        """
      And container "liveness" fails its liveness probe after 0s
      When 3m pass
      Then the pod is now Succeeded
      And the pod became Succeeded 55s..1m50s after creation

  Rule: initialDelaySeconds is counted from the start of the container in whole seconds, and a hanging probe makes its own period

    @any-phase
    Scenario Outline: <numbers>: the kill comes <window> after start
      https://github.com/kubevirt/hyperconverged-cluster-operator/pull/1325
      Popular wrong answer: 10 seconds of delay and three failures leave a pod alone for its first 30 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: operator }
        spec:
          containers:
            - name: operator
              image: operator:1
              livenessProbe:
                httpGet: { path: /livez, port: 6060 }
                initialDelaySeconds: <delay>
                failureThreshold: <failures>
        """
      And container "operator" becomes healthy after 60s
      When 50s pass
      Then container "operator" received SIGTERM <window> after start

      Examples: Before and after
        | numbers                | delay | failures | window   |
        | 5 seconds, one failure | 5     | 1        | 4s..15s  |
        | 10 seconds, three      | 10    | 3        | 29s..40s |

    @any-phase
    Scenario Outline: A server that <how> with <numbers>: killed <window> after start
      https://github.com/datalust/seq-tickets/issues/912
      https://github.com/akash-network/helm-charts/pull/272
      https://github.com/kubernetes/kubernetes/issues/24306
      Popular wrong answer: initialDelaySeconds + failureThreshold x periodSeconds, whether it refuses or hangs.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: server }
        spec:
          containers:
            - name: server
              image: server:1
              livenessProbe:
                httpGet: { path: /health, port: 8080 }
                initialDelaySeconds: <delay>
                periodSeconds: <period>
                timeoutSeconds: <timeout>
                failureThreshold: <failures>
        """
      And container "server" <how> its liveness probe after 0s
      When 400s pass
      Then container "server" received SIGTERM <window> after start

      Examples: Delay, period, timeout, failures
        | how             | numbers           | delay | period | timeout | failures | window     |
        | fails           | 120, 10, 60 and 3 | 120   | 10     | 60      | 3        | 139s..150s |
        | stops answering | 120, 10, 60 and 3 | 120   | 10     | 60      | 3        | 299s..310s |
        | fails           | 240, 30, 30 and 3 | 240   | 30     | 30      | 3        | 299s..330s |
        | stops answering | 240, 30, 30 and 3 | 240   | 30     | 30      | 3        | 329s..360s |
        | fails           | 45, 30, 30 and 2  | 45    | 30     | 30      | 2        | 74s..105s  |
        | stops answering | 45, 30, 30 and 2  | 45    | 30     | 30      | 2        | 104s..135s |

    @any-phase
    Scenario: A probe that sleeps for 20 seconds with a timeout of 2: SIGTERM after 16 to 22, and 30 more until SIGKILL
      https://github.com/kubernetes/kubernetes/issues/43811
      Popular wrong answer: it lives for ever, as in v1.5.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: liveness }
        spec:
          containers:
            - name: liveness
              image: alpine
              command: [/bin/sh, -c, "while true; do date; sleep 1; done"]
              livenessProbe:
                exec: { command: [sleep, "20"] }
                initialDelaySeconds: 5
                periodSeconds: 5
                timeoutSeconds: 2
        """
      When 1m passes
      Then container "liveness" received SIGTERM 16s..22s after start
      And container "liveness" exited with code 137 46s..52s after start

  Rule: A probe that cannot be run counts neither as a failure nor as a success

    @any-phase
    Scenario: A pipe without a shell is the name of a program that does not exist: never Ready, never restarted
      https://github.com/SQLJames/factorio-server-charts/pull/26
      https://github.com/konflux-ci/konflux-ci/pull/1975
      Popular wrong answer: three such attempts restart the container.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: factorio }
        spec:
          containers:
            - name: factorio
              image: busybox:1.36
              command: [sleep, infinity]
              livenessProbe: { exec: { command: [/bin/ps aux | /bin/grep sleep] } }
              readinessProbe: { exec: { command: [/bin/ps aux | /bin/grep sleep] } }
        """
      When 10m pass
      Then container "factorio" was never Ready
      And container "factorio" has restarted 0 times

    @any-phase
    Scenario: A script and its argument in one word: that the shell can run, and it fails, so the container is killed
      https://github.com/kubernetes/kubernetes/issues/76453

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers:
            - name: worker
              image: debian:12
              command: [sleep, infinity]
              livenessProbe:
                exec: { command: [/bin/sh, /kickstart/liveness/workers.sh my_worker_name] }
                failureThreshold: 2
                initialDelaySeconds: 10
                periodSeconds: 30
        """
      When 80s pass
      Then container "worker" received SIGTERM 39s..70s after start

    @any-phase
    Scenario: A port name that the container does not have: never Ready, never restarted
      https://github.com/kubernetes/kubernetes/issues/139283
      https://github.com/minio/directpv/issues/20
      Popular wrong answer: the liveness probe fails and restarts the container.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: controller }
        spec:
          containers:
            - name: controller
              image: controller:1
              ports: [{ name: metrics, containerPort: 8080 }]
              livenessProbe: { httpGet: { path: /, port: controller } }
              readinessProbe: { httpGet: { path: /, port: controller } }
        """
      When 10m pass
      Then container "controller" was never Ready
      And container "controller" has restarted 0 times
      And the events of the pod include:
        | type    | reason    | message                                                                                                  |
        | Warning | Unhealthy | Liveness probe errored and resulted in unknown state: strconv.Atoi: parsing "controller": invalid syntax |

  Rule: A listening socket answers for a program that hangs; HTTP asks the program itself

    @any-phase
    Scenario Outline: A server stops working after 30 seconds: <handler> restarts it <times> times in ten minutes
      https://github.com/kubernetes/kubernetes/issues/103632
      https://github.com/Lillecarl/nixkube/issues/53
      Popular wrong answer: a TCP probe notices it, too.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: busybox:1.36
              command: [sh, -c, "cd /tmp; echo ok > index.html; httpd -f -p 8080 & sleep 30; kill -STOP $!; wait"]
              livenessProbe: { <handler>: { <request> } }
        """
      When 10m pass
      Then container "web" has restarted <times> times

      Examples: The kernel takes connections
        | handler   | request             | times |
        | tcpSocket | port: 8080          | 0     |
        | httpGet   | path: /, port: 8080 | 6     |

  Rule: A new kubelet does not ask the startup probe of a container that has started

    @any-phase
    Scenario: A startup probe of ten seconds every minute lets the pod be Ready after 70, and is not run again
      https://github.com/kubernetes/kubernetes/issues/125397
      https://github.com/kubernetes/kubernetes/issues/133579
      Popular wrong answers: 6 + 10 = 16 seconds; not Ready after a restart of the kubelet.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: startup-exec }
        spec:
          containers:
            - name: startup
              image: busybox
              args: [/bin/sh, -c, touch /tmp/healthy; sleep infinity]
              startupProbe:
                exec: { command: [/bin/sh, -c, sleep 10; cat /tmp/healthy] }
                initialDelaySeconds: 6
                timeoutSeconds: 15
                periodSeconds: 60
        """
      When 100s pass
      Then the pod became Ready 68s..72s after creation
      When the kubelet is down for 5s
      And 5m pass
      Then the pod is still Ready
      And the startup probe of container "startup" was tried 1 time
