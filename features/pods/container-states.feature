Feature: States of a container
  A container is Waiting until its process has been started, Running while it runs, and Terminated when it has ended.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states

  Rule: A container that does its work and exits goes through each state once

    Scenario: Five seconds of work
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "busybox:1.36", command: [sleep, "5"] }]
        """
      And pulling image "busybox:1.36" takes 3s
      When 20s pass
      Then container "app" went through exactly these states:
        | at      | state      | reason            | exit code |
        | 0s..1s  | Waiting    | ContainerCreating |           |
        | 3s..5s  | Running    |                   |           |
        | 8s..10s | Terminated | Completed         | 0         |
      And the pod is now Succeeded

  Rule: The exit code tells success from failure

    Scenario Outline: <program>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "busybox:1.36", command: [sh, -c, "<program>"] }]
        """
      When 10s pass
      Then container "app" is now <reason>
      And container "app" exited with code <code> 0s..1s after start
      And the pod is now <phase>

      Examples: 127 is what a shell says of a command that it does not find, 126 of one that it may not run
        | program         | reason    | code | phase     |
        | true            | Completed | 0    | Succeeded |
        | false           | Error     | 1    | Failed    |
        | exit 42         | Error     | 42   | Failed    |
        | no-such-command | Error     | 127  | Failed    |
        | /etc/passwd     | Error     | 126  | Failed    |

  Rule: A restarted container goes through its states again, in the same pod

    Scenario: The first restart is immediate, the second one waits
      Given the node profile
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          containers: [{ name: app, image: "busybox:1.36", command: [sh, -c, "sleep 3; exit 1"] }]
        """
      When 14s pass
      Then container "app" went through exactly these states:
        | state      | reason            | exit code | restarts |
        | Waiting    | ContainerCreating |           | 0        |
        | Running    |                   |           | 0        |
        | Terminated | Error             | 1         | 0        |
        | Running    |                   |           | 1        |
        | Terminated | Error             | 1         | 1        |
      And the pod is still Running

  Rule: A container that is Waiting says why

    Scenario: An image that does not exist
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "nginx:1.255" }]
        """
      And image "nginx:1.255" does not exist
      When 12s pass
      Then container "app" is now ImagePullBackOff
      And container "app" is now Waiting
      And container "app" never started
      And the pod is now Pending
