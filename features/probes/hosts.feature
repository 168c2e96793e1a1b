Feature: Probes that name a host
  The kubelet asks from the node. A host that is named is seen from there, and is not the pod.
  https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe

  Rule: 127.0.0.1 is the node, where nobody listens unless the pod shares the network of the node

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostNetwork: <shared>
          containers:
            - name: app
              image: <image>
              readinessProbe: { <probe>, periodSeconds: 5 }
        """
      When 30s pass
      Then the pod is now <state>

      Examples: nginx runs as it does, of shop:1 nothing is known
        | what                                | image      | shared | probe                                                                              | state     |
        | httpGet to the node                 | nginx:1.27 | false  | httpGet: { host: 127.0.0.1, path: /, port: 80 }                                    | not Ready |
        | httpGet to the node that is the pod | nginx:1.27 | true   | httpGet: { host: 127.0.0.1, path: /, port: 80 }                                    | Ready     |
        | tcpSocket to the node               | nginx:1.27 | false  | tcpSocket: { host: localhost, port: 80 }                                           | not Ready |
        | The API server is on the node       | nginx:1.27 | false  | tcpSocket: { host: 127.0.0.1, port: 6443 }                                         | Ready     |
        | A program nobody knows, on the node | shop:1     | false  | httpGet: { host: 127.0.0.1, path: /, port: 80 }                                    | not Ready |
        | One that shares the node's network  | shop:1     | true   | httpGet: { host: 127.0.0.1, path: /, port: 80 }                                    | Ready     |
        | The Host header is something else   | nginx:1.27 | false  | httpGet: { path: /, port: 80, httpHeaders: [{ name: Host, value: shop.example }] } | Ready     |

    @any-phase
    Scenario: A liveness probe of 127.0.0.1 kills the container again and again
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              livenessProbe: { httpGet: { host: 127.0.0.1, path: /healthz, port: 8080 }, periodSeconds: 10 }
        """
      When 1m pass
      Then container "app" received SIGTERM 20s..32s after start
      And the events of pod "web" include:
        | reason    | message                                                                                                          |
        | Unhealthy | Liveness probe failed: Get "http://127.0.0.1:8080/healthz": dial tcp 127.0.0.1:8080: connect: connection refused |

  Rule: The node does not know the names of services, and knows their addresses

    Scenario Outline: <host>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: db }
        spec: { clusterIP: 10.96.7.7, selector: { app: db }, ports: [{ port: 5432 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db, labels: { app: db } }
        spec: { containers: [{ name: postgres, image: "postgres:17", env: [{ name: POSTGRES_PASSWORD, value: secret }] }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              readinessProbe: { tcpSocket: { host: <host>, port: 5432 }, periodSeconds: 5 }
        """
      When 30s pass
      Then pod "web" is now <state>

      Examples:
        | host                         | state     |
        | 10.96.7.7                    | Ready     |
        | db.default.svc.cluster.local | not Ready |
