Feature: Credentials of a service account
  Every container finds a token, the cluster's certificate and its namespace, unless the pod or the account says no.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/

  Scenario: The namespace of the pod
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec:
        restartPolicy: Never
        containers:
          - name: app
            image: busybox:1.36
            command: [sh, -c, 'cd /var/run/secrets/kubernetes.io/serviceaccount && test -s token && test -s ca.crt && test "$(cat namespace)" = shop']
      """
    When 5s pass
    Then container "app" is now Completed

  Scenario Outline: <who> says <says>
    Given the manifest is applied:
      """yaml
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: build }
      automountServiceAccountToken: <account>
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        restartPolicy: Never
        serviceAccountName: build
        automountServiceAccountToken: <pod>
        containers:
          - { name: app, image: "busybox:1.36", command: [test, -f, /var/run/secrets/kubernetes.io/serviceaccount/token] }
      """
    When 5s pass
    Then container "app" exited with code <code> 0s after start

    Examples:
      | who         | says | account | pod   | code |
      | The account | no   | false   | null  | 1    |
      | The pod     | yes  | false   | true  | 0    |
      | The pod     | no   | true    | false | 1    |
