Feature: Questions about programs, run as they were given
  What users asked about commands that take too long, do not stop, or may not do what they want, and about their settings.
  https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/

  Rule: A command that takes longer than timeoutSeconds has failed, whatever it would have returned

    @any-phase
    Scenario: A sleep of four seconds with a timeout of two: killed after 22 to 32 seconds
      https://github.com/kubernetes/kubernetes/issues/92464
      Popular wrong answer: never restarted, which was so with containerd before v1.20.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "3600"]
              livenessProbe:
                exec: { command: [sh, -c, sleep 4] }
                periodSeconds: 10
                failureThreshold: 3
                timeoutSeconds: 2
        """
      When 35s pass
      Then container "app" received SIGTERM 22s..33s after start

    @any-phase
    Scenario: sleep 5 && exit 0 with failureThreshold 1: the first probe of every run kills
      https://github.com/kubernetes/kubernetes/issues/82987

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "3600"]
              livenessProbe:
                exec: { command: [sh, -c, sleep 5 && exit 0] }
                initialDelaySeconds: 1
                periodSeconds: 3
                failureThreshold: 1
                timeoutSeconds: 2
        """
      When 15s pass
      Then container "app" received SIGTERM 2s..7s after start
      And container "app" exited with code 137 4s..9s after start
      When the cluster runs until container "app" has restarted 4 times within 2m
      Then container "app" was restarted exactly like this:
        | restart | ran for | exit code |
        | 1       | 4s..9s  | 137       |
        | 2       | 4s..9s  | 137       |
        | 3       | 4s..9s  | 137       |
        | 4       | 4s..9s  | 137       |

    @any-phase
    Scenario: A timeout of six seconds lets the same command succeed
      https://github.com/kubernetes/kubernetes/issues/82987

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "3600"]
              livenessProbe:
                exec: { command: [sh, -c, sleep 5 && exit 0] }
                initialDelaySeconds: 1
                periodSeconds: 3
                failureThreshold: 1
                timeoutSeconds: 6
        """
      When 2m pass
      Then container "app" has restarted 0 times

  Rule: preStop commands count against the grace period, too

    @any-phase
    Scenario: nginx is asked to stop after ten seconds, and stops in time
      https://github.com/mattrobinsonsre/terrapod/issues/222

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: nginx
              image: nginx:1.25
              readinessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 5 }
              lifecycle: { preStop: { exec: { command: [sh, -c, sleep 10] } } }
        """
      When 20s pass
      Then the pod is now Ready
      When the pod is deleted
      And 40s pass
      Then container "nginx" received exactly these signals:
        | after deletion | signal  |
        | 10s..11s       | SIGTERM |
      And the pod is now gone

  Rule: activeDeadlineSeconds asks with SIGTERM, and the pod has failed when its programs have stopped

    @any-phase
    Scenario: A shell that does not hear SIGTERM: a deadline of 20 seconds makes the pod fail after 50
      https://github.com/kubernetes/kubernetes/issues/88613
      Popular wrong answer: it is killed after 20 seconds.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod-timeout-test }
        spec:
          activeDeadlineSeconds: 20
          restartPolicy: Never
          containers:
            - image: busybox
              name: container-0
              command: [sh, -c, 'echo "Hello, Kubernetes!" && sleep 120']
        """
      When 3m pass
      Then container "container-0" received SIGTERM 19s..22s after creation
      And the pod went through exactly these phases:
        | after creation | phase   | reason           |
        | 0s             | Pending |                  |
        | 0s..2s         | Running |                  |
        | 49s..53s       | Failed  | DeadlineExceeded |

    @any-phase
    Scenario: It holds for restartPolicy Always, too, and the failed pod stays there
      https://github.com/kubernetes/kubernetes/issues/22343
      https://github.com/kubernetes/kubernetes/issues/58370
      Popular wrong answer: the pod disappears, or is restarted.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: nginx-terminating }
        spec:
          activeDeadlineSeconds: 10
          restartPolicy: Always
          containers: [{ image: nginx, imagePullPolicy: Always, name: nginx }]
        """
      When 1h passes
      Then the pod became Failed 9s..13s after creation
      And the pod is still Failed
      And container "nginx" has restarted 0 times

  Rule: What a pod refers to may come later, and may change

    @any-phase
    Scenario: A Secret that comes after five minutes is found within eleven seconds: these tries are not further and further apart
      https://github.com/kubernetes/kubernetes/issues/80466
      Popular wrong answer: up to five minutes, as for images.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          containers:
            - name: busybox
              image: busybox:1.36
              command: [sleep, "3600"]
              env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: busybox-secret-47, key: token } } }]
        """
      When 5m pass
      Then container "busybox" is now CreateContainerConfigError
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Secret
        metadata: { name: busybox-secret-47 }
        stringData: { token: x }
        """
      And 30s pass
      Then container "busybox" started at 300s..313s
      And container "busybox" has restarted 0 times

    @any-phase
    Scenario: A changed ConfigMap: the directory within a minute, subPath and the variable with the next restart of the container
      https://github.com/kubernetes/kubernetes/issues/50345
      https://github.com/kubernetes/kubernetes/issues/92296
      https://github.com/kubernetes/website/issues/23732
      Popular wrong answer: the pod has to be deleted to see the new values.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: my-config }
        data: { myconfig.conf: old }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'while true; do echo $(cat /dir/myconfig.conf) $(cat /etc/myapp/myconfig.conf) $SETTING; sleep 5; done']
              env: [{ name: SETTING, valueFrom: { configMapKeyRef: { name: my-config, key: myconfig.conf } } }]
              volumeMounts:
                - { name: my-config, mountPath: /dir }
                - { name: my-config, mountPath: /etc/myapp/myconfig.conf, subPath: myconfig.conf }
          volumes: [{ name: my-config, configMap: { name: my-config } }]
        """
      When 100s pass
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: my-config }
        data: { myconfig.conf: new }
        """
      And 100s pass
      And the process of container "app" is killed with code 1
      And 5s pass
      Then the log of container "app" includes:
        | run | at         | line        |
        | 1   | *          | old old old |
        | 1   | 100s..168s | new old old |
        | 2   | 200s..204s | new new new |

  Rule: Users and read-only files are as the manifest says

    @any-phase
    Scenario Outline: nginx with <settings> ends at once, and is restarted and restarted
      https://github.com/reportportal/kubernetes/issues/308
      https://github.com/namespacelabs/foundation/issues/47

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: nginx, image: "nginx:1.27", securityContext: { <settings> } }]
        """
      When 60s pass
      Then container "nginx" has restarted 3 times
      And the log of container "nginx" includes:
        | line                                                   |
        | *mkdir() "/var/cache/nginx/client_temp" failed (<why>) |

      Examples: It wants to write where it may not
        | settings                     | why                       |
        | readOnlyRootFilesystem: true | 30: Read-only file system |
        | runAsUser: 101               | 13: Permission denied     |

    @any-phase
    Scenario: Two volumes are enough for both
      https://github.com/docker-library/docs/pull/2198

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: nginx
              image: nginx:1.27
              securityContext: { readOnlyRootFilesystem: true, runAsUser: 101 }
              readinessProbe: { httpGet: { path: /, port: 80 } }
              volumeMounts: [{ name: cache, mountPath: /var/cache/nginx }, { name: run, mountPath: /var/run }]
          volumes: [{ name: cache, emptyDir: {} }, { name: run, emptyDir: {} }]
        """
      When 60s pass
      Then container "nginx" has restarted 0 times
      And the pod is now Ready

    @any-phase
    Scenario: runAsNonRoot and an image that runs as root: never started, tried every ten seconds, Pending and not Failed
      https://github.com/intel/CPU-Manager-for-Kubernetes/issues/299
      https://github.com/Unleash/unleash-edge/issues/483

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: nginx, image: "nginx:1.27", securityContext: { runAsNonRoot: true } }]
        """
      When 2m pass
      Then container "nginx" is now CreateContainerConfigError
      And container "nginx" never started
      And the pod is still Pending
      And the events of the pod include:
        | type    | reason | message                                                        |
        | Warning | Failed | Error: container has runAsNonRoot and image will run as root * |

    @any-phase
    Scenario Outline: sleep infinity in <image>
      https://github.com/velero-io/velero/pull/859
      https://github.com/NVIDIA/gpu-operator/pull/1574

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: tools }
        spec: { containers: [{ name: tools, image: <image>, command: [sleep, infinity] }] }
        """
      When 60s pass
      Then container "tools" has restarted <restarts> times

      Examples: BusyBox knows it from 1.31 on
        | image        | restarts |
        | busybox:1.28 | 3        |
        | busybox:1.36 | 0        |
