Feature: Restart of all containers in place
  A container whose exit code matches a rule with the action RestartAllContainers has all containers of its pod restarted, init containers
  first; the pod keeps its IP and its volumes.
  https://github.com/kubernetes/enhancements/issues/5532

  Background:
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: training }
      spec:
        restartPolicy: Never
        initContainers: [{ name: setup, image: "setup:1" }]
        containers:
          - name: worker
            image: worker:1
            lifecycle: { preStop: { exec: { command: [save] } } }
          - name: watcher
            image: watcher:1
            restartPolicy: Never
            restartPolicyRules:
              - action: RestartAllContainers
                exitCodes: { operator: In, values: [88] }
      """
    And init container "setup" exits with code 0 after 2s

  Rule: The exit code of the rule restarts every container, whatever the restartPolicy

    @any-phase
    Scenario: Exit code 88 runs the pod from its beginning
      Given container "watcher" exits like this:
        | run | after | code |
        | 1   | 20s   | 88   |
        | 2   | never |      |
      When 40s pass
      Then init container "setup" has restarted 1 time
      And container "worker" has restarted 1 time
      And container "watcher" has restarted 1 time
      And the pod is now Running
      And the pod is now Ready

    @any-phase
    Scenario: Any other exit code restarts nothing
      Given container "watcher" exits with code 1 after 20s
      When 40s pass
      Then container "watcher" has restarted 0 times
      And container "worker" has restarted 0 times
      And the pod is still Running

  Rule: The containers are stopped without preStop, and with two seconds instead of their grace period

    @any-phase
    Scenario: A worker that ignores SIGTERM
      Given container "watcher" exits like this:
        | run | after | code |
        | 1   | 20s   | 88   |
        | 2   | never |      |
      And container "worker" ignores SIGTERM
      When 40s pass
      Then the preStop hook of container "worker" never ran
      And container "worker" received exactly these signals:
        | after start | signal  |
        | 20s..22s    | SIGTERM |
        | 22s..24s    | SIGKILL |

  Rule: There is no back-off between such restarts

    @any-phase
    Scenario: A watcher that asks for it every ten seconds gets it every time
      Given container "watcher" exits with code 88 after 10s
      When 1m30s pass
      Then container "worker" has restarted 6 times
      And container "worker" was never CrashLoopBackOff
