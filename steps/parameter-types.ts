import { defineParameterType } from '@cucumber/cucumber';

import {
  PARAMETER_PATTERNS, parseContainerReference, parseDelay, parseDuration, parseExit, parseMoment, parsePodReference, parseWindow,
  parseWorkload,
} from '../src/index';

/** `pod "web"`, or `the pod` where there is one. */
defineParameterType({ name: 'pod', regexp: patternOf('pod'), transformer: parsePodReference, useForSnippets: false });

/** `container "app"`, `init container "setup"`, `sidecar "proxy" of pod "web"`; `the container`, `the init container` or `the sidecar` where there is one. */
defineParameterType({
  name: 'container', regexp: patternOf('container'), transformer: parseContainerReference, useForSnippets: false,
});

/**
 * `deployment "web"`, `job "import"`, `stateful set "db"`, `daemon set "agent"`, `cron job "nightly"`, `replica set "web"`,
 * `replication controller "web"`.
 */
defineParameterType({ name: 'workload', regexp: patternOf('workload'), transformer: parseWorkload, useForSnippets: false });

/** `90s`, `1m30s`, `1.5s`, `500ms`. */
defineParameterType({ name: 'duration', regexp: patternOf('duration'), transformer: parseDuration, useForSnippets: false });

/** `20s`, or `any time in 5s..60s`: any of them, the scenario leaves it open. */
defineParameterType({ name: 'delay', regexp: patternOf('delay'), transformer: parseDelay, useForSnippets: false });

/** `50s..60s`: from 50 s on, before 60 s. */
defineParameterType({ name: 'window', regexp: patternOf('window'), transformer: parseWindow, useForSnippets: false });

/** `at 70s`, `at 50s..60s`, `30s after deletion`, `5s..6s after start`, `10s after exit`, `2s after creation`. */
defineParameterType({ name: 'moment', regexp: patternOf('moment'), transformer: parseMoment, useForSnippets: false });

/**
 * A phase (`Pending`, `Running`, `Succeeded`, `Failed`), a condition (`Ready`, `not Ready`, `Initialized`, `not Initialized`), or where
 * the pod stands in its deletion: `Terminating`, `gone`.
 */
defineParameterType({ name: 'podState', regexp: patternOf('podState'), useForSnippets: false });

/**
 * A state (`Waiting`, `Running`, `Terminated`), its readiness (`Ready`, `not Ready`), or the reason of a state: `ContainerCreating`,
 * `PodInitializing`, `CrashLoopBackOff`, `ErrImagePull`, `ImagePullBackOff`, `ErrImageNeverPull`, `InvalidImageName`,
 * `CreateContainerConfigError`, `CreateContainerError`, `RunContainerError`, `PostStartHookError`, `RestartingAllContainers`; `Completed`,
 * `Error`, `OOMKilled`, `StartError`, `ContainerStatusUnknown`.
 */
defineParameterType({ name: 'containerState', regexp: patternOf('containerState'), useForSnippets: false });

/**
 * By itself, counted from its start: `with code 1 after 5s`; or when it is asked to: `3s after SIGTERM` (with code 0),
 * `0s after SIGTERM with code 143` (143 is what the default action of the signal leaves).
 */
defineParameterType({ name: 'exit', regexp: patternOf('exit'), transformer: parseExit, useForSnippets: false });

/** `started` (for the first time) or `exited` (for good). */
defineParameterType({ name: 'startOrExit', regexp: patternOf('startOrExit'), useForSnippets: false });

/** `fails` (the probe is refused) or `stops answering` (there is no answer within its timeout). */
defineParameterType({
  name: 'fails',
  regexp: patternOf('fails'),
  transformer: (words: string) => (words === 'fails' ? 'failure' : 'timeout'),
  useForSnippets: false,
});

/** `liveness`, `readiness` or `startup`. */
defineParameterType({ name: 'probe', regexp: patternOf('probe'), useForSnippets: false });

/** What a probe asks: `healthy` (liveness), `ready` (readiness) or `started` (startup). */
defineParameterType({
  name: 'health',
  regexp: patternOf('health'),
  transformer: (word: string) => ({ healthy: 'liveness', ready: 'readiness', started: 'startup' })[word],
  useForSnippets: false,
});

/** `postStart` or `preStop`. */
defineParameterType({ name: 'hook', regexp: patternOf('hook'), useForSnippets: false });

/** `SIGTERM` or `SIGKILL`. */
defineParameterType({ name: 'signal', regexp: patternOf('signal'), useForSnippets: false });

/** `ideal`: nothing takes time but what the kubelet waits for; `node`: the latencies of a real node. */
defineParameterType({ name: 'profile', regexp: patternOf('profile'), useForSnippets: false });

/** The reason of an Event: `Killing`, `BackOff`, `Unhealthy`, `FailedPreStopHook`, … */
defineParameterType({ name: 'reason', regexp: patternOf('reason'), useForSnippets: false });

/** `Guaranteed`, `Burstable` or `BestEffort`. */
defineParameterType({ name: 'qosClass', regexp: patternOf('qosClass'), useForSnippets: false });

/** An amount as Kubernetes writes it: `500m`, `1.5`, `256Mi`. */
defineParameterType({ name: 'quantity', regexp: patternOf('quantity'), transformer: (text: string) => text, useForSnippets: false });

function patternOf(name: keyof typeof PARAMETER_PATTERNS): RegExp {
  return new RegExp(PARAMETER_PATTERNS[name]);
}
