Feature: Examples of the documentation, as printed
  Their shells run as written: what they log, when they end, and what they do when they are asked to.

  Rule: A helper container reads what the program writes

    Scenario: Two log files become two logs
      https://kubernetes.io/docs/concepts/cluster-administration/logging/#streaming-sidecar-container

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata:
          name: counter
        spec:
          containers:
          - name: count
            image: busybox:1.28
            args:
            - /bin/sh
            - -c
            - >
              i=0;
              while true;
              do
                echo "$i: $(date)" >> /var/log/1.log;
                echo "$(date) INFO $i" >> /var/log/2.log;
                i=$((i+1));
                sleep 1;
              done
            volumeMounts:
            - name: varlog
              mountPath: /var/log
          - name: count-log-1
            image: busybox:1.28
            args: [/bin/sh, -c, 'tail -n+1 -F /var/log/1.log']
            volumeMounts:
            - name: varlog
              mountPath: /var/log
          - name: count-log-2
            image: busybox:1.28
            args: [/bin/sh, -c, 'tail -n+1 -F /var/log/2.log']
            volumeMounts:
            - name: varlog
              mountPath: /var/log
          volumes:
          - name: varlog
            emptyDir: {}
        """
      When 5.5s pass
      Then the log of container "count-log-1" includes:
        | line |
        | 0: * |
        | 4: * |
      And the log of container "count-log-2" includes:
        | line     |
        | * INFO 0 |
        | * INFO 4 |

    Scenario: tail as process 1 does not hear SIGTERM: the Job waits 30 seconds for its log shipper
      https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers

      Given the manifest is applied:
        """yaml
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: myjob
        spec:
          template:
            spec:
              containers:
                - name: myjob
                  image: alpine:latest
                  command: ['sh', '-c', 'echo "logging" > /opt/logs.txt']
                  volumeMounts:
                    - name: data
                      mountPath: /opt
              initContainers:
                - name: logshipper
                  image: alpine:latest
                  restartPolicy: Always
                  command: ['sh', '-c', 'tail -F /opt/logs.txt']
                  volumeMounts:
                    - name: data
                      mountPath: /opt
              restartPolicy: Never
              volumes:
                - name: data
                  emptyDir: {}
        """
      And a pod of job "myjob" is created
      When 1m pass
      Then the container exited with code 0 at 0s..1s
      And the sidecar exited with code 137 at 30s..33s
      And the pod is now Succeeded

  Rule: A program knows where it runs

    Scenario: The downward API in variables, once every ten seconds
      https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata:
          name: dapi-envars-fieldref
        spec:
          containers:
            - name: test-container
              image: registry.k8s.io/busybox:1.27.2
              command: [ "sh", "-c"]
              args:
              - while true; do
                  echo -en '\n';
                  printenv MY_POD_NAME MY_POD_NAMESPACE;
                  printenv MY_POD_SERVICE_ACCOUNT;
                  sleep 10;
                done;
              env:
                - name: MY_POD_NAME
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.name
                - name: MY_POD_NAMESPACE
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.namespace
                - name: MY_POD_SERVICE_ACCOUNT
                  valueFrom:
                    fieldRef:
                      fieldPath: spec.serviceAccountName
          restartPolicy: Never
        """
      When 15s pass
      Then the log of the container is exactly:
        | after start | line                 |
        | 0s          |                      |
        | 0s          | dapi-envars-fieldref |
        | 0s          | default              |
        | 0s          | default              |
        | 10s         |                      |
        | 10s         | dapi-envars-fieldref |
        | 10s         | default              |
        | 10s         | default              |

  Rule: A program of bash chooses its work by the number of its pod

    Scenario: The first pod of an indexed Job takes the first item of an array
      https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/

      Given the manifest is applied:
        """yaml
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: 'indexed-job'
        spec:
          completions: 5
          parallelism: 3
          completionMode: Indexed
          template:
            spec:
              restartPolicy: Never
              initContainers:
              - name: 'input'
                image: 'docker.io/library/bash'
                command:
                - "bash"
                - "-c"
                - |
                  items=(foo bar baz qux xyz)
                  echo ${items[$JOB_COMPLETION_INDEX]} > /input/data.txt
                volumeMounts:
                - mountPath: /input
                  name: input
              containers:
              - name: 'worker'
                image: 'docker.io/library/busybox'
                command:
                - "rev"
                - "/input/data.txt"
                volumeMounts:
                - mountPath: /input
                  name: input
              volumes:
              - name: input
                emptyDir: {}
        """
      And a pod of job "indexed-job" is created
      When 10s pass
      Then the init container exited with code 0 at 0s..1s
      And the log of container "worker" is exactly:
        | line |
        | oof  |
      And the pod is now Succeeded

    Scenario: The first pod of a stateful set becomes the primary: its init container, as printed
      https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/

      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: mysql }
        data:
          primary.cnf: |
            [mysqld]
            log-bin
          replica.cnf: |
            [mysqld]
            super-read-only
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: mysql }
        spec:
          serviceName: mysql
          selector: { matchLabels: { app: mysql } }
          template:
            metadata: { labels: { app: mysql } }
            spec:
              initContainers:
              - name: init-mysql
                image: mysql:5.7
                command:
                - bash
                - "-c"
                - |
                  set -ex
                  # Generate mysql server-id from pod ordinal index.
                  [[ $HOSTNAME =~ -([0-9]+)$ ]] || exit 1
                  ordinal=${BASH_REMATCH[1]}
                  echo [mysqld] > /mnt/conf.d/server-id.cnf
                  # Add an offset to avoid reserved server-id=0 value.
                  echo server-id=$((100 + $ordinal)) >> /mnt/conf.d/server-id.cnf
                  # Copy appropriate conf.d files from config-map to emptyDir.
                  if [[ $ordinal -eq 0 ]]; then
                    cp /mnt/config-map/primary.cnf /mnt/conf.d/
                  else
                    cp /mnt/config-map/replica.cnf /mnt/conf.d/
                  fi
                volumeMounts:
                - name: conf
                  mountPath: /mnt/conf.d
                - name: config-map
                  mountPath: /mnt/config-map
              containers:
              - name: show
                image: busybox:1.36
                command: [sh, -c, 'cd /etc/mysql/conf.d; tail -n 2 primary.cnf server-id.cnf; exec sleep infinity']
                volumeMounts:
                - name: conf
                  mountPath: /etc/mysql/conf.d
              volumes:
              - name: conf
                emptyDir: {}
              - name: config-map
                configMap:
                  name: mysql
        """
      And a pod of stateful set "mysql" is created
      When 10s pass
      Then the log of init container "init-mysql" is exactly:
        | line                                          |
        | + [[ mysql-0 =~ -([0-9]+)$ ]]                 |
        | + ordinal=0                                   |
        | + echo '[mysqld]'                             |
        | + echo server-id=100                          |
        | + [[ 0 -eq 0 ]]                               |
        | + cp /mnt/config-map/primary.cnf /mnt/conf.d/ |
      And the log of container "show" is exactly:
        | line                  |
        | ==> primary.cnf <==   |
        | [mysqld]              |
        | log-bin               |
        |                       |
        | ==> server-id.cnf <== |
        | [mysqld]              |
        | server-id=100         |

  Rule: A shell that waits for its child can pass the signal on

    Scenario: bash hears SIGTERM while it waits, stops its child and ends with 0
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: wrapper }
        spec:
          containers:
            - name: wrapper
              image: bash:5
              command:
                - bash
                - -c
                - |
                  sleep 1000 &
                  child=$!
                  trap 'echo stopping; kill $child; wait $child; echo "child $?"; exit 0' TERM
                  wait $child
        """
      When 10s pass
      And the pod is deleted
      And 5s pass
      Then the container exited with code 0 0s after deletion
      And the log of the container is exactly:
        | at  | line      |
        | 10s | stopping  |
        | 10s | child 143 |
