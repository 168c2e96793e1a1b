Feature: Declared images
  A file images.yaml in the folder of a feature, or above, says what the programs of images do: the images of a team are
  described once, and every manifest runs them as it is. The images of this feature are those of images.yaml beside it.

  Rule: A container of a declared image does what the declaration says

    @any-phase
    Scenario: A server is ready after its start-up, and is restarted when its path answers 500
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/shop/web:1.4
              readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
              livenessProbe: { httpGet: { path: /healthz, port: 8080 }, initialDelaySeconds: 6, periodSeconds: 5, failureThreshold: 2 }
        """
      When 90s pass
      Then container "app" became Ready 5s..7s after start
      And container "app" received SIGTERM 1m5s..1m11s after start
      And container "app" has restarted 1 time
      And container "app" was restarted exactly like this:
        | ran for    | exit code |
        | 1m15s..1m21s | 0         |

    Scenario: The tag decides where both are declared, and memory that grows meets its limit
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: registry.example/shop/web:2.0, resources: { limits: { memory: 256Mi } } }]
        """
      When 1m pass
      Then container "app" went through exactly these states:
        | state      | reason            | exit code | after start |
        | Waiting    | ContainerCreating |           | *           |
        | Running    |                   |           | *           |
        | Terminated | OOMKilled         | 137       | 16s..17s    |

    Scenario: A port opens and closes at its times, and the stop signal of the image ends it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec:
          containers:
            - name: app
              image: registry.example/shop/db
              readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 1, failureThreshold: 1 }
        """
      When 6m pass
      And the pod is deleted
      And 30s pass
      Then the pod was Ready exactly during:
        | from     | to       |
        | 30s..32s | 5m..5m2s |
      And container "app" exited with code 0 1s after deletion

    @any-phase
    Scenario: The health service of gRPC says when it serves
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: app
              image: registry.example/shop/cart
              readinessProbe: { grpc: { port: 50051, service: cart }, periodSeconds: 1 }
              livenessProbe: { grpc: { port: 50051 }, periodSeconds: 5, failureThreshold: 1 }
        """
      When 1m passes
      Then container "app" became Ready 20s..22s after start
      And container "app" has restarted 0 times

  Rule: A pod's own command chooses among the programs of the image

    Scenario: The worker of the image, by its name
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: registry.example/shop/web, command: [worker] }]
        """
      When 1m pass
      Then container "app" exited with code 4 30s after start

    Scenario: The server behind a shell, with an exec probe of the image
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/shop/web
              command: [sh, -c, 'test "$MODE" = production || exit 3; exec shop serve']
              readinessProbe: { exec: { command: [check] }, periodSeconds: 1 }
        """
      When 1m pass
      Then container "app" became Ready 20s..22s after start
      And container "app" has restarted 0 times

    Scenario: An image without a shell cannot run one
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec:
          containers: [{ name: app, image: registry.example/shop/db, command: [sh, -c, "exit 0"] }]
        """
      When 5s pass
      Then container "app" is now Waiting
      And the events of the pod include:
        | reason | message                                            |
        | Failed | *exec: "sh": executable file not found in $PATH* |

  Rule: What a scenario says about a container counts more than its image

    Scenario: The program of this scenario ignores SIGTERM
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: registry.example/shop/web }] }
        """
      And container "app" ignores SIGTERM
      When 1m pass
      And the pod is deleted
      And 1m pass
      Then container "app" received SIGKILL 30s after deletion
