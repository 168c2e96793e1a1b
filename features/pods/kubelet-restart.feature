Feature: Restart of the kubelet
  Containers go on running while the kubelet is down; a new kubelet takes them over, and has forgotten what it did not write down.
  https://kubernetes.io/docs/concepts/architecture/#kubelet

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            image: web:1
            livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 }
      """

  Rule: A healthy pod does not notice

    @any-phase
    Scenario: Five seconds without a kubelet
      When 30s pass
      And the kubelet is down for 5s
      And 30s pass
      Then the pod is still Running
      And container "app" has restarted 0 times

  Rule: What happens meanwhile is noticed when the kubelet is back

    Scenario: A crash has to wait
      Given container "app" exits like this:
        | run | after | code |
        | 1   | 32s   | 1    |
        | 2   | never |      |
      When 30s pass
      And the kubelet is down for 10s
      And 20s pass
      Then container "app" was restarted exactly like this:
        | restart | at       | exit code |
        | 1       | 40s..42s | 1         |

    @any-phase
    Scenario: So has a deletion
      When 30s pass
      And the kubelet is down for 10s
      And 1s passes
      And the pod is deleted
      And 20s pass
      Then container "app" received SIGTERM 9s..11s after deletion
      And the pod is now gone

  Rule: Back-offs are forgotten

    Scenario: A container in CrashLoopBackOff is restarted by the new kubelet at once
      Given container "app" exits with code 1 after 1s
      When the cluster runs until container "app" has restarted 5 times within 4m
      And 10s pass
      Then container "app" is now CrashLoopBackOff
      When the kubelet is down for 1s
      And 5s pass
      Then container "app" has restarted 6 times
