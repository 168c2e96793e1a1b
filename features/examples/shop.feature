Feature: A shop behind a proxy
  A deployment with a database migration, a proxy as sidecar, all three probes and a preStop hook: when does it serve, when is it gone?
  https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/

  Background:
    Given a pod of deployment "shop" in "manifests/shop.yaml" is created
    And init container "migrate" exits with code 0 after 6s
    And sidecar "proxy" becomes started after 2s
    And container "shop" becomes started after 9s

  Rule: Migration, proxy and shop start one after the other

    @any-phase
    Scenario: From creation to the first request
      When 60s pass
      Then init container "migrate" exited before sidecar "proxy" started
      And sidecar "proxy" started before container "shop" started
      And the pod was never Ready before 17s
      And the pod became Ready 17s..25s after creation

    @any-phase
    Scenario: A migration that fails once delays the rest by a few seconds
      Given init container "migrate" exits like this:
        | run | after | code |
        | 1   | 6s    | 1    |
        | 2   | 6s    | 0    |
      When 60s pass
      Then init container "migrate" has restarted 1 time
      And the pod became Ready 23s..33s after creation

  Rule: A termination needs 10 seconds for the hook, the time of the shop, and that of the proxy

    Background:
      Given container "shop" exits 20s after SIGTERM
      And sidecar "proxy" exits 1s after SIGTERM

    @any-phase
    Scenario: Everything ends by itself
      When 60s pass
      And the pod is deleted
      And 60s pass
      Then container "shop" received SIGTERM 10s after deletion
      And sidecar "proxy" received SIGTERM 30s..31s after deletion
      And container "shop" never received SIGKILL
      And sidecar "proxy" never received SIGKILL
      And the pod became gone 31s..34s after deletion

    @any-phase
    Scenario: Requests that take 40 seconds are cut off after 35
      Given container "shop" exits 40s after SIGTERM
      When 60s pass
      And the pod is deleted
      And 60s pass
      Then container "shop" received exactly these signals:
        | after deletion | signal  |
        | 10s            | SIGTERM |
        | 45s            | SIGKILL |
      And the pod was Ready throughout 30s..60s
