Feature: Patterns with several containers
  A helper beside the main program extends it (sidecar), speaks for it to the outside (ambassador) or translates what it says (adapter).
  https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/

  Rule: A sidecar adds to a program that does not know of it

    @any-phase
    Scenario: A helper keeps the page of a server up to date
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: site, emptyDir: {} }]
          containers:
            - name: server
              image: nginx:1.27
              volumeMounts: [{ name: site, mountPath: /usr/share/nginx/html, readOnly: true }]
              readinessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 5 }
            - name: update
              image: busybox:1.36
              command: [sh, -c, "sleep 12; while true; do date > /site/index.html; sleep 10; done"]
              volumeMounts: [{ name: site, mountPath: /site }]
        """
      When 30s pass
      Then the pod became Ready at 12s..20s
      And container "server" has restarted 0 times

    @any-phase
    Scenario: A log shipper in a job sees every line and does not keep the job from ending
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          volumes: [{ name: logs, emptyDir: {} }]
          initContainers:
            - name: shipper
              image: alpine:3.20
              restartPolicy: Always
              command: [sh, -c, "trap 'exit $(wc -l < /logs/app.log)' TERM; tail -F /logs/app.log & wait"]
              volumeMounts: [{ name: logs, mountPath: /logs }]
          containers:
            - name: work
              image: alpine:3.20
              command: [sh, -c, "for i in 1 2 3 4 5; do echo line $i >> /logs/app.log; sleep 1; done"]
              volumeMounts: [{ name: logs, mountPath: /logs }]
        """
      When 20s pass
      Then container "work" exited with code 0 5s after start
      And sidecar "shipper" exited with code 5 5s..8s after creation
      And the pod is now Succeeded

  Rule: An ambassador is asked at localhost and knows where the answer comes from

    @any-phase
    Scenario: The main program talks to a port of its own pod
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          restartPolicy: Never
          containers:
            - name: ambassador
              image: busybox:1.36
              env: [{ name: BACKEND, value: "localhost:8080" }]
              command: [sh, -c, "nc -lk -p 9000 -e wget -q -O - http://$BACKEND/price"]
            - name: backend
              image: busybox:1.36
              command: [sh, -c, "mkdir /www; echo 42 > /www/price; exec httpd -f -p 8080 -h /www"]
            - name: app
              image: busybox:1.36
              command: [sh, -c, "sleep 1; exit $(nc localhost 9000 < /dev/null)"]
        """
      When 10s pass
      Then container "app" exited with code 42 1s..2s after start

    Scenario: Without the ambassador the port is closed
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          restartPolicy: Never
          containers:
            - { name: app, image: "busybox:1.36", command: [sh, -c, "nc -z localhost 9000"] }
        """
      When 10s pass
      Then container "app" exited with code 1 0s after start

  Rule: An adapter offers in a common form what the program says in its own

    @any-phase
    Scenario: A count of log lines becomes a page for a monitoring system
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          restartPolicy: Never
          volumes: [{ name: logs, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "while true; do echo order >> /logs/orders; sleep 2; done"]
              volumeMounts: [{ name: logs, mountPath: /logs }]
            - name: adapter
              image: busybox:1.36
              command:
                - sh
                - -c
                - |
                  mkdir /www
                  httpd -p 9100 -h /www
                  while true; do
                    echo "orders_total $(wc -l < /logs/orders)" > /www/metrics
                    sleep 1
                  done
              volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]
              readinessProbe: { httpGet: { path: /metrics, port: 9100 }, periodSeconds: 1 }
            - name: monitor
              image: busybox:1.36
              command: [sh, -c, "sleep 9; test \"$(wget -q -O - http://localhost:9100/metrics)\" = 'orders_total 5'"]
        """
      When 15s pass
      Then container "adapter" is now Ready
      And container "monitor" exited with code 0 9s after start
