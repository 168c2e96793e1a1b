Feature: Sidecar containers
  An init container with restartPolicy Always is a sidecar: it starts before the main containers, runs beside them, and is stopped last.
  https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/

  Rule: A sidecar has to be started, not to be finished, before the next container starts

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          initContainers:
            - name: proxy
              image: registry.example/proxy:1
              restartPolicy: Always
              startupProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 1
                failureThreshold: 30
          containers:
            - name: app
              image: registry.example/app:1
        """

    @any-phase
    Scenario: The main container waits for the startup probe of the sidecar
      Given sidecar "proxy" becomes started after 5.2s
      When 20s pass
      Then sidecar "proxy" started before container "app" started
      And container "app" started 5s..9s after creation
      And the pod is now Ready

    @recorded
    Scenario: A real kubelet starts the main container when the startup probe has succeeded
      Given the surroundings of the recording "sidecar-startup-gate"
      And sidecar "proxy" becomes started after 5.2s
      When the cluster runs until the recording ends
      Then container "app" started at 5.2s..7s
      And sidecar "proxy" ran together with container "app"
      And the trace agrees with the recording

  Rule: A sidecar is restarted whatever its exit code and the restartPolicy of the pod

    Scenario: A sidecar that exits with code 0 comes back in a pod that is never restarted
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          initContainers:
            - { name: proxy, image: proxy:1, restartPolicy: Always }
          containers:
            - { name: app, image: job:1 }
        """
      And sidecar "proxy" exits like this:
        | run | after | code |
        | 1   | 5s    | 0    |
        | 2   | never |      |
      When 60s pass
      Then sidecar "proxy" has restarted 1 time
      And container "app" is still Running
      And the pod is still Running

  Rule: When the main containers of a pod are done, its sidecars are stopped

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          restartPolicy: Never
          initContainers:
            - { name: proxy, image: registry.example/proxy:1, restartPolicy: Always }
          containers:
            - { name: app, image: registry.example/app:1 }
        """
      And container "app" exits with code 0 after 10s
      And sidecar "proxy" exits 1.2s after SIGTERM

    @any-phase
    Scenario: The pod succeeds although the sidecar would run for ever
      When 30s pass
      Then container "app" exited before sidecar "proxy" exited
      And sidecar "proxy" received exactly these signals:
        | signal  |
        | SIGTERM |
      And the pod is now Succeeded

    @recorded
    Scenario: A real kubelet stops the sidecar at the relist that sees the exit
      Given the surroundings of the recording "sidecar-job"
      When the cluster runs until the recording ends
      Then sidecar "proxy" received SIGTERM at 10s..12s
      And the trace agrees with the recording

  Rule: Sidecars are stopped after the main containers, in the reverse order of their start

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          initContainers:
            - { name: s1, image: registry.example/s1:1, restartPolicy: Always }
            - { name: s2, image: registry.example/s2:1, restartPolicy: Always }
          containers:
            - { name: app, image: registry.example/app:1 }
        """

    @any-phase
    Scenario: Each waits for those that depend on it
      Given container "app" exits 3s after SIGTERM
      And sidecar "s2" exits 2s after SIGTERM
      And sidecar "s1" exits 1s after SIGTERM
      When 20s pass
      And the pod is deleted
      And 10s pass
      Then container "app" received SIGTERM 0s..1s after deletion
      And sidecar "s2" received SIGTERM 3s..4s after deletion
      And sidecar "s1" received SIGTERM 5s..6s after deletion
      And the pod is now gone

    @recorded
    Scenario: A real kubelet keeps the order
      Given the surroundings of the recording "sidecars-reverse-order"
      And container "app" exits 3s after SIGTERM
      And sidecar "s2" exits 2s after SIGTERM
      And sidecar "s1" exits 1s after SIGTERM
      When 20.137s pass
      And the pod is deleted
      And the cluster runs until the recording ends
      Then container "app" exited before sidecar "s2" exited
      And sidecar "s2" exited before sidecar "s1" exited
      And the trace agrees with the recording

    @any-phase
    Scenario: All share one grace period, and two seconds each when it is used up
      Given container "app" ignores SIGTERM
      And sidecar "s2" ignores SIGTERM
      And sidecar "s1" ignores SIGTERM
      When 20s pass
      And the pod is deleted with grace period 10s
      And 20s pass
      Then container "app" received SIGKILL 10s..11s after deletion
      And sidecar "s2" received SIGTERM 10s..11s after deletion
      And sidecar "s2" received SIGKILL 12s..13s after deletion
      And sidecar "s1" received SIGKILL 12s..13s after deletion

  Rule: The probes of a sidecar concern the sidecar and the readiness of the pod, and no other container

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          initContainers:
            - name: proxy
              image: proxy:1
              restartPolicy: Always
              livenessProbe: { tcpSocket: { port: 15021 }, periodSeconds: 10, failureThreshold: 1 }
              readinessProbe: { tcpSocket: { port: 15021 }, periodSeconds: 5 }
          containers: [{ name: app, image: "web:1" }]
        """

    @any-phase
    Scenario: A liveness probe that fails restarts the sidecar alone, also with restartPolicy Never
      Given sidecar "proxy" fails its liveness probe after 15s
      When 30s pass
      Then sidecar "proxy" has restarted 1 time
      And container "app" has restarted 0 times
      And the events of the pod include:
        | reason  | container | message                                    |
        | Killing | proxy     | Init container proxy failed liveness probe |

    @any-phase
    Scenario: The main container starts before the sidecar is Ready, and the pod is Ready after it
      Given sidecar "proxy" becomes ready after 30s
      When 1m passes
      Then container "app" started 0s..2s after creation
      And container "app" became Ready 0s..1s after start
      And the pod became Ready 30s..37s after creation
