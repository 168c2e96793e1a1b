Feature: Clients of programs that are only described
  A container of which nobody knows what it runs is taken to listen on the ports of its manifest while it runs, and to answer
  others what it answers to probes.

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Service
      metadata: { name: shop }
      spec: { selector: { app: shop }, ports: [{ port: 80, targetPort: 8080 }], publishNotReadyAddresses: true }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: shop, labels: { app: shop } }
      spec:
        containers:
          - name: server
            image: shop:1
            ports: [{ containerPort: 8080 }]
            readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: client }
      spec:
        restartPolicy: Never
        containers:
          - name: app
            image: busybox:1.36
            command: [sh, -c, "until wget -qO- http://shop/ready; do sleep 1; done; wget -qO- http://shop/other && nc -z shop 80"]
      """

  Scenario: A well-behaved server answers every page
    When 10s pass
    Then container "app" of pod "client" is now Completed

  Scenario: What the scenario says of a page holds for every client
    Given GET "/ready" on container "server" of pod "shop" answers:
      | from | status |
      | 0s   | 503    |
      | 20s  | 200    |
    When 1m pass
    Then container "app" of pod "client" exited with code 0 20s..22s after creation

  Scenario: Nobody answers before the program runs
    Given starting container "server" of pod "shop" takes 15s
    When 30s pass
    Then container "app" of pod "client" exited with code 0 15s..17s after creation
