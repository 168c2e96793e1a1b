Feature: Handlers of probes
  A probe runs a command, sends an HTTP request, opens a TCP connection, or asks for gRPC health; each says in its own words why it failed.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/

  Rule: A refusal counts at once, and the Event tells what was refused

    @recorded
    Scenario Outline: <handler> refused
      Given the surroundings of the recording "<recording>"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe: { <handler>, periodSeconds: 5, failureThreshold: 3 }
        """
      And the container fails its liveness probe after 12s
      And the container exits 350ms after SIGTERM with code 143
      When the cluster runs until the recording ends
      Then the events of the pod include:
        | type    | reason    | message                          |
        | Warning | Unhealthy | Liveness probe failed: <message> |
      And the trace agrees with the recording

      Examples:
        | recording           | handler                                 | message                                             |
        | liveness-http-fails | httpGet: { path: /healthz, port: 8080 } | HTTP probe failed with statuscode: 500              |
        | liveness-exec-fails | exec: { command: [check] }              | probe says no                                       |
        | liveness-tcp-fails  | tcpSocket: { port: 5432 }               | dial tcp 10.0.0.2:5432: connect: connection refused |
        | liveness-grpc-fails | grpc: { port: 9000 }                    | service unhealthy (responded with "NOT_SERVING")    |

  Rule: Silence counts when timeoutSeconds are over, for commands as well

    @recorded
    Scenario Outline: <handler> not answered
      Given the surroundings of the recording "<recording>"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe: { <handler>, periodSeconds: 5, failureThreshold: 2 }
        """
      And the container stops answering its liveness probe after 12s
      And the container exits 350ms after SIGTERM with code 143
      When the cluster runs until the recording ends
      Then the events of the pod include:
        | type    | reason    | message                          |
        | Warning | Unhealthy | Liveness probe failed: <message> |
      And the trace agrees with the recording

      Examples:
        | recording             | handler                                 | message                                                         |
        | liveness-http-timeout | httpGet: { path: /healthz, port: 8080 } | Get "http://10.0.0.2:8080/healthz": context deadline exceeded * |
        | liveness-exec-timeout | exec: { command: [check] }              | command timed out: "check" timed out after 1s                   |
        | liveness-tcp-timeout  | tcpSocket: { port: 5432 }               | dial tcp 10.0.0.2:5432: i/o timeout                             |
        | liveness-grpc-timeout | grpc: { port: 9000 }                    | timeout: failed to connect service "10.0.0.2:9000" within 1s: * |

  Rule: A probe that could not be run is tried three times and then counts for nothing

    @recorded
    Scenario: A runtime that cannot run the command does not get the container killed, not even with failureThreshold 1
      Given the surroundings of the recording "liveness-exec-error"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe: { exec: { command: [check] }, periodSeconds: 5, failureThreshold: 1 }
        """
      And the liveness probe of the container answers:
        | from | answer  |
        | 0s   | success |
        | 12s  | error   |
        | 32s  | success |
      When the cluster runs until the recording ends
      Then the container has restarted 0 times
      And the trace agrees with the recording

  Rule: Answers that take longer than periodSeconds make the attempts follow each other without a pause

    @recorded
    Scenario: A probe of 2.5 seconds every 2 seconds
      Given the surroundings of the recording "liveness-slow-answer"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 2
                timeoutSeconds: 4
        """
      And the liveness probe of the container answers:
        | from | answer  | takes |
        | 0s   | success | 2.5s  |
      When the cluster runs until the recording ends
      Then the liveness probe of the container was tried 11 times
      And the trace agrees with the recording
