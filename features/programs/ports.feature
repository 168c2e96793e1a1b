Feature: Ports of a container
  containerPort tells readers what a container listens on; it neither opens a port nor closes one.
  https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports

  Rule: What the program listens on counts, not what the manifest declares

    Scenario Outline: <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              ports: <declared>
              readinessProbe: { httpGet: { path: /, port: <probed> }, periodSeconds: 5 }
        """
      When 20s pass
      Then container "app" is now <state>

      Examples: nginx listens on 80
        | what                                     | declared                  | probed | state     |
        | A declared port answers                  | [{ containerPort: 80 }]   | 80     | Ready     |
        | One that is not declared answers as well | []                        | 80     | Ready     |
        | Another declaration changes nothing      | [{ containerPort: 8080 }] | 80     | Ready     |
        | Nor does it make the program listen      | [{ containerPort: 8080 }] | 8080   | not Ready |

    Scenario: A neighbour reaches a port that nobody declares
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - { name: server, image: "postgres:17", env: [{ name: POSTGRES_PASSWORD, value: secret }] }
            - { name: client, image: "busybox:1.36", command: [sh, -c, "until nc -z localhost 5432; do sleep 1; done"] }
        """
      When 10s pass
      Then container "client" is now Completed

  Rule: A probe may use the name of a declared port

    Scenario: The name stands for the number
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              ports: [{ name: http, containerPort: 80 }]
              startupProbe: { tcpSocket: { port: http }, periodSeconds: 1 }
              readinessProbe: { httpGet: { path: /, port: http }, periodSeconds: 5 }
        """
      When 10s pass
      Then the pod is now Ready

    Scenario: A name that no port of the container has cannot be asked
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27
              ports: [{ name: http, containerPort: 80 }]
              readinessProbe: { httpGet: { path: /, port: web }, periodSeconds: 5 }
        """
      When 30s pass
      Then the pod was never Ready

    Scenario: A name has at most 15 characters
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "nginx:1.27", ports: [{ name: administration-port, containerPort: 80 }] }]
        """
      Then the manifest is rejected with:
        """
        spec.containers[0].ports[0].name: Invalid value: "administration-port": must be no more than 15 *
        """
