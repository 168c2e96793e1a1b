Feature: Tick phases
  The kubelet works on grids whose phases nobody can choose; a scenario tagged "any-phase" has to hold for many of them.

  Rule: A scenario that holds in any phase states a property of Kubernetes, not of one run

    @any-phase
    Scenario: A crash is repaired within a relist and a start, whatever the phase of the relists
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      And container "app" exits with code 1 after 10s
      When 15s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit |
        | 1       | 0s..1500ms |

  Rule: A time that is left open is one of many

    Scenario: Whenever the program becomes ready, the pod is Ready at most a period later
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 3, failureThreshold: 1 }
        """
      And container "app" becomes ready after any time in 5s..60s
      When 65s pass
      Then the pod is now Ready
      And the pod was never Ready before 5s

  Rule: The surroundings of a recording are one phase among many, and its trace is the truth

    @recorded
    Scenario: A recording brings its pod, its programs and what is done to them
      Given the recording "delete-two-containers"
      When the cluster runs until the recording ends
      Then the trace agrees with the recording
