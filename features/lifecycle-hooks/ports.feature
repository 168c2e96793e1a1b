Feature: Ports of HTTP hooks
  An httpGet hook needs somebody who answers; what he says does not matter, and whether he can be asked at all does.
  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Rule: A port name that the container does not have makes the hook fail

    Scenario Outline: <hook>: <outcome>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              ports: [{ name: http, containerPort: 8080 }]
              lifecycle: { <hook>: { httpGet: { path: /x, port: <port> } } }
        """
      When 5s pass
      And the pod is deleted
      And 5s pass
      Then the events of the pod <include>
      And container "app" received SIGTERM at <stop>

      Examples:
        | hook      | port | outcome                                 | include                                | stop |
        | preStop   | http | the name of its port                    | do not include FailedPreStopHook       | 5s   |
        | postStart | http | it is asked, and that is enough         | do not include FailedPostStartHook     | 5s   |

    Scenario: preStop fails, and SIGTERM follows at once
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              ports: [{ name: http, containerPort: 8080 }]
              lifecycle: { preStop: { httpGet: { path: /drain, port: htp } } }
        """
      When 5s pass
      And the pod is deleted
      And 5s pass
      Then container "app" received SIGTERM 0s after deletion
      And the events of the pod include:
        | type    | reason            | message            |
        | Warning | FailedPreStopHook | PreStopHook failed |

    Scenario: postStart fails, kills its container, and says which name it could not read
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: registry.example/app:1
              ports: [{ name: http, containerPort: 8080 }]
              lifecycle: { postStart: { httpGet: { path: /warm, port: htp } } }
        """
      When 5s pass
      Then container "app" was never Running
      And the pod is now Succeeded
      And the events of the pod include:
        | type    | reason              | message              |
        | Warning | FailedPostStartHook | PostStartHook failed |
        | Normal  | Killing             | FailedPostStartHook  |

  Rule: A server that does not listen yet makes a postStart fail, whatever it would say later

    Scenario: Three seconds of start-up are too many
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'trap "exit 0" TERM; sleep 3; mkdir /w; exec httpd -f -p 8080 -h /w']
              lifecycle: { postStart: { httpGet: { path: /, port: 8080 } } }
        """
      When 20s pass
      Then container "app" was never Running
      And the events of the pod include:
        | at | type    | reason              | message              |
        | 0s | Warning | FailedPostStartHook | PostStartHook failed |
        | 0s | Normal  | Killing             | FailedPostStartHook  |
