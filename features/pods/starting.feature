Feature: Starting containers
  The kubelet creates and starts the containers of a pod one after the other, and tries again when the runtime cannot.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states

  Rule: Containers start in the order of the manifest, each without waiting for the one before to be Ready

    @any-phase
    Scenario: Two containers of one pod
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 }
            - { name: log, image: log:1 }
        """
      And container "app" becomes ready after 30s
      When 10s pass
      Then container "app" started before container "log" started
      And container "app" ran together with container "log"
      And container "log" is now Ready
      But container "app" was never Ready

    Scenario: A slow start of the first delays the second
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: web:1 }
            - { name: log, image: log:1 }
        """
      And starting container "app" takes 4s
      When 10s pass
      Then container "log" started 4s..5s after creation

  Rule: An executable that is not found is an exit with code 128, and a reason to restart

    @recorded
    Scenario: A real kubelet tries until the start succeeds
      Given the surroundings of the recording "start-start-error"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers: [{ name: app, image: "registry.example/app:1" }]
        """
      And starting container "app" fails 3 times
      When the cluster runs until the recording ends
      Then container "app" has restarted 3 times
      And the pod is now Ready
      And the trace agrees with the recording

  Rule: A container that the runtime cannot create is tried again about every ten seconds, without a restart

    Scenario: Two failures, then success
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      And creating container "app" fails 2 times
      When the cluster runs until container "app" is CreateContainerError within 10s
      And 30s pass
      Then container "app" is now Running
      And container "app" has restarted 0 times

  Rule: A process that is killed from outside is an exit like any other

    Scenario: The container is restarted at once
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      When 20s pass
      And the process of container "app" is killed with code 137
      And 5s pass
      Then container "app" was restarted exactly like this:
        | restart | at       | after exit | exit code | reason |
        | 1       | 20s..21s | 0s..1s     | 137       | Error  |
      And container "app" never received SIGKILL
