Feature: Commands run as the manifest has them
  Where a scenario says nothing about a container, its command runs: a shell with the usual programs, files, signals and ports, in virtual time.
  Nothing of it reaches the host.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Rule: The tasks of the documentation run as printed

    Scenario: A liveness command: the file is there for 30 seconds
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata:
          labels: { test: liveness }
          name: liveness-exec
        spec:
          containers:
            - name: liveness
              image: registry.k8s.io/busybox:1.27.2
              args: [/bin/sh, -c, touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600]
              livenessProbe:
                exec: { command: [cat, /tmp/healthy] }
                initialDelaySeconds: 5
                periodSeconds: 5
        """
      When 3m pass
      Then the events of the pod include:
        | at       | reason    | message                                                                             |
        | 30s..36s | Unhealthy | Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory*   |
        | 40s..46s | Killing   | Container liveness failed liveness probe, will be restarted                         |
      And container "liveness" was restarted exactly like this:
        | restart | at         | exit code |
        | 1       | 70s..77s   | 137       |
        | 2       | 145s..153s | 137       |

    Scenario: A hook writes a file, and another one stops the server gracefully
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: lifecycle-demo }
        spec:
          containers:
            - name: lifecycle-demo-container
              image: nginx
              lifecycle:
                postStart:
                  exec:
                    command: ["/bin/sh", "-c", "echo Hello from the postStart handler > /usr/share/message"]
                preStop:
                  exec:
                    command: ["/bin/sh", "-c", "nginx -s quit; while killall -0 nginx; do sleep 1; done"]
        """
      When 10s pass
      Then the pod is now Ready
      When the pod is deleted
      And 10s pass
      Then container "lifecycle-demo-container" exited with code 0 0s..1s after deletion

  Rule: preStop runs inside the grace period

    Scenario Outline: A hook of <hook> seconds and a grace period of 30
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]
              lifecycle: { preStop: { exec: { command: [sleep, "<hook>"] } } }
        """
      When 5s pass
      And the pod is deleted
      And 1m passes
      Then container "app" received exactly these signals:
        | after deletion | signal   |
        | <at>           | <signal> |

      Examples: It fits
        | hook | at       | signal  |
        | 10   | 10s..11s | SIGTERM |

    Scenario: A hook that does not end is given up, and SIGTERM has two seconds left
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, infinity]
              lifecycle: { preStop: { exec: { command: [sleep, "60"] } } }
        """
      When 5s pass
      And the pod is deleted
      And 1m passes
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 30s            | SIGTERM |
        | 32s            | SIGKILL |

  Rule: Process 1 without a handler ignores SIGTERM

    Scenario Outline: <program>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "busybox:1.36", command: <command> }]
        """
      When 5s pass
      And the pod is deleted
      And 1m passes
      Then container "app" exited with code <code> <after> after deletion

      Examples:
        | program                   | command                                                      | code | after  |
        | A sleep                   | [sleep, "3600"]                                              | 137  | 30s    |
        | A shell around it         | [sh, -c, "sleep 3600; true"]                                 | 137  | 30s    |
        | A shell with a trap       | [sh, -c, "trap 'exit 3' TERM; sleep 3600 & wait"]            | 3    | 0s     |

  Rule: Files of a container are lost with it, those of an emptyDir stay

    Scenario: A counter in both places
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: counter }
        spec:
          volumes: [{ name: cache, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command:
                - sh
                - -c
                - echo x >> /tmp/runs; echo x >> /cache/runs; sleep 1; exit $(($(wc -l < /tmp/runs) * 10 + $(wc -l < /cache/runs)))
              volumeMounts: [{ name: cache, mountPath: /cache }]
        """
      When 50s pass
      Then container "app" was restarted exactly like this:
        | restart | exit code |
        | 1       | 11        |
        | 2       | 12        |
        | 3       | 13        |

  Rule: Containers of a pod share its network

    Scenario: A sidecar asks the main container, and the init container waits for nobody
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shared }
        spec:
          restartPolicy: Never
          containers:
            - { name: server, image: "nginx:1.25" }
            - { name: client, image: "busybox:1.36", command: [sh, -c, "sleep 1; wget -q -O - http://localhost:80/ > /dev/null"] }
        """
      When 5s pass
      Then container "client" exited with code 0 1s..2s after start

  Rule: Variables come from the manifest and its ConfigMaps

    Scenario: A value, a field and a key
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { code: "40" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'test "$POD" = job && exit $((CODE + ONE))']
              env:
                - { name: ONE, value: "1" }
                - { name: CODE, valueFrom: { configMapKeyRef: { name: settings, key: code } } }
                - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
        """
      When 5s pass
      Then container "app" exited with code 41 0s after start

    Scenario: Without the ConfigMap the container is not created
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "3600"]
              envFrom: [{ configMapRef: { name: missing } }]
        """
      When 30s pass
      Then container "app" is now CreateContainerConfigError
      And the events of the pod include:
        | reason | message                              |
        | Failed | Error: configmap "missing" not found |
