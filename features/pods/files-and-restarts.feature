Feature: Files and restarts
  A restarted container begins with the files of its image; what has to last longer than a run belongs into a volume.
  https://kubernetes.io/docs/concepts/storage/volumes/#background

  Rule: A restart undoes whatever the program did to the files of its container

    Scenario: A page that was removed is there again after the restart
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: server
              image: nginx:1.27
              command: [sh, -c, "(sleep 20; rm /usr/share/nginx/html/index.html) & exec nginx -g 'daemon off;'"]
              livenessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 5 }
        """
      When 50s pass
      Then container "server" was restarted exactly like this:
        | restart | at       | exit code |
        | 1       | 30s..36s | 0         |
      And the liveness probe of container "server" was tried exactly like this:
        | restarts | outcome |
        | 0        | success |
        | 0        | success |
        | 0        | success |
        | 0        | success |
        | 0        | failure |
        | 0        | failure |
        | 0        | failure |
        | 1        | success |
        | 1        | success |
        | 1        | success |

    Scenario: A lock file of a container does not outlive it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "test -e /tmp/lock && exit 9; touch /tmp/lock; sleep 2; exit 1"]
        """
      When 8s pass
      Then container "app" was restarted exactly like this:
        | restart | ran for | exit code |
        | 1       | 2s      | 1         |

    @any-phase
    Scenario: In an emptyDir the same lock file is still there
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: run, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "test -e /run/app/lock && exit 9; touch /run/app/lock; sleep 2; exit 1"]
              volumeMounts: [{ name: run, mountPath: /run/app }]
        """
      When 30s pass
      Then container "app" was restarted exactly like this:
        | restart | ran for | exit code |
        | 1       | 2s      | 1         |
        | 2       | 0s      | 9         |

  Rule: An emptyDir ends with its pod

    @any-phase
    Scenario: A new pod of the same name finds an empty directory
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cache, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 0' TERM; test -e /cache/seen && exit 9; touch /cache/seen; sleep 3600 & wait"]
              volumeMounts: [{ name: cache, mountPath: /cache }]
        """
      When 5s pass
      And the pod is deleted
      And 5s pass
      Then the pod is now gone
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cache, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "trap 'exit 0' TERM; test -e /cache/seen && exit 9; touch /cache/seen; sleep 3600 & wait"]
              volumeMounts: [{ name: cache, mountPath: /cache }]
        """
      And 30s pass
      Then the pod is now Ready
      And container "app" has restarted 0 times
