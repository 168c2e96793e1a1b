Feature: Init containers prepare the work of a pod
  They run one after the other to their end before the main containers start, and hand over what they made in a volume.
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  Rule: Each one begins when the one before has succeeded

    @any-phase
    Scenario: Three steps of preparation, in the order of the manifest
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          volumes: [{ name: work, emptyDir: {} }]
          initContainers:
            - name: fetch
              image: busybox:1.36
              command: [sh, -c, "sleep 2; echo '<h1>Hello</h1>' > /work/page"]
              volumeMounts: [{ name: work, mountPath: /work }]
            - name: translate
              image: busybox:1.36
              command: [sh, -c, "sleep 1; sed s/Hello/Hallo/ /work/page > /work/index.html"]
              volumeMounts: [{ name: work, mountPath: /work }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'test "$(cat /work/index.html)" = "<h1>Hallo</h1>"']
              volumeMounts: [{ name: work, mountPath: /work }]
        """
      When 15s pass
      Then init container "fetch" exited before init container "translate" started
      And init container "translate" exited before container "app" started
      And container "app" is now Completed
      And the pod is now Succeeded

    Scenario: What is not in a volume is lost with the init container
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          initContainers: [{ name: setup, image: "busybox:1.36", command: [touch, /tmp/settings] }]
          containers: [{ name: app, image: "busybox:1.36", command: [cat, /tmp/settings] }]
        """
      When 5s pass
      Then init container "setup" is now Completed
      And container "app" exited with code 1 0s after start

  Rule: One that fails is run again until it succeeds, and the others wait

    @any-phase
    Scenario: The third attempt succeeds, because the volume remembers the first two
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: work, emptyDir: {} }]
          initContainers:
            - name: setup
              image: busybox:1.36
              command: [sh, -c, "echo x >> /work/tries; test $(wc -l < /work/tries) -ge 3"]
              volumeMounts: [{ name: work, mountPath: /work }]
          containers: [{ name: app, image: "nginx:1.27" }]
        """
      When 30s pass
      Then init container "setup" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 0s..2s     | 1         |
        | 2       | 10s..12s   | 1         |
      And container "app" started 10s..15s after creation
      And container "app" has restarted 0 times
      And the pod is now Ready

  Rule: One may wait for something, and the pod is Pending for so long

    @any-phase
    Scenario: A loop that asks for a server which comes later
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - name: database
              image: busybox:1.36
              restartPolicy: Always
              command: [sh, -c, "sleep 20; exec nc -lk -p 5432 -e true"]
            - name: wait
              image: busybox:1.36
              command: [sh, -c, "until nc -z localhost 5432; do sleep 2; done"]
          containers: [{ name: app, image: "nginx:1.27" }]
        """
      When 15s pass
      Then the pod is now Pending
      And the pod is now not Initialized
      And container "app" is now PodInitializing
      When 15s pass
      Then init container "wait" exited with code 0 20s..22s after creation
      And the pod is now Ready

  Rule: An ordinary init container has no probes, because it is not there to stay

    Scenario Outline: A <probe>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - { name: setup, image: "busybox:1.36", <probe>: { tcpSocket: { port: 80 } } }
          containers: [{ name: app, image: "nginx:1.27" }]
        """
      Then the manifest is rejected with:
        """
        spec.initContainers[0].<probe>: Forbidden: may not be set for init containers without restartPolicy=Always
        """

      Examples:
        | probe          |
        | readinessProbe |
        | livenessProbe  |
        | startupProbe   |
