Feature: ConfigMaps and Secrets as files
  A volume with the keys of an object. The pod is not started before the object is there.
  https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-files-from-a-pod

  Rule: A pod whose volume names an object that does not exist waits in ContainerCreating

    Scenario: The kubelet tries again, more and more rarely, until the object is applied
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          volumes: [{ name: cfg, configMap: { name: web-config } }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "cat /cfg/greeting > /dev/termination-log"]
              volumeMounts: [{ name: cfg, mountPath: /cfg }]
        """
      When 50s pass
      Then container "app" is now ContainerCreating
      And the events of pod "web" are exactly:
        | at         | type    | reason      | message                                                                      |
        | 0s..0.1s   | Warning | FailedMount | MountVolume.SetUp failed for volume "cfg" : configmap "web-config" not found |
        | 0.5s..1s   | Warning | FailedMount | *                                                                            |
        | 1.5s..2s   | Warning | FailedMount | *                                                                            |
        | 3.5s..4s   | Warning | FailedMount | *                                                                            |
        | 7.5s..8s   | Warning | FailedMount | *                                                                            |
        | 15.5s..16s | Warning | FailedMount | *                                                                            |
        | 31.5s..32s | Warning | FailedMount | *                                                                            |
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { greeting: hello }
        """
      And 20s pass
      Then container "app" started 63s..65s after creation
      And container "app" is now Completed
      And the events of pod "web" include:
        | reason  |
        | Started |

    Scenario: When the object never comes, the kubelet tries every two minutes in the end
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cfg, secret: { secretName: password } }]
          containers: [{ name: app, image: "nginx:1.27", volumeMounts: [{ name: cfg, mountPath: /cfg }] }]
        """
      When 10m pass
      Then container "app" is now ContainerCreating
      And container "app" never started
      And the events of pod "web" are exactly:
        | at         | reason      | message                                                                 |
        | 0s..1s     | FailedMount | MountVolume.SetUp failed for volume "cfg" : secret "password" not found |
        | 0s..1s     | FailedMount | *                                                                       |
        | 1s..2s     | FailedMount | *                                                                       |
        | 3s..4s     | FailedMount | *                                                                       |
        | 7s..8s     | FailedMount | *                                                                       |
        | 15s..16s   | FailedMount | *                                                                       |
        | 31s..32s   | FailedMount | *                                                                       |
        | 63s..64s   | FailedMount | *                                                                       |
        | 127s..128s | FailedMount | *                                                                       |
        | 249s..250s | FailedMount | *                                                                       |
        | 371s..372s | FailedMount | *                                                                       |
        | 493s..494s | FailedMount | *                                                                       |

    Scenario: A key that the object does not have is missing as well
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { greeting: hello }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cfg, configMap: { name: web-config, items: [{ key: farewell, path: farewell.txt }] } }]
          containers: [{ name: app, image: "nginx:1.27", volumeMounts: [{ name: cfg, mountPath: /cfg }] }]
        """
      When 1s pass
      Then the events of pod "web" include:
        | reason      | message                                                                                            |
        | FailedMount | MountVolume.SetUp failed for volume "cfg" : configmap references non-existent config key: farewell |

    Scenario: A pod that is deleted while it waits is gone at once
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cfg, configMap: { name: web-config } }]
          containers: [{ name: app, image: "nginx:1.27", volumeMounts: [{ name: cfg, mountPath: /cfg }] }]
        """
      When 20s pass
      And the pod is deleted
      And 5s pass
      Then the pod is now gone
      When 5m pass
      Then the events of pod "web" do not include Started

  Rule: optional: true does not wait

    Scenario: The directory is empty
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          volumes: [{ name: cfg, configMap: { name: web-config, optional: true } }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'test -d /cfg && test -z "$(ls /cfg)"']
              volumeMounts: [{ name: cfg, mountPath: /cfg }]
        """
      When 5s pass
      Then container "app" is now Completed

  Rule: A change of the object reaches the files with a sync of the pod, within a minute and a half

    @any-phase
    Scenario: The file changes; what was mounted with subPath and the variable stay
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { mode: old }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cfg, configMap: { name: web-config } }]
          containers:
            - name: app
              image: busybox:1.36
              env: [{ name: MODE, valueFrom: { configMapKeyRef: { name: web-config, key: mode } } }]
              command: [sh, -c, sleep infinity]
              readinessProbe: { exec: { command: [grep, -q, new, /cfg/mode] }, periodSeconds: 1 }
              livenessProbe: { exec: { command: [sh, -c, 'test "$MODE$(cat /etc/mode)" = oldold'] }, periodSeconds: 1 }
              volumeMounts:
                - { name: cfg, mountPath: /cfg }
                - { name: cfg, mountPath: /etc/mode, subPath: mode }
        """
      When 30s pass
      Then the pod is now not Ready
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { mode: new }
        """
      And 95s pass
      Then the pod is now Ready
      And container "app" has restarted 0 times

  Rule: A volume may be made of several sources

    Scenario: Labels, limits, a ConfigMap and a Secret beside each other
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { run.sh: "#!/bin/sh\ncat /all/* > /dev/termination-log\nexit 3\n" }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: password }
        data: { password: c2VjcmV0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, labels: { app: shop, tier: front } }
        spec:
          restartPolicy: Never
          volumes:
            - name: all
              projected:
                defaultMode: 0755
                sources:
                  - configMap: { name: web-config }
                  - secret: { name: password, items: [{ key: password, path: secrets/password }] }
                  - downwardAPI:
                      items:
                        - { path: labels, fieldRef: { fieldPath: metadata.labels } }
                        - { path: cpu, resourceFieldRef: { containerName: app, resource: limits.cpu, divisor: 1m } }
          containers:
            - name: app
              image: busybox:1.36
              resources: { limits: { cpu: 250m } }
              command: [sh, -c, 'test "$(cat /all/secrets/password /all/cpu)" = secret250 && grep -q tier=.front /all/labels && exec /all/run.sh']
              volumeMounts: [{ name: all, mountPath: /all }]
        """
      When 5s pass
      Then container "app" exited with code 3 0s after start

  Rule: Variables are read when a container starts, and what is missing there stops that container alone

    @any-phase
    Scenario: CreateContainerConfigError ends with the sync after the object has come
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: "nginx:1.27", envFrom: [{ configMapRef: { name: web-config } }] }
            - { name: other, image: "nginx-unprivileged:1.27" }
        """
      When 30s pass
      Then container "app" is now CreateContainerConfigError
      And container "other" is now Running
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web-config }
        data: { MODE: fast }
        """
      And 20s pass
      Then container "app" is now Ready

    @any-phase
    Scenario: It is missed whatever the program is, and never counts as a restart
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          containers:
            - name: shop
              image: registry.example/shop:1
              env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: shop-db, key: password } } }]
        """
      When 30s pass
      Then the pod is still Pending
      And the events of the pod include:
        | type    | reason | message                           |
        | Warning | Failed | Error: secret "shop-db" not found |
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Secret
        metadata: { name: shop-db }
        stringData: { password: secret }
        """
      And 20s pass
      Then the pod is now Ready
      And container "shop" has restarted 0 times

  Rule: A part of a volume is mounted by its path, which may come from variables

    Scenario: Each pod has a directory of its own name in a shared volume
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          securityContext: { runAsUser: 1000 }
          volumes: [{ name: logs, persistentVolumeClaim: { claimName: logs } }]
          initContainers:
            - name: write
              image: busybox:1.36
              env: [{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]
              command: [sh, -c, "echo hello > /logs/app.log"]
              volumeMounts: [{ name: logs, mountPath: /logs, subPathExpr: logs/$(POD) }]
          containers:
            - name: read
              image: busybox:1.36
              command: [sh, -c, "cd /all; find . -type f"]
              volumeMounts: [{ name: logs, mountPath: /all }]
        """
      When 10s pass
      Then the log of container "read" is exactly:
        | line               |
        | ./logs/web/app.log |

    Scenario: A variable that is not there stops the container
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: logs, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, infinity]
              volumeMounts: [{ name: logs, mountPath: /logs, subPathExpr: $(POD) }]
        """
      When 10s pass
      Then container "app" is now CreateContainerConfigError
      And the events of pod "web" include:
        | reason | message                      |
        | Failed | Error: missing value for POD |

  Rule: What a volume asks for in vain keeps the pod waiting

    Scenario: The limit of a container that does not exist
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes:
            - name: info
              downwardAPI: { items: [{ path: cpu, resourceFieldRef: { containerName: other, resource: limits.cpu } }] }
          containers: [{ name: app, image: "busybox:1.36", command: [sleep, infinity], volumeMounts: [{ name: info, mountPath: /info }] }]
        """
      When 10s pass
      Then container "app" is now ContainerCreating
      And the events of pod "web" include:
        | reason      | message                                                                   |
        | FailedMount | MountVolume.SetUp failed for volume "info" : container other not found |

    Scenario: A clone of a git repository, which kubelets do not make any more
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: html, gitRepo: { repository: "https://git.example/site.git" } }]
          containers: [{ name: app, image: "nginx:1.27", volumeMounts: [{ name: html, mountPath: /usr/share/nginx/html }] }]
        """
      When 10s pass
      Then container "app" is now ContainerCreating
      And the events of pod "web" include:
        | reason      | message                                                                                    |
        | FailedMount | MountVolume.SetUp failed for volume "html" : git-repo volume plugin has been disabled; * |

  Rule: A directory or file of the node is empty in the beginning

    Scenario: hostPath says what it is
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          restartPolicy: Never
          volumes:
            - { name: id, hostPath: { path: /etc/machine-id, type: File } }
            - { name: logs, hostPath: { path: /var/log } }
          containers:
            - name: agent
              image: busybox:1.36
              command: [sh, -c, "test -f /id && test -d /logs && wc -c < /id && ls /logs"]
              volumeMounts: [{ name: id, mountPath: /id }, { name: logs, mountPath: /logs }]
        """
      When 10s pass
      Then the log of container "agent" is exactly:
        | line |
        | 0    |
