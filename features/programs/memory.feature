Feature: Memory limits
  The kernel kills the processes of a container that needs more memory than its limit; the kubelet sees exit code 137 and OOMKilled.
  https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/

  Rule: Needing more than the limit ends the container

    Scenario: A program that reads without end
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: hungry }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [tail, /dev/zero]
              resources: { limits: { memory: 32Mi } }
        """
      When 10s pass
      Then container "app" is now OOMKilled
      And container "app" exited with code 137 0s..5s after start
      And the pod is now Failed

    Scenario: The whole container dies, not only the process that was too large
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: hungry }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              command: [sh, -c, "sleep 2; tail /dev/zero; sleep 3600"]
              resources: { limits: { memory: 32Mi } }
        """
      When 10s pass
      Then container "app" is now OOMKilled
      And container "app" exited with code 137 2s..5s after start

    Scenario: The command of a probe counts, because it runs in the container
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: hungry }
        spec:
          containers:
            - name: app
              image: busybox:1.36
              command: [sleep, "3600"]
              resources: { limits: { memory: 32Mi } }
              livenessProbe: { exec: { command: [tail, /dev/zero] }, periodSeconds: 5 }
        """
      When the cluster runs until container "app" has restarted 1 time within 20s
      Then container "app" was restarted exactly like this:
        | restart | exit code | reason    |
        | 1       | 137       | OOMKilled |

    Scenario Outline: 250 MB with a limit of <limit>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: memory-demo }
        spec:
          containers:
            - name: memory-demo-ctr
              image: polinux/stress
              resources: { limits: { memory: <limit> } }
              command: [stress]
              args: [--vm, "1", --vm-bytes, 250M, --vm-hang, "1"]
        """
      When 8s pass
      Then container "memory-demo-ctr" has restarted <restarts> times

      Examples:
        | limit | restarts |
        | 100Mi | 1        |
        | 300Mi | 0        |

  Rule: The other containers of the pod have limits of their own

    Scenario: The neighbour runs on
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: hungry }
        spec:
          containers:
            - { name: app, image: "busybox:1.36", command: [tail, /dev/zero], resources: { limits: { memory: 32Mi } } }
            - { name: other, image: "nginx:1.27", resources: { limits: { memory: 32Mi } } }
        """
      When 60s pass
      Then container "other" is still Running
      And container "other" has restarted 0 times
      And the pod is now not Ready
