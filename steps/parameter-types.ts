import { defineParameterType } from '@cucumber/cucumber';

import {
  CONTAINER_PATTERN, CONTAINER_STATES, DURATION_PATTERN, MOMENT_PATTERN, parseContainerReference, parseDuration, parseMoment,
  parsePodReference, parseWindow, parseWorkload, POD_PATTERN, POD_STATES, PROFILES, SIGNALS, WINDOW_PATTERN, WORKLOAD_PATTERN,
} from '../src/index';

/** `pod "web"`, or `the pod` where there is one. */
defineParameterType({ name: 'pod', regexp: new RegExp(POD_PATTERN), transformer: parsePodReference, useForSnippets: false });

/** `container "app"`, `init container "setup"`, `sidecar "proxy" of pod "web"`; `the container`, `the init container` or `the sidecar` where there is one. */
defineParameterType({
  name: 'container', regexp: new RegExp(CONTAINER_PATTERN), transformer: parseContainerReference, useForSnippets: false,
});

/**
 * `deployment "web"`, `job "import"`, `stateful set "db"`, `daemon set "agent"`, `cron job "nightly"`, `replica set "web"`,
 * `replication controller "web"`.
 */
defineParameterType({ name: 'workload', regexp: new RegExp(WORKLOAD_PATTERN), transformer: parseWorkload, useForSnippets: false });

/** `90s`, `1m30s`, `1.5s`, `500ms`. */
defineParameterType({ name: 'duration', regexp: new RegExp(DURATION_PATTERN), transformer: parseDuration, useForSnippets: false });

/** `50s..60s`: from 50 s on, before 60 s. */
defineParameterType({ name: 'window', regexp: new RegExp(WINDOW_PATTERN), transformer: parseWindow, useForSnippets: false });

/** `at 70s`, `at 50s..60s`, `30s after deletion`, `5s..6s after start`, `10s after exit`, `2s after creation`. */
defineParameterType({ name: 'moment', regexp: new RegExp(MOMENT_PATTERN), transformer: parseMoment, useForSnippets: false });

/**
 * A phase (`Pending`, `Running`, `Succeeded`, `Failed`), a condition (`Ready`, `not Ready`, `Initialized`, `not Initialized`), or where
 * the pod stands in its deletion: `Terminating`, `gone`.
 */
defineParameterType({ name: 'podState', regexp: oneOf(POD_STATES), useForSnippets: false });

/**
 * A state (`Waiting`, `Running`, `Terminated`), its readiness (`Ready`, `not Ready`), or the reason of a state: `ContainerCreating`,
 * `PodInitializing`, `CrashLoopBackOff`, `ErrImagePull`, `ImagePullBackOff`, `ErrImageNeverPull`, `InvalidImageName`,
 * `CreateContainerConfigError`, `CreateContainerError`, `RunContainerError`, `PostStartHookError`, `RestartingAllContainers`; `Completed`,
 * `Error`, `OOMKilled`, `StartError`, `ContainerStatusUnknown`.
 */
defineParameterType({ name: 'containerState', regexp: oneOf(CONTAINER_STATES), useForSnippets: false });

/** `liveness`, `readiness` or `startup`. */
defineParameterType({ name: 'probe', regexp: oneOf(['liveness', 'readiness', 'startup']), useForSnippets: false });

/** What a probe asks: `healthy` (liveness), `ready` (readiness) or `started` (startup). */
defineParameterType({
  name: 'health',
  regexp: oneOf(['healthy', 'ready', 'started']),
  transformer: (word: string) => ({ healthy: 'liveness', ready: 'readiness', started: 'startup' })[word],
  useForSnippets: false,
});

/** `postStart` or `preStop`. */
defineParameterType({ name: 'hook', regexp: oneOf(['postStart', 'preStop']), useForSnippets: false });

/** `SIGTERM` or `SIGKILL`. */
defineParameterType({ name: 'signal', regexp: oneOf(SIGNALS), useForSnippets: false });

/** `ideal`: nothing takes time but what the kubelet waits for; `node`: the latencies of a real node. */
defineParameterType({ name: 'profile', regexp: oneOf(Object.keys(PROFILES)), useForSnippets: false });

/** The reason of an Event: `Killing`, `BackOff`, `Unhealthy`, `FailedPreStopHook`, … */
defineParameterType({ name: 'reason', regexp: /"?([A-Z][A-Za-z]+)"?/, useForSnippets: false });

/** `Guaranteed`, `Burstable` or `BestEffort`. */
defineParameterType({ name: 'qosClass', regexp: oneOf(['Guaranteed', 'Burstable', 'BestEffort']), useForSnippets: false });

/** An amount as Kubernetes writes it: `500m`, `1.5`, `256Mi`. */
defineParameterType({ name: 'quantity', regexp: /\d+(?:\.\d+)?(?:[KMGTPE]i?|[mnuk])?/, transformer: (text: string) => text, useForSnippets: false });

function oneOf(words: readonly string[]): RegExp {
  return new RegExp(words.join('|'));
}
