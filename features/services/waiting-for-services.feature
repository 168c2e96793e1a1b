Feature: A pod waits for services by name
  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#init-containers-in-use

  Rule: The name of a service exists as soon as the service does, whether it has pods or not

    @any-phase
    Scenario: The example of the documentation, as printed
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata:
          name: myapp-pod
          labels:
            app.kubernetes.io/name: MyApp
        spec:
          containers:
          - name: myapp-container
            image: busybox:1.28
            command: ['sh', '-c', 'echo The app is running! && sleep 3600']
          initContainers:
          - name: init-myservice
            image: busybox:1.28
            command: ['sh', '-c', "until nslookup myservice.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local; do echo waiting for myservice; sleep 2; done"]
          - name: init-mydb
            image: busybox:1.28
            command: ['sh', '-c', "until nslookup mydb.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local; do echo waiting for mydb; sleep 2; done"]
        """
      When 1m pass
      Then init container "init-myservice" is now Running
      And init container "init-mydb" never started
      And the pod is now Pending
      When the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata:
          name: myservice
        spec:
          ports:
          - protocol: TCP
            port: 80
            targetPort: 9376
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: mydb
        spec:
          ports:
          - protocol: TCP
            port: 80
            targetPort: 9377
        """
      And 15s pass
      Then init container "init-myservice" exited with code 0 60s..65s after creation
      And init container "init-mydb" is now Completed
      And container "myapp-container" is now Running
      And the pod is now Ready

    Scenario Outline: The older form, nslookup of the short name, with <image>
      BusyBox asks in its own way since 1.29: below every search domain, and fails if one of these names does not exist.
      Popular wrong answer: any BusyBox will do.

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: myservice }
        spec: { ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: <image>
              command: [sh, -c, "until nslookup myservice; do echo waiting for myservice; sleep 2; done"]
        """
      When 10s pass
      Then container "app" is now <state>

      Examples:
        | image        | state     |
        | busybox:1.28 | Completed |
        | busybox:1.36 | Running   |
        | dnsutils:1.3 | Completed |

  Rule: wget, nc and curl find a service by every name that it has, and getent by the name in full

    Scenario Outline: <command>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Service
        metadata: { name: web, namespace: shop }
        spec: { selector: { app: web }, ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: server, namespace: shop, labels: { app: web } }
        spec: { containers: [{ name: nginx, image: "nginx:1.27" }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: client, namespace: <namespace> }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "netshoot:1", command: [sh, -c, "sleep 5; <command>"] }]
        """
      When 10s pass
      Then container "app" of pod "client" exited with code <code> <after> after start

      Examples:
        | namespace | command                                           | code | after |
        | shop      | wget -qO- http://web/ \| grep -q Welcome          | 0    | 5s    |
        | shop      | wget -qO- http://web.shop.svc/ \| grep -q Welcome | 0    | 5s    |
        | default   | wget -qO- http://web.shop/ \| grep -q Welcome     | 0    | 5s    |
        | default   | nc -z web.shop.svc.cluster.local 80               | 0    | 5s    |
        | default   | curl -s http://web.shop.svc.cluster.local         | 0    | 5s    |
        | default   | test $(getent hosts web.shop \| wc -w) = 2        | 0    | 5s    |
        | default   | getent hosts web                                  | 2    | 5s    |
        | default   | wget -qO- http://web/                             | 1    | 5s    |
        | default   | curl -s http://web/                               | 6    | 5s    |
        | shop      | curl -s http://web:81/ -m 3                       | 28   | 8s    |

  Rule: What a program prints about a name that does not exist is what it prints in reality

    Scenario Outline: <image>: <command>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: <image>
              command: [sh, -c, '<command> > /tmp/out 2>&1; grep -q "<text>" /tmp/out']
        """
      When 5s pass
      Then container "app" is now Completed

      Examples:
        | image        | command                    | text                                                      |
        | busybox:1.28 | nslookup myservice         | ^nslookup: can.t resolve .myservice.$                     |
        | busybox:1.36 | nslookup myservice         | can.t find myservice.default.svc.cluster.local: NXDOMAIN$ |
        | busybox:1.36 | nslookup myservice.default | can.t find myservice.default: NXDOMAIN$                   |
        | dnsutils:1.3 | nslookup myservice         | can.t find myservice: NXDOMAIN$                           |
        | busybox:1.36 | wget http://myservice      | ^wget: bad address .myservice.$                           |
        | busybox:1.36 | nc -z myservice 80         | ^nc: bad address .myservice.$                             |
        | netshoot:1   | curl http://myservice      | ^curl: (6) Could not resolve host: myservice$             |
