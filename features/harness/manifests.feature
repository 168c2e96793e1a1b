Feature: Manifests
  Manifests are those that kubectl applies, unchanged; what is wrong with one is told as kubectl and the API server tell it.

  Rule: A manifest may hold several pods, in several documents, in a List, or as JSON

    Scenario: Two documents
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: one }
        spec: { containers: [{ name: app, image: "web:1" }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: two }
        spec: { containers: [{ name: app, image: "web:1" }] }
        """
      When 5s pass
      Then pod "one" is now Ready
      And pod "two" is now Ready

    Scenario: A List in JSON
      Given the manifest is applied:
        """json
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" },
            "spec": { "containers": [{ "name": "app", "image": "web:1" }] } }
        ] }
        """
      When 5s pass
      Then pod "web" is now Ready

  Rule: A pod of a workload is made from its template

    Scenario: A deployment
      Given a pod of deployment "shop" in "../examples/manifests/shop.yaml" is created
      When the cluster runs until pod "shop" is Ready within 1m
      Then sidecar "proxy" ran together with container "shop"

    Scenario: A job in the text of the feature
      Given the manifest is applied:
        """yaml
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers: [{ name: fetch, image: "fetch:1" }]
              containers: [{ name: work, image: "work:1" }]
        """
      And a pod of job "import" is created
      And init container "fetch" exits with code 0 after 4s
      And container "work" exits with code 0 after 10s
      When 20s pass
      Then init container "fetch" exited before container "work" started
      And the pod is now Succeeded

  Rule: A manifest that the API server refuses creates nothing

    Scenario: A liveness probe needs one success, not two
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 }
        """
      Then the manifest is rejected with:
        """
        The Pod "web" is invalid: spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1
        """

    Scenario: A field that is misspelt
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: web:1
              livenesProbe: { tcpSocket: { port: 8080 } }
        """
      Then the manifest is rejected with:
        """
        unknown field "spec.containers[0].livenesProbe"
        """
