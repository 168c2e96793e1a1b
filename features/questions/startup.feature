Feature: Questions about startup probes
  What users asked about programs that need long to start, and about the probes that have to wait for them.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/#startup-probe

  Rule: A startup probe gives failureThreshold - 1 periods and initialDelaySeconds for sure, and a period more with luck

    @any-phase
    Scenario: Is the longest start threshold x period, 15 seconds? It is 13 to 18
      https://github.com/sapcc/helm-charts/issues/4852
      Popular wrong answer: 3 x 5 = 15 seconds; the kill comes both earlier and later.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: api }
        spec:
          containers:
            - name: api
              image: registry.example/api:1
              startupProbe:
                httpGet: { path: /healthcheck, port: 8080 }
                initialDelaySeconds: 3
                periodSeconds: 5
                failureThreshold: 3
        """
      And container "api" fails its startup probe after 0s
      When 25s pass
      Then container "api" received SIGTERM 12s..18s after start

    @any-phase
    Scenario: A world on a slow disk has 590 to 600 seconds with 60 times 10
      https://github.com/itzg/minecraft-server-charts/issues/277

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: minecraft }
        spec:
          containers:
            - name: minecraft
              image: itzg/minecraft-server:2024
              startupProbe:
                exec: { command: [mc-health] }
                periodSeconds: 10
                failureThreshold: 60
        """
      And container "minecraft" fails its startup probe after 0s
      When 605s pass
      Then container "minecraft" received SIGTERM 590s..601s after start

    @any-phase
    Scenario: Any start of less than 590 seconds is good enough
      https://github.com/itzg/minecraft-server-charts/issues/277

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: minecraft }
        spec:
          containers:
            - name: minecraft
              image: itzg/minecraft-server:2024
              startupProbe:
                exec: { command: [mc-health] }
                periodSeconds: 10
                failureThreshold: 60
        """
      And container "minecraft" becomes started after any time in 1s..590s
      When 15m pass
      Then container "minecraft" has restarted 0 times
      And the pod is now Ready

    @any-phase
    Scenario: A startup probe of a minute saves slow hardware, and leaves the liveness probe as strict as it was
      https://github.com/cozystack/cozystack/issues/1996

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: dashboard }
        spec:
          containers:
            - name: dashboard
              image: cozystack/dashboard:1
              startupProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 10
                failureThreshold: 6
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                initialDelaySeconds: 3
                periodSeconds: 10
                failureThreshold: 3
        """
      And GET "/healthz" on container "dashboard" answers:
        | from | status |
        | 0s   | 503    |
        | 45s  | 200    |
        | 120s | 503    |
      When 115s pass
      Then container "dashboard" has restarted 0 times
      When 45s pass
      Then container "dashboard" received SIGTERM 140s..151s after start

  Rule: The readiness probe runs at once when the startup probe has succeeded, whatever its own period is

    @any-phase
    Scenario: Often until the program is up, then once a minute: a startup probe every second does it
      https://github.com/kubernetes/kubernetes/issues/96731
      https://github.com/kubernetes/kubernetes/issues/97126

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              startupProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 1
                failureThreshold: 300
              readinessProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 60
        """
      And container "app" becomes started after any time in 2s..120s
      When 125s pass
      Then the pod is now Ready

    @any-phase
    Scenario: Every five seconds and every half minute: Ready as soon as it has started
      https://github.com/kubernetes/kubernetes/issues/97126

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              startupProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 5
                failureThreshold: 60
              readinessProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 30
        """
      And container "app" becomes started after 42s
      When 60s pass
      Then container "app" became Ready 42s..48s after start

    @any-phase
    Scenario: A startup probe that always fails keeps the readiness probe from ever running
      https://github.com/kubernetes/kubernetes/issues/97126

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              startupProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 5
                failureThreshold: 3
              readinessProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 1
        """
      And container "app" fails its startup probe after 0s
      When 2m pass
      Then the readiness probe of container "app" was tried 0 times
      And the pod was never Ready

  Rule: The end of a startup probe is a SIGTERM; the restart comes when the program has stopped

    @any-phase
    Scenario: 10 + 183 x 5 = 925 seconds: that is SIGTERM, and a program that ignores it is restarted 30 seconds later
      https://github.com/influxdata/helm-charts/pull/827
      Popular wrong answer: 160 seconds, or a restart after 925 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: influxdb3 }
        spec:
          containers:
            - name: influxdb3
              image: influxdb:3
              startupProbe:
                httpGet: { path: /health, port: 8181 }
                initialDelaySeconds: 10
                periodSeconds: 5
                failureThreshold: 184
        """
      And container "influxdb3" fails its startup probe after 0s
      And container "influxdb3" ignores SIGTERM
      When 1000s pass
      Then container "influxdb3" received SIGTERM 924s..930s after start
      And container "influxdb3" exited with code 137 954s..960s after start
      And container "influxdb3" has restarted 1 time

    @any-phase
    Scenario: A budget of 24 x 5 = 120 seconds with initialDelaySeconds 10 is 125 to 130 seconds
      https://github.com/mitodl/ol-infrastructure/pull/5269
      Popular wrong answer: 120 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: omnigraph }
        spec:
          containers:
            - name: omnigraph
              image: omnigraph:1
              startupProbe:
                tcpSocket: { port: 8000 }
                initialDelaySeconds: 10
                periodSeconds: 5
                failureThreshold: 24
        """
      And container "omnigraph" fails its startup probe after 0s
      When 140s pass
      Then container "omnigraph" received SIGTERM 124s..130s after start
