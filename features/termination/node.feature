Feature: Terminations that the node decides
  The kubelet stops pods by itself when the node runs out of memory, when it shuts down, or when a pod is active for too long.
  https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        terminationGracePeriodSeconds: 60
        containers: [{ name: app, image: web:1 }]
      """
    And container "app" ignores SIGTERM

  Rule: A hard eviction grants no grace period, only the two seconds of the runtime

    @any-phase
    Scenario: An evicted pod fails and stays in the API
      When 20s pass
      And the pod is evicted
      And 10s pass
      Then container "app" exited with code 137 at 22s
      And the pod is now Failed
      And the events of the pod include:
        | type    | reason  | message                                 |
        | Warning | Evicted | The node was low on resource: memory. * |

    Scenario: An evicted pod whose program exits with 0 in these two seconds can end as Succeeded
      Given container "app" exits 1s after SIGTERM
      When 30s pass
      And the pod is evicted
      And 10s pass
      Then the pod is now Succeeded
      And the events of the pod include:
        | type    | reason  |
        | Warning | Evicted |

  Rule: At a node shutdown a pod gets the time of its group, and no more than its own grace period

    Scenario Outline: shutdownGracePeriod <node> and 60 seconds of the pod
      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: <node>
        shutdownGracePeriodCriticalPods: 10s
        """
      When 20s pass
      And the node announces its shutdown
      And 2m pass
      Then container "app" exited with code 137 at <killed>
      And the pod is now Failed

      Examples: Ordinary pods get what the critical ones leave
        | node | killed |
        | 40s  | 50s    |
        | 90s  | 80s    |

    Scenario: Critical pods go when the others are done
      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: 30s
        shutdownGracePeriodCriticalPods: 10s
        """
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: dns, namespace: kube-system }
        spec:
          priorityClassName: system-cluster-critical
          containers: [{ name: dns, image: "registry.example/dns:1" }]
        """
      And container "app" exits 5s after SIGTERM
      And container "dns" ignores SIGTERM
      When 20s pass
      And the node announces its shutdown
      And 1m pass
      Then container "app" received SIGTERM at 20s
      And container "dns" received SIGTERM at 25s..28s
      And container "dns" received SIGKILL at 35s..38s

    Scenario: Without a shutdownGracePeriod the kubelet does nothing
      When 20s pass
      And the node announces its shutdown
      And 60s pass
      Then the pod is still Running

    Scenario: A pod that is being stopped goes on to its end when the shutdown is cancelled
      Given the kubelet is configured with:
        """yaml
        shutdownGracePeriod: 40s
        shutdownGracePeriodCriticalPods: 10s
        """
      When 20s pass
      And the node announces its shutdown
      And 5s pass
      And the node cancels its shutdown
      And 60s pass
      Then the pod is now Failed
