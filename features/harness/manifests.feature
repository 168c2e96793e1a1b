Feature: Manifests
  Manifests are those that kubectl applies, unchanged; what is wrong with one is told as kubectl and the API server tell it.

  Rule: A manifest may hold several pods, in several documents, in a List, or as JSON

    Scenario: Two documents
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: one }
        spec: { containers: [{ name: app, image: "web:1" }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: two }
        spec: { containers: [{ name: app, image: "web:1" }] }
        """
      When 5s pass
      Then pod "one" is now Ready
      And pod "two" is now Ready

    Scenario: A List in JSON
      Given the manifest is applied:
        """json
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" },
            "spec": { "containers": [{ "name": "app", "image": "web:1" }] } }
        ] }
        """
      When 5s pass
      Then pod "web" is now Ready

  Rule: A pod of a workload is made from its template

    Scenario: A deployment
      Given a pod of deployment "shop" in "../examples/manifests/shop.yaml" is created
      When the cluster runs until pod "shop" is Ready within 1m
      Then sidecar "proxy" ran together with container "shop"

    Scenario: A job in the text of the feature
      Given the manifest is applied:
        """yaml
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers: [{ name: fetch, image: "fetch:1" }]
              containers: [{ name: work, image: "work:1" }]
        """
      And a pod of job "import" is created
      And init container "fetch" exits with code 0 after 4s
      And container "work" exits with code 0 after 10s
      When 20s pass
      Then init container "fetch" exited before container "work" started
      And the pod is now Succeeded

    Scenario: A stateful set gives its pod a number and the volumes of its claims
      Given the manifest is applied:
        """yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          serviceName: db
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              containers:
                - name: db
                  image: busybox:1.36
                  command: [sh, -c, 'echo "$(hostname) has $(ls -d /data)"; exec sleep infinity']
                  volumeMounts: [{ name: data, mountPath: /data }]
          volumeClaimTemplates:
            - metadata: { name: data }
              spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        """
      And a pod of stateful set "db" is created
      When 10s pass
      Then pod "db-0" is now Ready
      And the log of container "db" is exactly:
        | line           |
        | db-0 has /data |

    Scenario: A pod of an indexed job knows its index
      Given the manifest is applied:
        """yaml
        apiVersion: batch/v1
        kind: Job
        metadata: { generateName: part- }
        spec:
          completions: 3
          completionMode: Indexed
          template:
            spec:
              restartPolicy: Never
              containers: [{ name: work, image: "busybox:1.36", command: [sh, -c, "echo part $JOB_COMPLETION_INDEX"] }]
        """
      And a pod of job "part-" is created
      When 10s pass
      Then the log of container "work" is exactly:
        | line   |
        | part 0 |

    Scenario: The selector of a workload has to match its template
      Given the manifest is applied:
        """yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: shop } }
            spec: { containers: [{ name: app, image: "web:1" }] }
        """
      Then the manifest is rejected with:
        """
        The Deployment "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"shop"}: `selector` does not match template `labels`
        """

  Rule: A pod is on a node that a scheduler could have chosen

    Scenario Outline: A selector for <label> <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          nodeSelector: { <label>: <value> }
          containers: [{ name: app, image: "web:1" }]
        """
      When 5s pass
      Then the pod <becomes>

      Examples:
        | label                 | value   | what                              | becomes       |
        | disktype              | ssd     | finds it on the node              | is now Ready  |
        | beta.kubernetes.io/os | linux   | finds what every kubelet sets     | is now Ready  |
        | kubernetes.io/os      | windows | is refused, because it has Linux  | is now Failed |

    Scenario Outline: A required node affinity: <key> <operator> [<values>]
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          affinity:
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                  - matchExpressions: [{ key: <key>, operator: <operator>, values: [<values>] }]
          containers: [{ name: app, image: "web:1" }]
        """
      When 5s pass
      Then the pod <becomes>

      Examples: The node is given labels, but not other ones than it has
        | key                         | operator     | values | becomes       |
        | topology.kubernetes.io/zone | In           | a, b   | is now Ready  |
        | cores                       | Gt           | "16"   | is now Ready  |
        | kubernetes.io/os            | Exists       |        | is now Ready  |
        | kubernetes.io/os            | NotIn        | linux  | is now Failed |
        | kubernetes.io/os            | DoesNotExist |        | is now Failed |

  Rule: Objects that change nothing in the life of a pod are left aside

    Scenario: A pod beside its claim, its ingress and a custom resource
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: "web:1" }] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata: { name: web }
        spec: { podMetricsEndpoints: [{ port: metrics }] }
        """
      When 5s pass
      Then the pod is now Ready

    Scenario: A limit range would change the pod, and is refused
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: LimitRange
        metadata: { name: limits }
        spec: { limits: [{ type: Container, default: { memory: 64Mi } }] }
        """
      Then the manifest is rejected with:
        """
        objects of kind "LimitRange" change or refuse pods, which is not simulated
        """

  Rule: A manifest that the API server refuses creates nothing

    Scenario: A liveness probe needs one success, not two
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 }
        """
      Then the manifest is rejected with:
        """
        The Pod "web" is invalid: spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1
        """

    Scenario: A field that is misspelt
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenesProbe: { tcpSocket: { port: 8080 } }
        """
      Then the manifest is rejected with:
        """
        unknown field "spec.containers[0].livenesProbe"
        """
