Feature: Commands that do not exist
  A program that the runtime cannot execute never runs; the container shows the attempt as an exit with code 128.
  https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/

  Rule: An executable that is not there is a failed start

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "busybox:1.36", command: <command> }]
        """
      When 10s pass
      Then container "app" is now StartError
      And the pod is now Failed
      And container "app" never started
      And the events of the pod include:
        | type    | reason | message         |
        | Warning | Failed | Error: *<text>* |

      Examples:
        | what                       | command        | text                                                           |
        | A name that is not in PATH | [serve]        | exec: "serve": executable file not found in $PATH              |
        | A path that does not exist | [/app/serve]   | exec: "/app/serve": stat /app/serve: no such file or directory |
        | A file without permission  | [/etc/passwd]  | exec: "/etc/passwd": permission denied                         |
        | A whole line as one word   | ["sleep 3600"] | exec: "sleep 3600": executable file not found in $PATH         |

  Rule: It is tried again with the back-off of any other container

    Scenario: Three restarts in a minute
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "busybox:1.36", command: [serve] }]
        """
      When 50s pass
      Then container "app" has restarted 3 times
      And container "app" was never Running
      And the pod is now Running

  Rule: Behind a shell it is an exit of the shell

    Scenario: The container runs, and its program exits with 127
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "busybox:1.36", command: [sh, -c, serve] }]
        """
      When 10s pass
      Then container "app" is now Error
      And container "app" exited with code 127 0s after start

  Rule: A probe whose command does not exist could not be run, and counts neither as success nor as failure

    Scenario: The liveness probe kills nothing, and the Event tells why
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              livenessProbe: { exec: { command: [check-health] }, periodSeconds: 5, failureThreshold: 1 }
        """
      When 1m passes
      Then container "app" has restarted 0 times
      And the events of the pod include:
        | reason    | message                                                                          |
        | Unhealthy | Liveness probe errored*exec: "check-health": executable file not found in $PATH* |

    Scenario: With a readiness probe the pod is never Ready
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: "nginx:1.27", readinessProbe: { exec: { command: [check-health] }, periodSeconds: 5 } }
        """
      When 1m passes
      Then the pod was never Ready
      And container "app" has restarted 0 times
