Feature: Redirects of HTTP probes
  A probe follows a redirect on the host that it asks, and takes one to another host for a success of which it warns.
  https://kubernetes.io/docs/concepts/workloads/pods/probes/

  Rule: A redirect on the same host is followed, and the last answer counts

    Background:
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: site }
        data: { index.html: "welcome" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: python:3.12
              command: [python, -m, http.server, --directory, /srv, "8080"]
              readinessProbe: { httpGet: { path: /docs, port: 8080 }, periodSeconds: 5 }
              livenessProbe: { httpGet: { path: /nothing, port: 8080 }, periodSeconds: 5 }
              volumeMounts: [{ name: site, mountPath: /srv/docs }]
          volumes: [{ name: site, configMap: { name: site } }]
        """

    Scenario: The path of a directory without its slash is as good as with it
      When 8s pass
      Then the pod is still Ready
      And the events of the pod do not include ProbeWarning

    Scenario: What is not there is not there: three failures, and a restart
      When 40s pass
      Then the events of the pod include:
        | type    | reason    | message                                                       |
        | Warning | Unhealthy | Liveness probe failed: HTTP probe failed with statuscode: 404 |

  Rule: A redirect that is not followed is a success, and each probe warns of it

    Scenario: The pod is Ready, and the Events say why that may be wrong
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/app:1
              readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }
        """
      And GET "/ready" on container "app" answers:
        | from | status |
        | 0s   | 302    |
        | 12s  | 200    |
      When 30s pass
      Then the pod is still Ready
      And the events of the pod are exactly:
        | at  | type    | reason       | message                                                               |
        | 0s  | Normal  | Pulled       | *                                                                     |
        | 0s  | Normal  | Created      | *                                                                     |
        | 0s  | Normal  | Started      | *                                                                     |
        | 0s  | Warning | ProbeWarning | Readiness probe warning: Probe terminated redirects, Response body: * |
        | 5s  | Warning | ProbeWarning | Readiness probe warning: Probe terminated redirects, Response body: * |
        | 10s | Warning | ProbeWarning | Readiness probe warning: Probe terminated redirects, Response body: * |
