import type { RecordedAction } from './recording';
import {
  asObject, count, exitCode, flag, integerBetween, json, listOf, mapOf, name, numberBetween, objectOf, oneOf, optional, seconds, text,
  type Check,
} from './record-checks';
import { RecordError } from './record-error';

const fraction = numberBetween(0, 1);
const latency = numberBetween(0, 86_400, 'a number of seconds');

const checkProbeAnswers = listOf(objectOf({
  from: seconds, outcome: oneOf('success', 'fail', 'timeout', 'error'), latency: optional(latency),
}));

const checkHook = objectOf({ latency: optional(latency), outcome: optional(oneOf('success', 'fail')) });

const checkRun = objectOf({
  startLatency: optional(latency),
  exitAfter: optional(seconds),
  exitCode: optional(exitCode),
  oomKilled: optional(flag),
  onSIGTERM: optional(objectOf({ ignore: optional(flag), after: optional(seconds), code: optional(exitCode) })),
  probes: optional(objectOf({
    liveness: optional(checkProbeAnswers),
    readiness: optional(checkProbeAnswers),
    startup: optional(checkProbeAnswers),
  })),
  postStart: optional(checkHook),
  preStop: optional(checkHook),
});

const checkBehaviour = mapOf(objectOf({
  imagePull: optional(objectOf({
    present: optional(flag), latency: optional(latency), failTimes: optional(count), failLatency: optional(latency), error: optional(text),
  })),
  createErrors: optional(count),
  startErrors: optional(count),
  runs: optional(listOf(checkRun, 1)),
}));

const checkEnvironment = objectOf({
  plegPhase: fraction,
  syncPhase: fraction,
  housekeepingPhase: numberBetween(0, 2),
  gcPhase: numberBetween(0, 60),
  wallFraction: fraction,
  kubeletUptime: seconds,
  sandboxLatency: latency,
  createLatency: latency,
  startLatency: latency,
  stopSandboxLatency: latency,
  watchLatency: latency,
  probeLatency: latency,
  killLatency: latency,
  triggerLatency: latency,
  jitter: oneOf('zero', 'random'),
  probeStartFraction: optional(fraction),
  config: optional(objectOf({
    maxContainerRestartPeriod: optional(numberBetween(1, 300)),
    syncFrequency: optional(seconds),
    serializeImagePulls: optional(flag),
    maxParallelImagePulls: optional(integerBetween(1, 1000)),
    registryPullQPS: optional(integerBetween(0, 1_000_000)),
    registryBurst: optional(integerBetween(0, 1_000_000)),
    allowedUnsafeSysctls: optional(listOf(text)),
    shutdownGracePeriod: optional(seconds),
    shutdownGracePeriodCriticalPods: optional(seconds),
    shutdownGracePeriodByPodPriority: optional(listOf(objectOf({
      priority: integerBetween(-2_147_483_648, 2_147_483_647), shutdownGracePeriodSeconds: seconds,
    }))),
    featureGates: optional(mapOf(flag)),
  })),
});

/** The members of an action besides `at` and `do`. */
const ACTION_MEMBERS: Readonly<Record<RecordedAction['do'], Parameters<typeof objectOf>[0]>> = {
  delete: { pod: optional(name), gracePeriodSeconds: optional(seconds) },
  killContainer: { pod: optional(name), container: name, exitCode },
  setImage: { pod: optional(name), container: name, image: name },
  evict: { pod: optional(name), gracePeriodSeconds: optional(seconds) },
  restartKubelet: { downFor: seconds, listAfter: seconds },
  shutdownNode: {},
  cancelShutdown: {},
};

const frame = {
  name,
  note: optional(text),
  env: checkEnvironment,
  actions: optional(listOf(checkAction)),
  until: numberBetween(0.001, 10_000_000, 'a number of seconds'),
};
const podScript = { pod: checkPod, behaviour: checkBehaviour, sandboxErrors: optional(count) };
const checkSinglePod = objectOf({ ...frame, ...podScript });
const checkSeveralPods = objectOf({ ...frame, pods: listOf(objectOf({ ...podScript, at: seconds }), 1) });

/** Checks the scenario of a record. */
export function checkScenario(value: unknown, field: string): void {
  const scenario = asObject(value, field);
  const several = Object.hasOwn(scenario, 'pods');
  (several ? checkSeveralPods : checkSinglePod)(value, field);
}

function checkAction(value: unknown, field: string): void {
  const kind = asObject(value, field)['do'];
  if (kind === undefined) throw new RecordError(`${field}.do`, 'is missing');
  oneOf(...Object.keys(ACTION_MEMBERS))(kind, `${field}.do`);
  objectOf({ at: seconds, do: name, ...ACTION_MEMBERS[kind as RecordedAction['do']] })(value, field);
}

/** Only what names things is looked at here; the manifest's own validation does the rest. */
function checkPod(value: unknown, field: string): void {
  const pod = asObject(value, field);
  const named: Check = (each, at) => name(asObject(each, at)['name'] ?? '', `${at}.name`);
  named(pod['metadata'], `${field}.metadata`);
  const spec = asObject(pod['spec'], `${field}.spec`);
  listOf(named, 1)(spec['containers'], `${field}.spec.containers`);
  listOf(named)(spec['initContainers'] ?? [], `${field}.spec.initContainers`);
  json(value, field);
}
