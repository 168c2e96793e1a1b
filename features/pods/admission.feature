Feature: Admission to the node
  The kubelet looks once more whether a pod fits its node, and refuses one that does not: it has failed, and nothing of it ever ran.
  https://kubernetes.io/docs/concepts/scheduling-eviction/

  Rule: A pod that is refused goes from Pending to Failed at once, with the reason

    Scenario: The port of the node is taken
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: first }
        spec:
          containers: [{ name: a, image: "registry.example/app:1", ports: [{ containerPort: 80, hostPort: 8080 }] }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: second }
        spec:
          containers: [{ name: b, image: "registry.example/app:1", ports: [{ containerPort: 8081, hostPort: 8080 }] }]
        """
      When 10s pass
      Then pod "first" is now Ready
      And container "b" never started
      And pod "second" went through exactly these phases:
        | at | phase   | reason    |
        | 0s | Pending |           |
        | 0s | Failed  | NodePorts |

    Scenario: The node shuts down
      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: 60s
        shutdownGracePeriodCriticalPods: 5s
        """
      When 10s pass
      And the node announces its shutdown
      And 1s passes
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: late }
        spec: { containers: [{ name: app, image: registry.example/app:1 }] }
        """
      And 5s pass
      Then container "app" never started
      And pod "late" went through exactly these phases:
        | after creation | phase   | reason       | message                                                          |
        | 0s             | Pending |              |                                                                  |
        | 0s             | Failed  | NodeShutdown | Pod was rejected: Pod was rejected as the node is shutting down. |

    Scenario: A sysctl is not among the safe ones
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: tuned }
        spec:
          securityContext: { sysctls: [{ name: net.core.somaxconn, value: "1024" }] }
          containers: [{ name: app, image: registry.example/app:1 }]
        """
      When 5s pass
      Then container "app" never started
      And pod "tuned" went through exactly these phases:
        | at | phase   | reason          | message                                                                  |
        | 0s | Pending |                 |                                                                          |
        | 0s | Failed  | SysctlForbidden | Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted |

    Scenario: The same sysctl on a node that allows it
      Given the kubelet is configured with:
        """yaml
        allowedUnsafeSysctls: ["net.core.*"]
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: tuned }
        spec:
          securityContext: { sysctls: [{ name: net.core.somaxconn, value: "1024" }] }
          containers: [{ name: app, image: registry.example/app:1 }]
        """
      When 5s pass
      Then pod "tuned" is now Ready

  Rule: A pod that has left its place makes room for another one

    Scenario: The port is free again when the first pod is gone
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: first }
        spec:
          containers: [{ name: a, image: "registry.example/app:1", ports: [{ containerPort: 80, hostPort: 8080 }] }]
        """
      When 10s pass
      And pod "first" is deleted
      And the cluster runs until pod "first" is gone within 10s
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: second }
        spec:
          containers: [{ name: b, image: "registry.example/app:1", ports: [{ containerPort: 80, hostPort: 8080 }] }]
        """
      And 5s pass
      Then pod "second" is now Ready
