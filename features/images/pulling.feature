Feature: Pulling images
  An image that is not on the node is pulled before its container is created; a failed pull is tried again after 10, 20, 40 … 300 seconds.
  https://kubernetes.io/docs/concepts/containers/images/

  Rule: The containers of a pod are pulled and started one after the other

    Background:
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

    @any-phase
    Scenario: The second pull begins when the first container has started
      Given pulling image "web:1" takes 3s
      And pulling image "log:1" takes 2s
      When 20s pass
      Then container "app" started before container "log" started
      And container "log" started 5s..8s after creation
      And the events of the pod include:
        | reason  | container | message               |
        | Pulling | app       | Pulling image "web:1" |
        | Pulling | log       | Pulling image "log:1" |

    Scenario: An image on the node is not pulled
      When 10s pass
      Then the events of the pod do not include Pulling
      And the events of the pod are exactly:
        | type   | reason  | container | message                                      |
        | Normal | Pulled  | app       | Container image "web:1" already present on * |
        | Normal | Created | app       | Container created                            |
        | Normal | Started | app       | Container started                            |
        | Normal | Pulled  | log       | Container image "log:1" already present on * |
        | Normal | Created | log       | Container created                            |
        | Normal | Started | log       | Container started                            |

    Scenario: A pull that fails holds up neither the other container nor its readiness
      Given image "log:1" does not exist
      When 30s pass
      Then container "app" is still Running
      And container "app" is now Ready
      But the pod was never Ready
      And the pod is still Pending

  Rule: A failed pull is tried again with a back-off

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """

    @any-phase
    Scenario: The third pull succeeds
      Given pulling image "web:1" takes 2s
      And pulling image "web:1" fails 2 times
      When 60s pass
      Then the events of the pod include:
        | after creation | type    | reason  | message                         |
        | 0s..2s         | Normal  | Pulling | Pulling image "web:1"           |
        | 0s..2s         | Warning | Failed  | Failed to pull image "web:1": * |
        | 10s..14s       | Normal  | Pulling | Pulling image "web:1"           |
        | 30s..38s       | Normal  | Pulling | Pulling image "web:1"           |
      And container "app" started 32s..40s after creation

    Scenario: The API alternates between ErrImagePull and ImagePullBackOff
      Given image "web:1" does not exist
      When 30s pass
      Then container "app" went through exactly these states:
        | at       | state   | reason            |
        | 0s..1s   | Waiting | ContainerCreating |
        | 0s..2s   | Waiting | ErrImagePull      |
        | 10s..13s | Waiting | ImagePullBackOff  |
        | 20s..25s | Waiting | ErrImagePull      |
      And container "app" never started

  Rule: A pull is tried for as long as it takes

    @recorded
    Scenario: A real kubelet succeeds with the fifth pull
      Given the recording "pull-fails-4-times"
      When the cluster runs until the recording ends
      Then the pod is now Ready
      And container "app" has restarted 0 times
      And the trace agrees with the recording

    @recorded
    Scenario: A real kubelet has not given up after ten minutes
      Given the recording "pull-fails-10min"
      When the cluster runs until the recording ends
      Then the pod is still Pending
      And container "app" never started
      And the trace agrees with the recording

  Rule: With imagePullPolicy Never nothing is pulled

    @recorded
    Scenario: A container whose image is absent waits for ever
      Given the surroundings of the recording "pull-never-absent"
      And the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: pod }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              imagePullPolicy: Never
        """
      And pulling image "registry.example/app:1" takes 2s
      When the cluster runs until the recording ends
      Then container "app" is now ErrImageNeverPull
      And container "app" never started
      And the trace agrees with the recording

  Rule: Only a changed image restarts a container, whatever the restartPolicy

    Scenario: The new image is pulled while nothing runs
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: app, image: "web:1" }]
        """
      And pulling image "web:2" takes 3s
      And container "app" exits 2s after SIGTERM
      When 20s pass
      And the image of container "app" is changed to "web:2"
      And 30s pass
      Then container "app" was restarted exactly like this:
        | restart | after exit | exit code |
        | 1       | 3s         | 0         |
      And the events of the pod include:
        | reason  | message                                             |
        | Killing | Container app definition changed, will be restarted |
