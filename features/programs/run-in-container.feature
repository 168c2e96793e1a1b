Feature: Commands that somebody runs in a container
  What `kubectl exec` does to a running container: its files change, its processes get signals, and probes and programs see it.
  https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/

  Rule: A command sees the container's files, and the container sees what it wrote

    @any-phase
    Scenario: A file that the readiness probe looks for makes the pod Ready, and without it the pod is not
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: site }
        spec:
          containers:
            - name: nginx
              image: nginx:1.25
              readinessProbe:
                httpGet: { path: /healthz, port: 80 }
                periodSeconds: 5
                failureThreshold: 2
        """
      When 15s pass
      Then the pod is still not Ready
      When "touch /usr/share/nginx/html/healthz" is run in the container
      And 6s pass
      Then the pod is now Ready
      When "rm /usr/share/nginx/html/healthz" is run in the container
      And 4s pass
      Then the pod is still Ready
      When 7s pass
      Then the pod is now not Ready

    Scenario: An init container waits for a file in a volume
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: app }
        spec:
          volumes: [{ name: work, emptyDir: {} }]
          initContainers:
            - name: wait
              image: busybox:1.36
              command: [sh, -c, "until [ -f /work/go ]; do sleep 2; done"]
              volumeMounts: [{ name: work, mountPath: /work }]
          containers:
            - name: app
              image: app:1
        """
      When 5m pass
      Then container "app" never started
      When "touch /work/go" is run in init container "wait"
      And 3s pass
      Then init container "wait" is now Completed
      And the pod is now Ready

  Rule: A signal from inside the container reaches its processes, and what was written there is lost with the container

    Scenario: nginx is told to stop, and is started again without the file
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: site }
        spec:
          containers:
            - name: nginx
              image: nginx:1.25
              readinessProbe:
                httpGet: { path: /healthz, port: 80 }
                periodSeconds: 1
        """
      When 1s passes
      And "touch /usr/share/nginx/html/healthz" is run in the container
      And 10s pass
      Then the pod is now Ready
      When "nginx -s stop" is run in the container
      And 5s pass
      Then the container has restarted 1 time
      And the pod is now not Ready
