Feature: Liveness by a heartbeat
  A program without a port touches a file as long as it makes progress, and its liveness probe looks how old the file is.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: work }
      data:
        work.sh: |
          for step in $(seq "$STEPS"); do
            date +%s > /tmp/heartbeat
            sleep 5
          done
          echo stuck
          sleep 100000
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: worker }
      spec:
        selector: { matchLabels: { app: worker } }
        template:
          metadata: { labels: { app: worker } }
          spec:
            terminationGracePeriodSeconds: 5
            containers:
              - name: worker
                image: busybox:1.36
                command: [sh, /work/work.sh]
                env: [{ name: STEPS, value: "6" }]
                volumeMounts: [{ name: work, mountPath: /work }]
                livenessProbe:
                  exec: { command: [sh, -c, 'test $(( $(date +%s) - $(cat /tmp/heartbeat) )) -lt 12'] }
                  periodSeconds: 5
                  failureThreshold: 2
            volumes: [{ name: work, configMap: { name: work } }]
      """
    And a pod of deployment "worker" is created

  @any-phase
  Scenario: Stuck after 30 seconds, with a last heartbeat at 25: killed 42 to 48 seconds after its start
    When 1m pass
    Then the container received SIGTERM 42s..48s after start
    And the container exited with code 137 47s..54s after start
    And the log of the container includes:
      | run | line  | after start |
      | 1   | stuck | 30s..31s    |

  @any-phase
  Scenario: As long as it makes progress nothing happens
    When 38s pass
    Then the container has restarted 0 times
    And the events of the pod do not include Unhealthy
