Feature: command, args and what the image says
  command replaces the ENTRYPOINT of the image and args its CMD; whoever gives a command gives up the CMD as well.
  https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/

  Rule: Without both, ENTRYPOINT and CMD of the image run

    Scenario: A server image serves
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: app, image: "nginx:1.27", readinessProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 1 } }
            - { name: cache, image: "redis:7", readinessProbe: { exec: { command: [redis-cli, ping] }, periodSeconds: 1 } }
        """
      When 5s pass
      Then the pod is now Ready

    Scenario: The CMD of busybox is a shell, which ends at once because it has nothing to read
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: shell }
        spec:
          containers: [{ name: app, image: "busybox:1.36" }]
        """
      When 50s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | ran for | exit code | reason    |
        | 1       | 0s..2s     | 0s      | 0         | Completed |
        | 2       | 10s..12s   | 0s      | 0         | Completed |
        | 3       | 20s..22s   | 0s      | 0         | Completed |

  Rule: args alone are given to the ENTRYPOINT in place of the CMD

    Scenario: The ENTRYPOINT of agnhost gets a subcommand
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.k8s.io/e2e-test-images/agnhost:2.53
              args: [netexec, --http-port=8081]
              readinessProbe: { httpGet: { path: /healthz, port: 8081 }, periodSeconds: 1 }
        """
      When 5s pass
      Then the pod is now Ready

    Scenario: Where the image has no ENTRYPOINT they are the whole command
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers: [{ name: app, image: "busybox:1.36", args: [sh, -c, "sleep 2; exit 3"] }]
        """
      When 5s pass
      Then container "app" exited with code 3 2s after start

  Rule: command replaces both, and args follow it

    Scenario Outline: <given>: the shell counts <count> arguments
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: registry.k8s.io/e2e-test-images/agnhost:2.53
              command: [sh, -c, "exit $#", name]
              <args>
        """
      When 5s pass
      Then container "app" exited with code <count> 0s after start

      Examples: The CMD of the image, "pause", would be an argument
        | given            | args            | count |
        | A command        |                 | 0     |
        | Both             | args: [a, b, c] | 3     |
        | One with a blank | args: ["a b"]   | 1     |

  Rule: Nothing but a shell understands shell syntax, and $(NAME) is replaced by the kubelet, and $$ by $

    Scenario Outline: <command>
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: work }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: busybox:1.36
              env: [{ name: CODE, value: "7" }]
              command: <command>
        """
      When 5s pass
      Then container "app" exited with code <code> 0s after start

      Examples: test has exit code 0 if both texts are equal, and 1 is also the number of the shell's process
        | command                     | code |
        | [test, $(CODE), =, "7"]     | 0    |
        | [test, $CODE, =, "7"]       | 1    |
        | [test, $(NOBODY), =, ""]    | 1    |
        | [test, $$(CODE), =, "7"]    | 1    |
        | [sh, -c, "exit $CODE"]      | 7    |
        | [sh, -c, "exit $(CODE)"]    | 7    |
        | [sh, -c, "exit $$(echo 5)"] | 5    |
        | [test, $$, =, "$"]          | 0    |
        | [sh, -c, "exit $$$$"]       | 1    |
