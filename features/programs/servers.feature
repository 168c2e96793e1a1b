Feature: Servers of well-known images
  Containers of redis, postgres, nginx, httpd and other official images run their own entry points, as far as probes and signals show
  them: the checks of their manuals answer, and they end as their images do.

  Rule: The check of a server's own client succeeds while the server runs

    @any-phase
    Scenario: redis-cli ping, until SIGTERM ends the server
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: cache }
        spec:
          containers:
            - name: redis
              image: docker.io/library/redis:7.2-alpine
              args: [--appendonly, "yes"]
              readinessProbe: { exec: { command: [redis-cli, ping] }, periodSeconds: 5 }
              livenessProbe: { tcpSocket: { port: 6379 }, periodSeconds: 5 }
        """
      When 30s pass
      Then container "redis" became Ready 0s..7s after start
      And container "redis" is still Ready
      When the pod is deleted
      And 2s pass
      Then container "redis" exited with code 0 0s..1s after deletion

    Scenario: Nothing answers redis-cli where the server does not run
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: cache }
        spec:
          containers:
            - name: redis
              image: redis:7
              command: [sleep, infinity]
              livenessProbe: { exec: { command: [redis-cli, ping] }, periodSeconds: 5 }
        """
      When 20s pass
      Then the events of the pod include:
        | reason    | message                                                                                           |
        | Unhealthy | Liveness probe failed: Could not connect to Redis at 127.0.0.1:6379: Connection refused* |

  Rule: A database wants to know its password at its first start

    Scenario: postgres without POSTGRES_PASSWORD ends with 1, and says why
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec:
          restartPolicy: Never
          containers: [{ name: postgres, image: "postgres:16", terminationMessagePolicy: FallbackToLogsOnError }]
        """
      When 1m pass
      Then container "postgres" went through exactly these states:
        | state      | exit code | message                                                                    |
        | Waiting    |           |                                                                            |
        | Terminated | 1         | Error: Database is uninitialized and superuser password is not specified.* |

    @any-phase
    Scenario: With a password it is ready, and its image's stop signal SIGINT ends it at once
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec:
          containers:
            - name: postgres
              image: postgres:16
              env: [{ name: POSTGRES_PASSWORD, value: secret }]
              readinessProbe: { exec: { command: [pg_isready, -U, postgres] }, periodSeconds: 2 }
        """
      When 20s pass
      And the pod is deleted
      And 10s pass
      Then container "postgres" became Ready 0s..4s after start
      And container "postgres" exited with code 0 0s..1s after deletion
      And container "postgres" never received SIGKILL

  Rule: An image made from Debian has fewer programs than one made from Alpine

    Scenario Outline: A probe with wget in nginx:<tag> <what>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: nginx
              image: nginx:<tag>
              readinessProbe: { exec: { command: [wget, -q, --spider, http://localhost/] }, periodSeconds: 1 }
        """
      When 10s pass
      Then container "nginx" <is>

      Examples:
        | tag         | what                      | is              |
        | 1.27-alpine | succeeds                  | is now Ready    |
        | 1.27        | finds no program wget     | was never Ready |

  Rule: nginx needs a place to write to

    Scenario Outline: <case>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: cache, emptyDir: {} }, { name: run, emptyDir: {} }]
          containers:
            - name: nginx
              image: nginx:1.27
              terminationMessagePolicy: FallbackToLogsOnError
              securityContext: <security>
              volumeMounts: <mounts>
        """
      When 20s pass
      Then container "nginx" <becomes>
      And the log of container "nginx" includes:
        | line   |
        | <line> |

      Examples:
        | case                                             | security                                         | mounts                                                                                 | becomes                   | line                                                                                |
        | As user 101 it may not write to its cache        | { runAsUser: 101 }                               | []                                                                                     | was never Ready           | *[emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied) |
        | Nor where the root file system is read-only      | { readOnlyRootFilesystem: true }                 | []                                                                                     | was never Ready           | *client_temp" failed (30: Read-only file system)                                    |
        | With a cache alone it cannot write its number    | { runAsUser: 101 }                               | [{ name: cache, mountPath: /var/cache/nginx }]                                         | was never Ready           | *open() "/run/nginx.pid" failed (13: Permission denied)                             |
        | With both it serves                              | { runAsUser: 101, readOnlyRootFilesystem: true } | [{ name: cache, mountPath: /var/cache/nginx }, { name: run, mountPath: /run }]         | is now Ready              | *start worker processes                                                             |
