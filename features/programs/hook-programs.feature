Feature: Hooks that do something
  A postStart hook runs beside the program of its container, a preStop hook before SIGTERM; both see the container's files and ports.
  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Rule: A postStart hook runs in its container

    Scenario: It prepares what the program waits for
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "until test -e /tmp/settings; do sleep 1; done; exec httpd -f -p 8080 -h /tmp"]
              lifecycle: { postStart: { exec: { command: [sh, -c, "sleep 4; touch /tmp/settings"] } } }
              readinessProbe: { httpGet: { path: /settings, port: 8080 }, periodSeconds: 1 }
        """
      When 20s pass
      Then container "app" became Running 4s..5s after creation
      And the pod is now Ready
      And container "app" has restarted 0 times

    Scenario: One that comes before the port is open fails, and takes its container with it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: redis:7
              command: [sh, -c, "trap 'exit 0' TERM; sleep 5 & wait; exec redis-server"]
              lifecycle: { postStart: { exec: { command: [redis-cli, ping] } } }
        """
      When 20s pass
      Then container "app" was never Running
      And the events of the pod include:
        | reason              | message               |
        | FailedPostStartHook | PostStartHook failed* |
        | Killing             | FailedPostStartHook   |

  Rule: A preStop hook gives a server time before it is asked to leave

    @any-phase
    Scenario: A pause keeps the server answering for ten seconds more
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: "nginx:1.27", lifecycle: { preStop: { sleep: { seconds: 10 } } } }
            - name: client
              image: busybox:1.36
              command: [sh, -c, "trap 'wget -q -O - http://localhost/ && exit 5; exit 6' TERM; while true; do sleep 1; done"]
              lifecycle: { preStop: { exec: { command: [sleep, "8"] } } }
        """
      When 5s pass
      And the pod is deleted
      And 20s pass
      Then container "client" exited with code 5 8s..10s after deletion
      And container "app" exited with code 0 10s..11s after deletion

    @any-phase
    Scenario: It may tell the program in another way than by a signal
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "until test -e /tmp/stop; do sleep 3; done; exit 4"]
              lifecycle: { preStop: { exec: { command: [touch, /tmp/stop] } } }
        """
      When 4s pass
      And the pod is deleted
      And 40s pass
      Then container "app" exited with code 4 0s..3s after deletion
      And container "app" never received SIGKILL

    Scenario: An HTTP hook that is answered with an error is followed by SIGTERM all the same
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              lifecycle: { preStop: { httpGet: { path: /drain, port: 80 } } }
        """
      When 5s pass
      And the pod is deleted
      And 5s pass
      Then the preStop hook of container "app" ran 0s..1s after deletion
      And container "app" received SIGTERM 0s..1s after deletion
      And container "app" exited with code 0 0s..1s after deletion
