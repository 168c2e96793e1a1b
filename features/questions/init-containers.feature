Feature: Questions about init containers and sidecars
  What users asked about containers that run before the others, or beside them for as long as they run.
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  Rule: Init containers run once in the life of a pod's sandbox

    Scenario: A crash of the program does not run the init container again; its files are still there
      https://github.com/kubernetes/kubernetes/blob/v1.36.2/test/e2e_node/container_lifecycle_test.go

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: work, emptyDir: {} }]
          initContainers:
            - name: setup
              image: busybox:1.36
              command: [sh, -c, echo setup >> /work/log]
              volumeMounts: [{ name: work, mountPath: /work }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "echo app >> /work/log; sleep 5; exit $(grep -c setup /work/log)$(grep -c app /work/log)"]
              volumeMounts: [{ name: work, mountPath: /work }]
        """
      When 1m passes
      Then init container "setup" has restarted 0 times
      And container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 11        |
        | 2       | 10s..13s   | 12        |
        | 3       | 20s..23s   | 13        |

    @any-phase
    Scenario: A liveness probe that kills does not bring it back either
      https://github.com/kubernetes/kubernetes/blob/v1.36.2/test/e2e_node/container_lifecycle_test.go

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: setup, image: setup:1 }]
          containers:
            - name: app
              image: web:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                failureThreshold: 1
        """
      And init container "setup" exits with code 0 after 3s
      And container "app" fails its liveness probe after 30s
      When 1m passes
      Then container "app" has restarted 1 time
      And init container "setup" has restarted 0 times

  Rule: A sidecar does not decide how a pod ends

    @any-phase
    Scenario: A sidecar that fails again and again, and a job that succeeds: the pod has succeeded
      https://github.com/kubernetes/kubernetes/issues/120234

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          initContainers: [{ name: log, image: log:1, restartPolicy: Always }]
          containers: [{ name: work, image: job:1 }]
        """
      And sidecar "log" exits with code 1 after 1s
      And container "work" exits with code 0 after 25s
      When 1m passes
      Then the pod is now Succeeded
      And sidecar "log" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..13s   | 1         |

  Rule: A pod that is deleted before its main containers ran does not wait for them

    @any-phase
    Scenario: A sidecar that is stuck in its startup probe gets SIGTERM at once, not after 600 seconds
      https://github.com/kubernetes/kubernetes/issues/125880
      Popular wrong answer: it waits for its turn until the grace period is over, which was so in v1.29 and v1.30.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 600
          initContainers:
            - name: proxy
              image: proxy:1
              restartPolicy: Always
              startupProbe: { tcpSocket: { port: 15021 }, failureThreshold: 600 }
            - { name: setup, image: setup:1 }
          containers: [{ name: app, image: web:1 }]
        """
      And sidecar "proxy" becomes started after 1h
      When 30s pass
      And the pod is deleted
      And 10s pass
      Then sidecar "proxy" received SIGTERM 0s after deletion
      And container "app" never started
      And the pod is now gone

  Rule: Sidecars share the grace period of the pod

    @any-phase
    Scenario: Is the grace period used twice, for the containers and then for the sidecars? No: 30 seconds, and 2 for the sidecar
      https://github.com/kubernetes/kubernetes/pull/80744
      Popular wrong answer: 60 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: proxy, image: proxy:1, restartPolicy: Always }]
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" ignores SIGTERM
      And sidecar "proxy" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" received SIGKILL 30s after deletion
      And sidecar "proxy" received exactly these signals:
        | after deletion | signal  |
        | 30s            | SIGTERM |
        | 32s            | SIGKILL |

    @any-phase
    Scenario: What the program leaves of the grace period, the proxy may use
      https://github.com/kubernetes/kubernetes/pull/120620

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: proxy, image: proxy:1, restartPolicy: Always }]
          containers: [{ name: app, image: shop:1 }]
        """
      And container "app" exits 10s after SIGTERM
      And sidecar "proxy" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then sidecar "proxy" received exactly these signals:
        | after deletion | signal  |
        | 10s            | SIGTERM |
        | 30s            | SIGKILL |
      And the pod is now gone

  Rule: A pod has succeeded when its containers have, and then only sidecars are stopped

    @any-phase
    Scenario: A proxy among the containers keeps a job from ending
      https://github.com/istio/istio/issues/11045
      https://github.com/istio/istio/issues/19072

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers: [{ name: work, image: "job:1" }, { name: istio-proxy, image: "proxy:1" }]
        """
      And container "work" exits with code 0 after 30s
      When 1h passes
      Then the pod is now Running

    @any-phase
    Scenario: As a sidecar it is stopped within a second, and the pod has succeeded within five
      https://github.com/istio/istio/issues/11659

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          initContainers: [{ name: istio-proxy, image: "proxy:1", restartPolicy: Always }]
          containers: [{ name: work, image: "job:1" }]
        """
      And container "work" exits with code 0 after 30s
      When 1m passes
      Then sidecar "istio-proxy" received SIGTERM 30s..33s after creation
      And the pod became Succeeded 31s..36s after creation

    @any-phase
    Scenario: A sidecar that is a shell loop ends with 137, half a minute later, and the pod has succeeded all the same
      https://github.com/kubernetes/website/pull/46825
      Popular wrong answers: Succeeded after 10 seconds; Failed because of 137.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          initContainers:
            - { name: loop, image: "busybox:1.36", restartPolicy: Always, command: [sh, -c, "while true; do echo hi; sleep 1; done"] }
          containers: [{ name: work, image: "busybox:1.36", command: [sleep, "10"] }]
        """
      When 1m passes
      Then sidecar "loop" exited with code 137 40s..43s after creation
      And the pod became Succeeded 41s..46s after creation

    @any-phase
    Scenario: A proxy that is no sidecar goes at once while the program still needs it for 20 seconds
      https://github.com/istio/istio/issues/10112

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec: { containers: [{ name: app, image: "shop:1" }, { name: istio-proxy, image: "proxy:1" }] }
        """
      And container "app" exits 20s after SIGTERM
      When 30s pass
      And the pod is deleted
      And 1m passes
      Then container "istio-proxy" exited with code 0 0s..1s after deletion
      And container "app" exited with code 0 20s..21s after deletion

  Rule: An init container takes as long as its script says, and its first failure is tried again at once

    @any-phase
    Scenario: A loop of 150 tries gives up after 300 seconds, and begins anew in the same pod
      https://github.com/skyflo-ai/skyflo/pull/106

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: skyflo-ai-postgres }
        spec: { selector: { app: postgres }, ports: [{ port: 5432 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: engine }
        spec:
          initContainers:
            - name: wait-for-postgres
              image: busybox:1.36
              command: [sh, -c, 'timeout=300; elapsed=0; until nc -z skyflo-ai-postgres 5432; do echo "Waiting for Postgres..."; sleep 2; elapsed=$((elapsed+2)); if [ $elapsed -ge $timeout ]; then echo "Timed out waiting for Postgres"; exit 1; fi; done']
          containers: [{ name: engine, image: "engine:1" }]
        """
      When 400s pass
      Then init container "wait-for-postgres" was restarted exactly like this:
        | restart | after creation | exit code |
        | 1       | 300s..304s     | 1         |
      And container "engine" never started

    @any-phase
    Scenario: activeDeadlineSeconds counts the init containers as well
      https://github.com/kubernetes/website/pull/28363

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          activeDeadlineSeconds: 60
          initContainers: [{ name: migrate, image: "busybox:1.36", command: [sleep, "45"] }]
          containers: [{ name: app, image: "web:1" }]
        """
      When 2m pass
      Then container "app" started 45s..48s after creation
      And container "app" received SIGTERM 59s..62s after creation
      And the pod became Failed 59s..64s after creation
