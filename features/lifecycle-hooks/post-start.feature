Feature: postStart hooks
  A postStart hook runs right after the start of a container, beside its program; until it is done the kubelet does nothing else for the pod.
  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Rule: The container is not shown as Running, nor probed, until its hook is done

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
              lifecycle:
                postStart: { exec: { command: [boot] } }
        """

    @any-phase
    Scenario: The program runs for the time of the hook before the API says so
      Given the postStart hook of container "app" takes 4s
      When 20s pass
      Then container "app" became Running 4s after start
      And container "app" became Ready 4s after start

    @recorded
    Scenario: A real kubelet is silent for four seconds
      Given the surroundings of the recording "poststart-exec"
      And the postStart hook of container "app" takes 4s
      When the cluster runs until the recording ends
      Then container "app" became Running 4s after start
      And the trace agrees with the recording

  Rule: A later container of the pod waits for the hook

    Scenario: The second container starts when the hook of the first is done
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              lifecycle:
                postStart: { httpGet: { path: /warm-up, port: 8080 } }
            - { name: log, image: log:1 }
        """
      And the postStart hook of container "app" takes 4s
      When 20s pass
      Then container "log" started 4s..5s after creation
      And container "app" started before container "log" started

  Rule: A deletion waits for the hook

    @any-phase
    Scenario: A pod that is deleted during the hook is stopped after it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              lifecycle:
                postStart: { exec: { command: [boot] } }
        """
      And the postStart hook of container "app" takes 30s
      When 10s pass
      And the pod is deleted
      And 30s pass
      Then container "app" received SIGTERM 30s..32s after start

  Rule: A hook that fails kills its container, which is then restarted like any other

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
              lifecycle:
                postStart: { exec: { command: [boot] } }
        """
      And the postStart hook of container "app" fails

    Scenario: The container is never shown as Running
      Given container "app" exits 0s after SIGTERM with code 143
      When 60s pass
      Then container "app" was never Running
      And the pod was never Ready
      And container "app" has restarted 3 times
      And the events of the pod include:
        | type    | reason              | message              |
        | Warning | FailedPostStartHook | PostStartHook failed |
        | Normal  | Killing             | FailedPostStartHook  |

    Scenario: The API tells the reason
      Given container "app" ignores SIGTERM
      When the cluster runs until container "app" is PostStartHookError within 1m
      Then container "app" exited with code 137 30s after start

  Rule: Whether it is restarted depends on its restartPolicy and on the exit code of the program, not on the hook

    @any-phase
    Scenario: With restartPolicy OnFailure a program that exits with 0 on SIGTERM is not started again
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: OnFailure
          containers: [{ name: work, image: "job:1", lifecycle: { postStart: { exec: { command: [prepare] } } } }]
        """
      And the postStart hook of container "work" fails
      When 1m passes
      Then container "work" has restarted 0 times
      And the pod is now Succeeded
