Feature: Container logs
  What the programs of a container write to their standard output and error is its log, of each run for itself.
  https://kubernetes.io/docs/concepts/cluster-administration/logging/

  Rule: Both streams of all processes of a container are its log

    Scenario: A script and what it starts, with the times of the lines
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "echo starting; (sleep 3; echo later >&2) & cat /nothing; sleep 5; printf end"]
        """
      When 10s pass
      Then the log of container "app" is exactly:
        | after start | stream | line                                                 |
        | 0s          | stdout | starting                                             |
        | 0s          | stderr | cat: can't open '/nothing': No such file or directory |
        | 3s          | stderr | later                                                |
        | 5s          | stdout | end                                                  |

    Scenario: The output of probes and hooks is not in it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: nginx:1.27-alpine
              lifecycle: { postStart: { exec: { command: [echo, hook] } } }
              livenessProbe: { exec: { command: [echo, probe] }, periodSeconds: 1 }
              readinessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 60 }
        """
      When 30s pass
      Then the log of container "app" is exactly:
        | line                                                     |
        | * [notice] 1#1: start worker processes                   |
        | * "GET / HTTP/1.1" 200 121 "-" "kube-probe/1.36" "-" |

  Rule: Each run has a log of its own

    Scenario: The log of the run before, and that of the present one
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          volumes: [{ name: state, emptyDir: {} }]
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "test -f /state/done && echo recovered && exec sleep 1h; echo cannot connect to db; touch /state/done; exit 1"]
              volumeMounts: [{ name: state, mountPath: /state }]
        """
      When 30s pass
      Then container "app" has restarted 1 time
      And the log of container "app" is exactly:
        | line      |
        | recovered |
      And the log of container "app" is exactly:
        | run | line                 |
        | 1   | cannot connect to db |
        | 2   | recovered            |
      And the log of container "app" includes:
        | run | after start | line            |
        | 1   | 0s          | cannot connect* |

  Rule: The entry points of images write what users look for

    Scenario: postgres says in its log why it does not start
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { containers: [{ name: postgres, image: "postgres:16" }] }
        """
      When 5s pass
      Then the log of container "postgres" includes:
        | run | stream | line                                                              |
        | 1   | stderr | *superuser password is not specified.                             |
        | 2   | stderr | You must specify POSTGRES_PASSWORD to a non-empty value for the |

    Scenario: A declared image writes what its declaration says
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ name: app, image: registry.example/shop/web }] }
        """
      When 10s pass
      And the pod is deleted
      And 20s pass
      Then the log of container "app" is exactly:
        | after deletion | line |
        | 0s             | bye  |
