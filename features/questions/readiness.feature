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
