Feature: A manifest that is applied again
  Of a pod that exists kubectl apply can change the images, and hardly anything else.
  https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - { name: app, image: registry.example/app:1 }
          - { name: log, image: registry.example/log:1 }
      """
    And container "app" exits 4s after SIGTERM
    When 30s pass

  Scenario: The same again changes nothing
    When the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - { name: app, image: registry.example/app:1 }
          - { name: log, image: registry.example/log:1 }
      """
    And 30s pass
    Then the pod is still Ready
    And container "app" has restarted 0 times

  @any-phase
  Scenario: Another image stops its container and starts it anew, and no other
    When the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - { name: app, image: registry.example/app:2 }
          - { name: log, image: registry.example/log:1 }
      """
    And 30s pass
    Then container "app" was restarted exactly like this:
      | restart | at       | exit code | reason    |
      | 1       | 34s..36s | 0         | Completed |
    And container "log" has restarted 0 times
    And the events of the pod include:
      | type   | reason  | message                                              |
      | Normal | Killing | Container app definition changed, will be restarted |

  Scenario: When the pod is gone, it makes a new one
    When the pod is deleted
    And the cluster runs until the pod is gone within 10s
    And the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: other, image: registry.example/other:1 }] }
      """
    And 5s pass
    Then container "other" is now Running
