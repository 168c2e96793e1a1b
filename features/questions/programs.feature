Feature: Questions about commands in probes
  What users asked about commands that take too long, run as they were given.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command

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
