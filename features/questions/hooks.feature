Feature: Questions about hooks
  What users asked about postStart and preStop: when they run, what time they use up, and when they do not run at all.
  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Rule: preStop is part of the grace period, and what is left of it comes after SIGTERM

    @any-phase
    Scenario: A preStop of 60 seconds is cut off after 30, and the program is killed at 32
      https://github.com/kubernetes/kubernetes/issues/23515

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 60] } } }
        """
      And the preStop hook of container "app" takes 60s
      And container "app" exits 5s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 30s            | SIGTERM |
        | 32s            | SIGKILL |

    @any-phase
    Scenario: With terminationGracePeriodSeconds 75 there is time for the hook and for the program
      https://github.com/kubernetes/kubernetes/issues/23515

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 75
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 60] } } }
        """
      And the preStop hook of container "app" takes 60s
      And container "app" exits 5s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 60s            | SIGTERM |
      And container "app" exited with code 0 65s after deletion

    @any-phase
    Scenario: A hook that never ends does not double the grace period: 60 and 2 seconds
      https://github.com/kubernetes/kubernetes/issues/115817
      https://github.com/kubernetes/kubernetes/issues/116753
      Popular wrong answer: 120 seconds, which was so in old versions.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 60
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { exec: { command: [sleep, "999999"] } } }
        """
      And the preStop hook of container "app" takes 999999s
      And container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 2m pass
      Then container "app" received SIGKILL 62s after deletion
      And the pod is now gone

    @any-phase
    Scenario: 15 seconds of preStop leave 50 of 65 seconds after SIGTERM
      https://github.com/aws-samples/sample-kolya-br-proxy/issues/20

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: proxy }
        spec:
          terminationGracePeriodSeconds: 65
          containers:
            - name: proxy
              image: registry.example/proxy:1
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 15] } } }
        """
      And the preStop hook of container "proxy" takes 15s
      And container "proxy" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "proxy" received exactly these signals:
        | after deletion | signal  |
        | 15s            | SIGTERM |
        | 65s            | SIGKILL |

    @any-phase
    Scenario: A preStop of 30 seconds that waits for the endpoints leaves nothing of 30 for the connections
      https://github.com/mattrobinsonsre/terrapod/issues/222

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { sleep: { seconds: 30 } } }
        """
      And container "app" exits 20s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" exited with code 137 32s after deletion

    @any-phase
    Scenario: terminationGracePeriodSeconds 60 has room for 30 seconds of preStop and 20 of draining
      https://github.com/mattrobinsonsre/terrapod/issues/222

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 60
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { sleep: { seconds: 30 } } }
        """
      And container "app" exits 20s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" never received SIGKILL
      And container "app" exited with code 0 50s after deletion

    @any-phase
    Scenario Outline: The sleep hook needs no shell: SIGTERM comes after <seconds> seconds
      https://github.com/kubernetes/enhancements/issues/3960

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/distroless:1
              lifecycle: { preStop: { sleep: { seconds: <seconds> } } }
        """
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | <seconds>s     | SIGTERM |

      Examples: Zero is allowed
        | seconds |
        | 10      |
        | 0       |

  Rule: preStop runs before a stop that Kubernetes begins, not after an end that has come already

    @any-phase
    Scenario: An OOM kill runs no preStop
      https://github.com/kubernetes/kubernetes/issues/93818

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              lifecycle: { preStop: { exec: { command: [deregister] } } }
        """
      And container "app" is OOM-killed after 20s
      When 1m passes
      Then container "app" exited with code 137 20s after start
      And the preStop hook of container "app" never ran

    @any-phase
    Scenario: A job that completes runs no preStop
      https://github.com/kubernetes/kubernetes/issues/55807

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers:
            - name: work
              image: job:1
              lifecycle: { preStop: { exec: { command: [deregister] } } }
        """
      And container "work" exits with code 0 after 20s
      When 1m passes
      Then the pod is now Succeeded
      And the preStop hook of container "work" never ran

  Rule: A container has not started for the kubelet before its postStart hook is done

    @any-phase
    Scenario: Probes wait for postStart, and initialDelaySeconds is used up meanwhile
      https://github.com/kubernetes/kubernetes/issues/59161
      https://github.com/kubernetes/kubernetes/issues/27114
      Popular wrong answer: hooks do not delay probes.

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
              lifecycle: { postStart: { exec: { command: [warm-up] } } }
        """
      And the postStart hook of container "app" takes 20s
      When 40s pass
      Then the liveness probe of container "app" was first tried 20s..31s after start

  Rule: Nothing but its own end ends a postStart hook, and until then the pod is not Running

    @any-phase
    Scenario: A postStart that waits for a port of the next container waits for ever, and nginx never starts
      https://github.com/kubernetes/kubernetes/issues/81450
      https://github.com/kubernetes/kubernetes/issues/30042
      Popular wrong answer: all containers start beside each other.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: test }
        spec:
          containers:
            - name: ubuntu
              image: busybox:1.36
              command: [sh, -c, sleep 6600]
              lifecycle: { postStart: { exec: { command: [sh, -c, "while ! nc -z localhost 80; do sleep 1; done"] } } }
            - { name: nginx, image: "nginx:1.27" }
        """
      When 10m pass
      Then container "ubuntu" started 0s..2s after creation
      And container "nginx" never started
      And the pod is still Pending

    @any-phase
    Scenario: In the other order the hook finds its port, and the pod is Running within seconds
      https://github.com/kubernetes/kubernetes/issues/81450

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: test }
        spec:
          containers:
            - { name: nginx, image: "nginx:1.27" }
            - name: ubuntu
              image: busybox:1.36
              command: [sh, -c, sleep 6600]
              lifecycle: { postStart: { exec: { command: [sh, -c, "while ! nc -z localhost 80; do sleep 1; done"] } } }
        """
      When 5s pass
      Then the pod is now Running

    @any-phase
    Scenario: Running comes after the hook, not before it; startedAt tells the time of the start all the same
      https://github.com/kubernetes/website/issues/17795
      https://github.com/kubernetes/website/issues/41219
      Popular wrong answer: a container is Running while its postStart hook runs.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1, lifecycle: { postStart: { exec: { command: [warm-up] } } } }]
        """
      And the postStart hook of container "app" takes 15s
      When 20s pass
      Then container "app" became Running 15s..16s after start
      And the pod was Pending throughout 0s..15s

  Rule: A container need not outlive its preStop hook, and a hook does not end its container

    @any-phase
    Scenario: Is the pod deleted when its preStop hook is done? No: a program that ignores SIGTERM has its whole grace period
      https://github.com/kubernetes/kubernetes/issues/45140
      Popular wrong answer: it is gone after two seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 10
          containers: [{ name: app, image: shop:1, lifecycle: { preStop: { exec: { command: [sh, -c, sleep 2] } } } }]
        """
      And container "app" ignores SIGTERM
      When 20s pass
      And the pod is deleted
      And 30s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 2s             | SIGTERM |
        | 10s            | SIGKILL |
      And the pod became gone 10s..12s after deletion

    @any-phase
    Scenario: A hook that stops the program and waits for it fails with it: FailedPreStopHook, and no SIGTERM
      https://github.com/kubernetes/kubernetes/issues/39170
      https://github.com/kubernetes/kubernetes/issues/40036

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 0' QUIT; while true; do sleep 1; done"]
              lifecycle: { preStop: { exec: { command: [sh, -c, "kill -QUIT 1; sleep 20"] } } }
        """
      When 20s pass
      And the pod is deleted
      And 30s pass
      Then container "app" exited with code 0 0s..2s after deletion
      And container "app" never received SIGTERM
      And the events of the pod include:
        | after deletion | type    | reason            | message            |
        | 0s..2s         | Warning | FailedPreStopHook | PreStopHook failed |
      And the pod became gone 0s..4s after deletion

    @any-phase
    Scenario: The hooks of a worker and of its helper run beside each other: one may wait for the other
      https://github.com/kubernetes/kubernetes/issues/53727

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          terminationGracePeriodSeconds: 60
          containers:
            - { name: worker, image: worker:1, lifecycle: { preStop: { exec: { command: [finish-jobs] } } } }
            - { name: database-proxy, image: proxy:1, lifecycle: { preStop: { exec: { command: [wait-for-worker] } } } }
        """
      And the preStop hook of container "worker" takes 25s
      And the preStop hook of container "database-proxy" takes 26s
      When 20s pass
      And the pod is deleted
      And 40s pass
      Then the preStop hook of container "worker" ran 0s after deletion
      And the preStop hook of container "database-proxy" ran 0s after deletion
      And container "worker" exited before container "database-proxy" exited
      And container "database-proxy" exited with code 0 26s after deletion

    @any-phase
    Scenario: A shutdown script of five minutes is cut off after 30 seconds of grace, and its program 2 seconds later
      https://github.com/kubernetes/kubernetes/issues/65496
      Popular wrong answer: preStop blocks the end of the pod for as long as it takes.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, sleep 100000]
              lifecycle: { preStop: { exec: { command: [sh, -c, "for i in 1 2 3 4 5 6 7 8 9 10; do echo Shutdown $i; sleep 30; done"] } } }
        """
      When 20s pass
      And the pod is deleted
      And 1m passes
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 30s            | SIGTERM |
        | 32s            | SIGKILL |

  Rule: What a hook takes is taken off the grace period once, and what is left is all that the program has

    @any-phase
    Scenario: preStop of a minute and a grace period of two: SIGKILL after two minutes, not after three
      https://github.com/kubernetes/kubernetes/issues/117798
      Popular wrong answer: 60 + 120 = 180 seconds, which was so in v1.22.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 120
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "10000"]
              lifecycle: { preStop: { exec: { command: [sleep, "60"] } } }
        """
      When 20s pass
      And the pod is deleted
      And 3m pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 60s            | SIGTERM |
        | 120s           | SIGKILL |

    @any-phase
    Scenario Outline: Spring Boot shuts down in up to 30 seconds, behind a hook of 10: with a grace period of <grace> it ends with <code> after <after>
      https://github.com/spring-projects/spring-boot/issues/26469
      Popular wrong answer: timeout-per-shutdown-phase and terminationGracePeriodSeconds of 30 seconds each fit.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: spring }
        spec:
          terminationGracePeriodSeconds: <grace>
          containers:
            - name: app
              image: spring:1
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 10] } } }
        """
      And container "app" exits 30s after SIGTERM with code 143
      When 20s pass
      And the pod is deleted
      And 90s pass
      Then container "app" exited with code <code> <after> after deletion

      Examples: The default, and one with room for both
        | grace | code | after |
        | 30    | 137  | 30s   |
        | 45    | 143  | 40s   |

    @any-phase
    Scenario: 45 seconds for the load balancer and 30 of draining are over after 75 of 90
      https://github.com/quay/quay/pull/6871

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: envoy }
        spec:
          terminationGracePeriodSeconds: 90
          containers:
            - name: envoy
              image: envoy:1
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 45] } } }
        """
      And container "envoy" exits 30s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 2m pass
      Then container "envoy" exited with code 0 75s after deletion
      And container "envoy" never received SIGKILL

    @any-phase
    Scenario: A hook that never ends holds up nginx for 30 seconds, and fails when nginx has ended
      https://github.com/kubernetes/kubernetes/issues/127339
      Popular wrong answer: the pod is stuck in its hook.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: test }
        spec:
          containers:
            - name: nginx
              image: nginx
              imagePullPolicy: Always
              lifecycle: { preStop: { exec: { command: [/bin/sh, -c, sleep 10000000] } } }
        """
      When 20s pass
      And the pod is deleted
      And 2m pass
      Then container "nginx" exited with code 0 30s..31s after deletion
      And the events of the pod include:
        | after deletion | type    | reason            |
        | 30s..31s       | Warning | FailedPreStopHook |
      And the pod became gone 30s..32s after deletion

    @any-phase
    Scenario: A sidecar that waits in preStop for the program begins to wait at once, and ends after both
      https://github.com/istio/istio/issues/36517

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          initContainers:
            - name: istio-proxy
              image: proxy:1
              restartPolicy: Always
              lifecycle: { preStop: { exec: { command: [wait-for-application] } } }
          containers: [{ name: app, image: shop:1 }]
        """
      And the preStop hook of sidecar "istio-proxy" takes 10s
      And container "app" exits 2s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 1m passes
      Then the preStop hook of sidecar "istio-proxy" ran 0s..1s after deletion
      And container "app" exited with code 0 2s..3s after deletion
      And sidecar "istio-proxy" received SIGTERM 10s..11s after deletion

  Rule: A postStart hook comes as soon as the process runs, whether its port is open or not

    @any-phase
    Scenario: httpGet as postStart asks a server that needs five seconds: it is killed, 30 seconds later, and never runs
      https://github.com/kubernetes/website/pull/54086
      Popular wrong answer: the hook is tried until the server answers.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "sleep 5; exec httpd -f -p 8080"]
              lifecycle: { postStart: { httpGet: { path: /, port: 8080 } } }
        """
      When 2m pass
      Then container "app" received SIGTERM 0s..1s after start
      And container "app" exited with code 137 30s..31s after start
      And container "app" was never Running
      And the pod was never Ready
