Feature: Restart policy
  restartPolicy says which containers run again when they have ended: all of them (Always), those that failed (OnFailure), or none (Never).
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy

  Rule: restartPolicy and exit code decide whether a container runs again, and the phase in which the pod ends

    @any-phase
    Scenario Outline: restartPolicy <policy> and exit code <code>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: <policy>
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" exits with code <code> after 5s
      When 9s pass
      Then container "app" has restarted <restarts> times
      And the pod is now <phase>

      Examples:
        | policy    | code | restarts | phase     |
        | Always    | 0    | 1        | Running   |
        | Always    | 1    | 1        | Running   |
        | OnFailure | 0    | 0        | Succeeded |
        | OnFailure | 1    | 1        | Running   |
        | Never     | 0    | 0        | Succeeded |
        | Never     | 1    | 0        | Failed    |

  Rule: A container that ends is restarted by itself; the others are not touched

    Scenario: One of two containers crashes
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: web:1 }
            - { name: log, image: log:1 }
        """
      And container "log" exits with code 1 after 5s
      When 60s pass
      Then container "app" is still Running
      And container "app" has restarted 0 times
      And container "log" has restarted 3 times

    Scenario: With Never the pod ends when its last container does
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers:
            - { name: one, image: job:1 }
            - { name: two, image: job:1 }
        """
      And container "one" exits with code 1 after 4s
      And container "two" exits with code 0 after 20s
      When 40s pass
      Then the pod was Running throughout 5s..20s
      And the pod became Failed at 20s..23s
      And the conditions of the pod are now:
        | type  | status | reason    |
        | Ready | False  | PodFailed |

  Rule: OnFailure restarts until the program succeeds

    @recorded
    Scenario: Two failures, then success
      Given the surroundings of the recording "onfailure-fails-twice-then-succeeds"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          restartPolicy: OnFailure
          containers: [{ name: app, image: "registry.example/app:1" }]
        """
      And container "app" exits like this:
        | run | after | code |
        | 1   | 3s    | 1    |
        | 2   | 3s    | 1    |
        | 3   | 3s    | 0    |
      When the cluster runs until the recording ends
      Then container "app" has restarted 2 times
      And the pod is now Succeeded
      And the trace agrees with the recording

  Rule: A container that is OOM-killed has failed, with exit code 137

    Scenario: The reason tells it apart from other kills
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: web:1 }]
        """
      And container "app" is OOM-killed after 7s
      When 20s pass
      Then container "app" is now OOMKilled
      And container "app" exited with code 137 7s after start
      And the pod is now Failed

  Rule: A container's own restartPolicyRules can restart it for some exit codes where its policy would not

    @recorded
    Scenario: Exit code 42 restarts, exit code 1 does not
      Given the surroundings of the recording "restart-rule"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: registry.example/app:1
              restartPolicy: Never
              restartPolicyRules:
                - action: Restart
                  exitCodes: { operator: In, values: [42] }
        """
      And container "app" exits like this:
        | run | after | code |
        | 1   | 4s    | 42   |
        | 2   | 4s    | 42   |
        | 3   | 4s    | 1    |
      When the cluster runs until the recording ends
      Then container "app" was restarted exactly like this:
        | restart | exit code |
        | 1       | 42        |
        | 2       | 42        |
      And the pod is now Failed
      And the trace agrees with the recording
