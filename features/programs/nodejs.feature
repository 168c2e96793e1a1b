Feature: Scripts of Node.js
  A container that runs `node -e "…"` or `node /app/server.js` runs its script as it is written, in virtual time: its servers answer
  probes, its timers and its listeners for signals decide when it ends, and what nobody catches ends it.
  https://nodejs.org/docs/latest-v22.x/api/process.html

  Rule: As process 1, Node.js reacts to SIGTERM only if the script does

    @any-phase
    Scenario: A server that closes at SIGTERM answers what it has taken, and is gone after five seconds
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: node:22-alpine
              command:
                - node
                - -e
                - |
                  const http = require('http');
                  const server = http.createServer((request, response) => response.end('ok')).listen(8080);
                  process.on('SIGTERM', () => {
                    console.log('draining');
                    setTimeout(() => server.close(() => console.log('closed')), 5000);
                  });
              readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
        """
      When 20s pass
      And the pod is deleted
      And 10s pass
      Then container "app" became Ready 0s..2s after start
      And container "app" exited with code 0 5s after deletion
      And container "app" never received SIGKILL
      And the log of container "app" is exactly:
        | after deletion | line     |
        | 0s             | draining |
        | 5s             | closed   |

    @any-phase
    Scenario: A server without a listener is killed when its grace period is over
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 15
          containers:
            - name: app
              image: node:22
              command: [node, -e, "require('http').createServer((q, r) => r.end('ok')).listen(8080)"]
        """
      When 20s pass
      And the pod is deleted
      And 20s pass
      Then container "app" received exactly these signals:
        | after deletion | signal  |
        | 0s             | SIGTERM |
        | 15s            | SIGKILL |
      And container "app" exited with code 137 15s after deletion

  Rule: Probes see when the script answers, and what

    @any-phase
    Scenario: A handler of three seconds is too slow for a timeout of one
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: node:22
              command: [node, -e, "require('http').createServer((q, r) => setTimeout(() => r.end('ok'), 3000)).listen(8080)"]
              readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 5, timeoutSeconds: 4 }
              livenessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 2 }
        """
      When 25s pass
      Then container "app" became Ready 3s..9s after start
      And container "app" received SIGTERM 10s..22s after start
      And the events of the pod include:
        | reason    | message                                                     |
        | Unhealthy | Liveness probe failed: Get "*": context deadline exceeded * |

    @any-phase
    Scenario: A loop that waits for the clock blocks the server, and its liveness probe kills it
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          terminationGracePeriodSeconds: 5
          containers:
            - name: app
              image: node:22
              command:
                - node
                - -e
                - |
                  const http = require('http');
                  http.createServer((request, response) => response.end('ok')).listen(8080);
                  setTimeout(() => { const end = Date.now() + 60000; while (Date.now() < end); }, 20000);
              livenessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 5, failureThreshold: 2 }
        """
      When 50s pass
      Then container "app" received SIGTERM 25s..32s after start
      And container "app" exited with code 137 30s..37s after start

    Scenario: A health check that is red until a dependency answers
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: node:22
              command:
                - node
                - -e
                - |
                  const http = require('http');
                  let isUp = false;
                  const ask = () => http.get('http://localhost:9090/', () => { isUp = true }).on('error', () => setTimeout(ask, 500));
                  ask();
                  http.createServer((request, response) => {
                    response.writeHead(isUp ? 200 : 503, { 'Content-Type': 'application/json' });
                    response.end(JSON.stringify({ isUp }));
                  }).listen(process.env.PORT);
              env: [{ name: PORT, value: "8080" }]
              readinessProbe: { httpGet: { path: /health, port: 8080 }, periodSeconds: 1 }
            - name: backend
              image: busybox:1.36
              command: [sh, -c, "sleep 8; httpd -f -p 9090"]
        """
      When 20s pass
      Then container "app" became Ready 8s..10s after start

  Rule: A script ends with what it does, and its log says why

    @any-phase
    Scenario: An error that nobody catches: CrashLoopBackOff, with the stack in the log
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: node:22
              command: [node, -e, "setTimeout(() => { undefined.length }, 1000)"]
        """
      When the cluster runs until container "app" is CrashLoopBackOff within 1m
      Then container "app" exited with code 1 1.06s after start
      And the log of container "app" includes:
        | stream | line                                                                     |
        | stderr | TypeError: Cannot read properties of undefined (reading 'length') |

    Scenario: A script of a ConfigMap wants a package that the image does not have
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: app }
        data:
          server.js: |
            const express = require('express');
            express().listen(8080);
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          volumes: [{ name: app, configMap: { name: app } }]
          containers:
            - name: app
              image: node:22
              command: [node, /app/server.js]
              volumeMounts: [{ name: app, mountPath: /app }]
        """
      When 10s pass
      Then the pod is now Failed
      And the log of container "app" includes:
        | stream | line                                |
        | stderr | Error: Cannot find module 'express' |
        | stderr | - /app/server.js                    |

    Scenario: Nothing is left to wait for: Completed
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: job }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: node:22
              command:
                - node
                - -e
                - |
                  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                  (async () => {
                    for (const step of ['read', 'write']) {
                      await sleep(1000);
                      console.log(step, { done: true });
                    }
                  })();
        """
      When 10s pass
      Then the pod is now Succeeded
      And container "app" went through exactly these states:
        | state      | reason            | exit code | after start |
        | Waiting    | ContainerCreating |           | *           |
        | Running    |                   |           | *           |
        | Terminated | Completed         | 0         | 2.06s..3s   |
      And the log of container "app" is exactly:
        | line                 |
        | read { done: true }  |
        | write { done: true } |

    Scenario: A cache that is never emptied meets the limit of its container
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: node:22
              command: [node, -e, "const cache = []; setInterval(() => cache.push(Buffer.alloc(10 * 1024 * 1024)), 1000)"]
              resources: { limits: { memory: 128Mi } }
        """
      When 30s pass
      Then container "app" went through exactly these states:
        | state      | reason            | exit code | after start |
        | Waiting    | ContainerCreating |           | *           |
        | Running    |                   |           | *           |
        | Terminated | OOMKilled         | 137       | 13s..15s    |

  Rule: An image that is declared to have Node.js runs the scripts that lie in it

    Scenario: The server of an image of a user's own
      Given the manifest is applied:
        """yaml
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: app
              image: registry.example/shop/frontend:3
              readinessProbe: { httpGet: { path: /ready, port: 3000 }, periodSeconds: 1 }
        """
      When 20s pass
      And the pod is deleted
      And 5s pass
      Then container "app" became Ready 10s..12s after start
      And container "app" exited with code 0 0s after deletion
