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
