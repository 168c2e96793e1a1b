Feature: Termination message
  What a program writes to /dev/termination-log before it ends is shown in the state of its container.
  https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/

  Rule: The message is what is in the file when the program ends

    Scenario Outline: <what>
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              terminationMessagePolicy: <policy>
              env: [{ name: L, value: /dev/termination-log }]
              command: [sh, -c, "sleep 1; echo connecting; <script>"]
        """
      When 10s pass
      Then container "app" went through exactly these states:
        | state      | reason            | message   |
        | Waiting    | ContainerCreating |           |
        | Running    |                   |           |
        | Terminated | <reason>          | <message> |

      Examples: What is printed is no message
        | what                                | policy | script                          | reason    | message   |
        | A program that says why it failed   | File   | printf 'disk full' > $L; exit 1 | Error     | disk full |
        | One that succeeds may say something | File   | printf '120 rows' > $L          | Completed | 120 rows  |
        | One that only prints                | File   | exit 1                          | Error     |           |

      Examples: With FallbackToLogsOnError the end of the log takes the place of an empty message, after a failure
        | what                        | policy                | script                          | reason    | message     |
        | A failure without a message | FallbackToLogsOnError | exit 1                          | Error     | connecting* |
        | A failure with a message    | FallbackToLogsOnError | printf 'disk full' > $L; exit 1 | Error     | disk full   |
        | A success                   | FallbackToLogsOnError | exit 0                          | Completed |             |

  Rule: terminationMessagePath names another file

    Scenario: The message is read from there
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              terminationMessagePath: /tmp/my-log
              command: [sh, -c, "sleep 1; printf 'disk full' > /tmp/my-log; exit 1"]
        """
      When 10s pass
      Then container "app" went through exactly these states:
        | state      | message   |
        | Waiting    |           |
        | Running    |           |
        | Terminated | disk full |

  Rule: Each run begins with an empty file

    Scenario: The message of the first run is not that of the second
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          volumes: [{ name: run, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command:
                - sh
                - -c
                - sleep 3; test -e /run/app/again && exit 2; touch /run/app/again; printf first > /dev/termination-log; exit 1
              volumeMounts: [{ name: run, mountPath: /run/app }]
        """
      When 14s pass
      Then container "app" went through exactly these states:
        | state      | exit code | message |
        | Waiting    |           |         |
        | Running    |           |         |
        | Terminated | 1         | first   |
        | Running    |           |         |
        | Terminated | 2         |         |
