Feature: What the containers of a pod share
  The containers of a pod have one network, one host name and the pod's volumes in common; files and processes are their own.
  https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers

  Rule: All containers reach each other at localhost, and have one set of ports

    Scenario: A client asks the server next to it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - { name: server, image: "nginx:1.27" }
            - name: client
              image: busybox:1.36
              command: [sh, -c, "sleep 1; wget -q -O - http://localhost/ | grep -q 'Welcome to nginx'"]
        """
      When 5s pass
      Then container "client" is now Completed
      And container "server" is still Running

    Scenario: A port that one container listens on is taken for the others
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - { name: first, image: "busybox:1.36", command: [httpd, -f, -p, "8080"] }
            - { name: second, image: "busybox:1.36", command: [sh, -c, "sleep 1; exec httpd -f -p 8080"] }
        """
      When 5s pass
      Then container "first" is now Running
      And container "second" is now Error
      And container "second" exited with code 1 1s after start

  Rule: All containers have the name of the pod as their host name

    Scenario Outline: <who>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          <field>
          containers:
            - { name: one, image: "busybox:1.36", command: [sh, -c, 'test "$(hostname)" = <name>'] }
            - { name: two, image: "alpine:3.20", command: [sh, -c, 'test "$HOSTNAME" = <name>'] }
        """
      When 5s pass
      Then container "one" is now Completed
      And container "two" is now Completed

      Examples:
        | who                           | field          | name |
        | The name of the pod           |                | web  |
        | A host name of the pod's spec | hostname: shop | shop |

  Rule: An emptyDir is one directory for every container that mounts it

    @any-phase
    Scenario: What one container writes another one reads, at a path of its own
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: two-containers }
        spec:
          restartPolicy: Never
          volumes: [{ name: shared-data, emptyDir: {} }]
          containers:
            - name: server
              image: nginx:1.27
              volumeMounts: [{ name: shared-data, mountPath: /usr/share/nginx/html }]
            - name: writer
              image: debian
              command: [sh, -c, echo Hello from the debian container > /pod-data/index.html]
              volumeMounts: [{ name: shared-data, mountPath: /pod-data }]
            - name: client
              image: busybox:1.36
              command: [sh, -c, "sleep 2; wget -q -O - http://localhost/ | grep -q 'Hello from the debian container'"]
        """
      When 10s pass
      Then container "writer" is now Completed
      And container "client" is now Completed

    Scenario: A container without the mount does not see it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          volumes: [{ name: shared, emptyDir: {} }]
          containers:
            - name: writer
              image: busybox:1.36
              command: [sh, -c, touch /shared/here /tmp/mine]
              volumeMounts: [{ name: shared, mountPath: /shared }]
            - { name: stranger, image: "busybox:1.36", command: [sh, -c, "sleep 1; test -e /shared/here || test -e /tmp/mine"] }
        """
      When 5s pass
      Then container "writer" is now Completed
      And container "stranger" exited with code 1 1s after start

    @any-phase
    Scenario: It survives the restart of a container
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
              command: [sh, -c, "if test -e /cache/seen; then exec sleep 3600; fi; touch /cache/seen; sleep 5; exit 1"]
              volumeMounts: [{ name: cache, mountPath: /cache }]
        """
      When 60s pass
      Then container "app" was restarted exactly like this:
        | restart | at     | exit code |
        | 1       | 5s..9s | 1         |
      And container "app" is now Running
