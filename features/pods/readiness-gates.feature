Feature: Readiness gates
  A pod with readiness gates is Ready when its containers are and somebody has set the conditions of the gates.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate

  @any-phase
  Scenario: A gate that nobody opens keeps the pod unready, while all of its containers are ready
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        readinessGates: [{ conditionType: target-health.elbv2.k8s.aws/web }]
        containers:
          - { name: app, image: registry.example/app:1, readinessProbe: { tcpSocket: { port: 80 } } }
      """
    When 2m pass
    Then container "app" is now Ready
    And the pod was never Ready
    And the conditions of the pod are now:
      | type            | status | reason                 |
      | ContainersReady | True   |                        |
      | Ready           | False  | ReadinessGatesNotReady |
