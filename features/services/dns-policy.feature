Feature: Which name server a pod asks
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/

  Scenario Outline: dnsPolicy <policy>
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: client, namespace: shop }
      spec:
        restartPolicy: Never
        dnsPolicy: <policy>
        dnsConfig: <config>
        hostNetwork: <host>
        containers: [{ name: app, image: "alpine:3.20", command: [sh, -c, "getent hosts web && grep -qE '<line>' /etc/resolv.conf"] }]
      """
    When 30s pass
    Then container "app" exited with code <code> <after> after start

    Examples: getent ends with code 2 where the name is not found
      | policy                  | host  | config                                                              | line                           | code | after |
      | ClusterFirst            | false | null                                                                | ^options ndots:5$              | 0    | 0s    |
      | ClusterFirst            | false | { searches: [example.com], options: [{ name: ndots, value: "2" }] } | cluster.local example.com$     | 0    | 0s    |
      | ClusterFirst            | true  | null                                                                | ^nameserver 192                | 2    | 0s    |
      | ClusterFirstWithHostNet | true  | null                                                                | ^nameserver 10.96.0.10$        | 0    | 0s    |
      | Default                 | false | null                                                                | ^nameserver 192                | 2    | 0s    |
      | None                    | false | { nameservers: [10.96.0.10], searches: [shop.svc.cluster.local] }   | ^search shop.svc.cluster.local | 0    | 0s    |
      | None                    | false | { nameservers: [10.96.0.10] }                                       | nothing                        | 2    | 0s    |
      | None                    | false | { nameservers: [1.2.3.4] }                                          | nothing                        | 2    | 10s   |
