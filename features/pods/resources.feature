Feature: Resources of a pod
  What the containers request decides where a pod fits, and together with their limits its quality of service.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/

  Rule: Requests and limits decide the QoS class

    Scenario Outline: Requests <requests> and limits <limits>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              resources: { requests: <requests>, limits: <limits> }
        """
      Then the QoS class of the pod is <class>

      Examples:
        | requests                    | limits                      | class      |
        | {}                          | {}                          | BestEffort |
        | { cpu: 100m }               | {}                          | Burstable  |
        | { cpu: 100m, memory: 64Mi } | { cpu: 200m, memory: 64Mi } | Burstable  |
        | {}                          | { cpu: 200m, memory: 64Mi } | Guaranteed |
        | { cpu: 200m, memory: 64Mi } | { cpu: 200m, memory: 64Mi } | Guaranteed |

  Rule: Init containers count only as far as one of them needs more than the main containers together

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - name: migrate
              image: migrate:1
              resources: { requests: { cpu: "1", memory: 64Mi } }
            - name: proxy
              image: proxy:1
              restartPolicy: Always
              resources: { requests: { cpu: 100m, memory: 32Mi } }
          containers:
            - name: app
              image: web:1
              resources: { requests: { cpu: 500m, memory: 256Mi } }
            - name: log
              image: log:1
              resources: { requests: { cpu: 50m, memory: 16Mi } }
        """

    Scenario: The largest moment decides, for each resource by itself
      Then the pod requests 1 of cpu
      And the pod requests 304Mi of memory
