Feature: Questions about readiness probes
  What users asked about the time until a pod is Ready, and about what a failing readiness probe does.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/#readiness-probe

  Rule: A first attempt inside initialDelaySeconds is lost, and the next one is a whole period later

    @any-phase
    Scenario: The program is up after 10 seconds; with a period of 30 it is Ready after 31
      https://github.com/istio/istio/issues/16164
      Popular wrong answer: 5 + 30 = 35 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe:
                httpGet: { path: /healthz/ready, port: 15020 }
                initialDelaySeconds: 5
                periodSeconds: 30
        """
      And container "app" becomes ready after 10s
      When 40s pass
      Then container "app" became Ready 30s..33s after start

    @any-phase
    Scenario: A period of five minutes does not delay the first probe
      https://github.com/kubernetes/kubernetes/issues/80431
      https://github.com/kubernetes/kubernetes/issues/85769
      Popular wrong answer: in the second period, at a random moment, which was so in old versions.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe:
                tcpSocket: { port: 8080 }
                periodSeconds: 300
        """
      When 10s pass
      Then container "app" became Ready 0s..2s after start

    @any-phase
    Scenario: With 15 seconds of delay and a period of 180 the next sync of the pod probes, after 60 to 90 seconds
      https://github.com/kubernetes/kubernetes/issues/80431
      https://github.com/kubernetes/kubernetes/issues/85769

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe:
                tcpSocket: { port: 8080 }
                initialDelaySeconds: 15
                periodSeconds: 180
        """
      When 4m pass
      Then container "app" became Ready 59s..94s after start

  Rule: One success begins the count of failures anew

    @any-phase
    Scenario: Two failures, one success, two failures: with failureThreshold 3 the pod stays Ready
      https://speakerdeck.com/thockin/kubernetes-pod-probes
      Popular wrong answer: four failures in a minute take it out of service.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe:
                httpGet: { path: /ready, port: 8080 }
                periodSeconds: 10
                failureThreshold: 3
        """
      And the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 60s  | failure |
        | 80s  | success |
        | 90s  | failure |
        | 110s | success |
      When 10s pass
      Then the pod is now Ready
      When 3m pass
      Then the pod is still Ready

  Rule: A failing readiness probe never restarts a container

    Scenario: Elasticsearch is not Ready for 28 hours, and nothing restarts it
      https://github.com/elastic/cloud-on-k8s/issues/2259

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: elasticsearch }
        spec:
          containers:
            - name: elasticsearch
              image: registry.example/elasticsearch:7
              readinessProbe:
                exec: { command: [bash, -c, /mnt/elastic-internal/scripts/readiness-probe-script.sh] }
                initialDelaySeconds: 10
                periodSeconds: 5
                timeoutSeconds: 5
                failureThreshold: 3
        """
      And container "elasticsearch" fails its readiness probe after 0s
      When 28h pass
      Then container "elasticsearch" has restarted 0 times
      And the pod is now Running
      And the pod was never Ready

    @any-phase
    Scenario: When it answers again, the pod is Ready within a period
      https://github.com/elastic/cloud-on-k8s/issues/2259

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: elasticsearch }
        spec:
          containers:
            - name: elasticsearch
              image: registry.example/elasticsearch:7
              readinessProbe:
                exec: { command: [bash, -c, /mnt/elastic-internal/scripts/readiness-probe-script.sh] }
                initialDelaySeconds: 10
                periodSeconds: 5
                timeoutSeconds: 5
                failureThreshold: 3
        """
      And container "elasticsearch" becomes ready after 1h
      When 61m pass
      Then container "elasticsearch" became Ready 3600s..3606s after start

  Rule: A new kubelet believes what the old one said until a probe says something else

    @any-phase
    Scenario: A pod that is Ready stays Ready
      https://github.com/kubernetes/kubernetes/issues/78733
      https://github.com/kubernetes/kubernetes/issues/113646
      https://github.com/kubernetes/kubernetes/issues/125397
      https://github.com/kubernetes/kubernetes/issues/128561
      Popular wrong answer: it is not Ready until the first probe, which was so in old versions.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1, readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 10 } }]
        """
      When 30s pass
      Then the pod is now Ready
      When the kubelet is down for 40s
      And 2m pass
      Then the pod is still Ready

    @any-phase
    Scenario: A pod that is not Ready does not become Ready in between
      https://github.com/kubernetes/kubernetes/issues/135795
      Popular wrong answer: it is Ready for some seconds, which was seen on older kubelets.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: shop:1, readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 10 } }]
        """
      And container "app" fails its readiness probe after 0s
      When 30s pass
      And the kubelet is down for 40s
      And 2m pass
      Then the pod was never Ready

  Rule: A startup probe does not begin the delays of the other probes

    @any-phase
    Scenario: Up after 60 seconds, initialDelaySeconds 30: readiness is asked at once, and liveness within its period
      https://github.com/kubernetes/kubernetes/pull/119666
      https://github.com/kubernetes/website/pull/40072
      Popular wrong answer: both wait for another 30 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              startupProbe: { httpGet: { path: /started, port: 8080 }, periodSeconds: 5, failureThreshold: 30 }
              livenessProbe: { httpGet: { path: /healthy, port: 8080 }, initialDelaySeconds: 30 }
              readinessProbe: { httpGet: { path: /ready, port: 8080 }, initialDelaySeconds: 30 }
        """
      And container "app" becomes started after 60s
      When 90s pass
      Then container "app" became Ready 60s..66s after start
      And the liveness probe of container "app" was first tried 60s..76s after start

    @any-phase
    Scenario: Ready from the second probe on, hung one second later: out of service after 50 seconds, killed after 80 to 90
      https://github.com/kubernetes/kubernetes/issues/27114

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { httpGet: { path: /healthy, port: 8080 }, initialDelaySeconds: 60 }
              readinessProbe: { httpGet: { path: /ready, port: 8080 }, initialDelaySeconds: 10 }
        """
      And the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | failure |
        | 15s  | success |
        | 22s  | timeout |
      And container "app" stops answering its liveness probe after 22s
      When 100s pass
      Then container "app" became Ready 19s..22s after start
      And container "app" became not Ready 50s..53s after start
      And container "app" received SIGTERM 80s..91s after start

  Rule: An answer that comes after timeoutSeconds is none

    @any-phase
    Scenario Outline: A page that takes 1.0016 seconds, and timeoutSeconds <timeout>
      https://github.com/modelplaneai/modelplane/issues/206

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: engine }
        spec:
          containers:
            - name: engine
              image: sglang:1
              readinessProbe:
                httpGet: { path: /health, port: 8000 }
                initialDelaySeconds: 30
                periodSeconds: 10
                timeoutSeconds: <timeout>
        """
      And GET "/health" on container "engine" answers:
        | from | status | takes   |
        | 0s   | 200    | 1.0016s |
      When 10m pass
      Then container "engine" <outcome>

      Examples: The default, and one second more
        | timeout | outcome                           |
        | 1       | was never Ready                   |
        | 2       | became Ready 31s..33s after start |

    @any-phase
    Scenario Outline: A quarter of a minute with answers of two seconds: <numbers>
      https://github.com/datacommonsorg/website/pull/6624

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: website }
        spec:
          containers:
            - name: website
              image: website:1
              readinessProbe:
                httpGet: { path: /healthz, port: 8080 }
                timeoutSeconds: <timeout>
                failureThreshold: <failures>
        """
      And GET "/healthz" on container "website" answers:
        | from | status | takes |
        | 0s   | 200    | 10ms  |
        | 60s  | 200    | 2s    |
        | 75s  | 200    | 10ms  |
      When 2m pass
      Then the pod <outcome>

      Examples: One second and one failure, more failures, more time
        | numbers                         | timeout | failures | outcome                                  |
        | out of service at the first one | 1       | 1        | became not Ready 61s..72s after creation |
        | three failures are not reached  | 1       | 3        | was Ready throughout 3s..2m              |
        | five seconds are enough         | 5       | 1        | was Ready throughout 3s..2m              |

  Rule: A redirect that leads elsewhere is a success with a warning

    @any-phase
    Scenario Outline: Status <status>: <state>
      https://github.com/kubernetes/website/issues/30849
      https://github.com/kubernetes/kubernetes/issues/73172
      Popular wrong answer: only 2xx is good.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: "web:1", readinessProbe: { httpGet: { path: /, port: 8080 } } }] }
        """
      And GET "/" on container "app" answers:
        | from | status   |
        | 0s   | <status> |
      When 30s pass
      Then the pod is now <state>

      Examples: From 200 to 399
        | status | state     |
        | 204    | Ready     |
        | 302    | Ready     |
        | 399    | Ready     |
        | 400    | not Ready |
        | 401    | not Ready |
        | 503    | not Ready |

  Rule: successThreshold counts successes in a row, those before a restart too

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 5, successThreshold: 3, failureThreshold: 1 }
        """

    @any-phase
    Scenario: At the start the syncs of the pod ask as well: Ready after 5 seconds, not after 10
      https://github.com/kubernetes/kubernetes/pull/106025

      When 30s pass
      Then container "app" became Ready 5s..7s after start

    @any-phase
    Scenario: After a failure it takes three periods at most
      https://speakerdeck.com/thockin/kubernetes-pod-probes

      Given the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 30s  | failure |
        | 50s  | success |
      When 80s pass
      Then container "app" became Ready 60s..66s after start

    @any-phase
    Scenario: A crash between two probes is not a failure: the new run is Ready at its first success
      https://github.com/kubernetes/kubernetes/issues/53530
      Popular wrong answer: every run needs three successes.

      Given container "app" exits like this:
        | run | after | code |
        | 1   | 62s   | 1    |
        | 2   | never |      |
      When 80s pass
      Then container "app" became Ready 0s..1s after start
