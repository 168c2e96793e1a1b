Feature: Services forward to pods that are ready
  https://kubernetes.io/docs/concepts/services-networking/service/

  Rule: A service has an address from the beginning, and refuses connections as long as no pod is ready

    @any-phase
    Scenario: A client tries until the server is ready
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ port: 8000, targetPort: http }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: server, labels: { app: web } }
        spec:
          containers:
            - name: nginx
              image: nginx:1.27
              ports: [{ name: http, containerPort: 80 }]
              readinessProbe: { httpGet: { path: /, port: http }, initialDelaySeconds: 20, periodSeconds: 1 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: client }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "until wget -qO /dev/null http://web:8000/ 2>> /tmp/error; do sleep 1; done; grep 'Connection refused' /tmp/error"]
        """
      When 40s pass
      Then container "app" of pod "client" exited with code 0 20s..25s after creation

    Scenario: A pod that is not ready any more, and one that ends, get no new connections
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: server, labels: { app: web } }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "touch /tmp/ready; (sleep 20; rm /tmp/ready; sleep 20; touch /tmp/ready) & exec httpd -f -p 80 -h /etc"]
              readinessProbe: { exec: { command: [test, -f, /tmp/ready] }, periodSeconds: 1, failureThreshold: 1 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: client }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, infinity]
              readinessProbe: { exec: { command: [wget, -qO, /dev/null, "http://web/hostname"] }, periodSeconds: 1, failureThreshold: 1 }
        """
      When 70s pass
      Then pod "client" was Ready exactly during:
        | from     | to       |
        | 0s..4s   | 20s..23s |
        | 40s..44s | now      |
      When pod "server" is deleted
      And 40s pass
      Then pod "client" is now not Ready

    Scenario: Connections are spread over the pods
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 9376 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: one, labels: { app: web } }
        spec: { containers: [{ name: app, image: "registry.k8s.io/e2e-test-images/agnhost:2.40", args: [serve-hostname] }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: two, labels: { app: web } }
        spec: { containers: [{ name: app, image: "registry.k8s.io/e2e-test-images/agnhost:2.40", args: [serve-hostname] }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: client }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'sleep 5; for i in $(seq 40); do wget -qO- http://web/; echo; done | sort | uniq > /tmp/names; test "$(cat /tmp/names)" = "$(printf "one\ntwo")"']
        """
      When 10s pass
      Then container "app" of pod "client" is now Completed

  Rule: The name of a headless service stands for the pods themselves

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: db }
        spec: { clusterIP: None, selector: { app: db }, ports: [{ name: sql, port: 5432 }], publishNotReadyAddresses: <publish> }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db-0, labels: { app: db } }
        spec:
          hostname: db-0
          subdomain: db
          containers: [{ name: app, image: "postgres:17", env: [{ name: POSTGRES_PASSWORD, value: secret }], readinessProbe: { exec: { command: ["<probe>"] }, periodSeconds: 1 } }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: client }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "netshoot:1", command: [sh, -c, "sleep 5; <command>"] }]
        """
      When 10s pass
      Then container "app" of pod "client" exited with code <code> 5s after start

      Examples:
        | what                                  | probe | publish | command                                                 | code |
        | A pod that is ready, by its host name | true  | false   | nc -z db-0.db 5432                                      | 0    |
        | Its port in a record of its own       | true  | false   | nslookup -type=srv _sql._tcp.db \| grep -q 5432.db-0.db | 0    |
        | A pod that is not ready has no name   | false | false   | nslookup db                                             | 1    |
        | Unless addresses are published before | false | true    | nslookup db                                             | 0    |

    Scenario: The pod knows its full name
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db-0, namespace: shop }
        spec:
          restartPolicy: Never
          hostname: db-0
          subdomain: db
          hostAliases: [{ ip: 10.1.2.3, hostnames: [old-db, older-db] }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, 'test "$(hostname)" = db-0 && grep -q "db-0.db.shop.svc.cluster.local.db-0" /etc/hosts && test "$(hostname -f)" = db-0.db.shop.svc.cluster.local && test "$(hostname -d)" = db.shop.svc.cluster.local && grep -q "^10.1.2.3.old-db.older-db" /etc/hosts']
        """
      When 5s pass
      Then container "app" is now Completed

  Rule: ExternalName is another name for a service

    Scenario: It leads to a service of another namespace
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: db }
        spec: { type: ExternalName, externalName: db.shop.svc.cluster.local }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db, namespace: shop }
        spec: { ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "alpine:3.20", command: [sh, -c, 'test "$(getent hosts db)" = "$(getent hosts db.shop)"'] }]
        """
      When 5s pass
      Then container "app" is now Completed

  Rule: A service that has an address is in the variables of containers that start after it

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: my-db }
        spec: { clusterIP: 10.96.7.7, ports: [{ name: sql, port: 5432 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          enableServiceLinks: <links>
          containers:
            - name: app
              image: busybox:1.36
              env: [{ name: URL, value: "tcp://$(MY_DB_SERVICE_HOST):$(MY_DB_SERVICE_PORT_SQL)" }]
              command: [sh, -c, 'test "$URL" = "<url>" && test "$MY_DB_PORT_5432_TCP" = "<link>" && test -n "$KUBERNETES_SERVICE_HOST"']
        """
      When 5s pass
      Then container "app" is now Completed

      Examples:
        | what                                 | links | url                                                                       | link                 |
        | As it is by default                  | true  | tcp://10.96.7.7:5432                                                      | tcp://10.96.7.7:5432 |
        | Without links only the API server is | false | tcp://$(printf "\\x24(MY_DB_SERVICE_HOST):\\x24(MY_DB_SERVICE_PORT_SQL)") |                      |

  Rule: What the API server refuses is refused

    Scenario: A service of several ports needs names for them
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { ports: [{ port: 80 }, { port: 443, name: https }] }
        """
      Then the manifest is rejected with:
        """
        spec.ports[0].name: Required value
        """
