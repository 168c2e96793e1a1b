Feature: Readiness probes
  A readiness probe tells whether a pod should get traffic; a failing one makes the pod not Ready and never restarts anything.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/

  Rule: A container without a readiness probe is Ready as soon as it runs

    @any-phase
    Scenario: Nothing delays readiness
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: web:1 }]
        """
      When 5s pass
      Then container "app" became Ready 0s after start
      And the pod is now Ready

  Rule: With a readiness probe a container is not Ready until the probe has succeeded successThreshold times in a row

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              readinessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 4
                failureThreshold: 3
        """

    @any-phase
    Scenario: A program that is ready at once is probed at once
      When 10s pass
      Then the readiness probe of container "app" was first tried 0s after start
      And container "app" became Ready 0s after start

    @any-phase
    Scenario: A program that becomes ready is noticed within a period
      Given container "app" becomes ready after any time in 5s..60s
      When 70s pass
      Then the pod is now Ready

    @any-phase
    Scenario: A slow starter is never Ready before it says so
      Given container "app" becomes ready after 20s
      When 40s pass
      Then the pod was never Ready before 20s
      And container "app" became Ready 20s..25s after start

    @any-phase
    Scenario: Three failures take a Ready pod out of service without a restart
      Given the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 30s  | failure |
        | 60s  | success |
      When 80s pass
      Then container "app" became not Ready 38s..43s after start
      And container "app" became Ready 60s..65s after start
      And container "app" has restarted 0 times

    @recorded
    Scenario: A real kubelet takes the pod out of service and back
      Given the surroundings of the recording "readiness-lost"
      And the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 20s  | failure |
        | 40s  | success |
      When the cluster runs until the recording ends
      Then container "app" became not Ready 28s..33s after start
      And the trace agrees with the recording

  Rule: A single success among failures keeps a pod in service

    @any-phase
    Scenario: Two failures, a success and two failures do not count as four
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
                exec: { command: [check] }
                periodSeconds: 10
                failureThreshold: 3
        """
      And the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 30s  | failure |
        | 50s  | success |
        | 60s  | failure |
        | 80s  | success |
      When 5m pass
      Then the pod is still Ready

  Rule: successThreshold counts successes in a row

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              readinessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 2
                successThreshold: 3
                failureThreshold: 1
        """

    @any-phase
    Scenario: The syncs right after a start probe more often than every periodSeconds
      When 20s pass
      Then container "app" became Ready 1s..3s after start

    @recorded
    Scenario: A failure in between begins the count anew
      Given the surroundings of the recording "readiness-success-threshold"
      And the readiness probe of container "app" answers:
        | from | answer  |
        | 0s   | success |
        | 3s   | failure |
        | 5s   | success |
      When the cluster runs until the recording ends
      Then the pod was Ready exactly during:
        | from    | to     |
        | 1s..2s  | 3s..5s |
        | 9s..11s | now    |
      And the trace agrees with the recording

  Rule: A crash does not begin the count of successes anew

    @any-phase
    Scenario: The run after it is Ready with its first success
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, successThreshold: 3 }
        """
      And container "app" exits like this:
        | run | after | code |
        | 1   | 45s   | 1    |
        | 2   | never |      |
      When 1m passes
      Then container "app" became Ready 10s..13s after start
      And container "app" became Ready 0s..1s after start

  Rule: A pod is Ready when all its containers are

    Scenario: The slowest container decides
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 }
            - name: cache
              image: cache:1
              readinessProbe: { tcpSocket: { port: 6379 }, periodSeconds: 1 }
        """
      And container "app" becomes ready after 5s
      And container "cache" becomes ready after 12s
      When 20s pass
      Then container "app" became Ready 5s..7s after start
      And container "cache" became Ready 12s..14s after start
      And the pod was never Ready before 12s
      And the conditions of the pod are now:
        | type            | status |
        | ContainersReady | True   |
        | Ready           | True   |
