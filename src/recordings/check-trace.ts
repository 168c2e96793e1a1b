import {
  LATEST_SECONDS, asObject, count, exitCode, flag, listOf, mapOf, name, numberBetween, objectOf, oneOf, optional, seconds, text,
  type Check,
} from './record-checks';
import { RecordError } from './record-error';

/** The kubelet cuts these to whole wall-clock seconds, so they may lie up to a second before t = 0. */
const stamp = numberBetween(-1, LATEST_SECONDS, 'a number of seconds');

const checkContainerStatus = objectOf({
  name,
  state: oneOf('waiting', 'running', 'terminated', 'unknown'),
  reason: optional(text),
  message: optional(text),
  exitCode: optional(exitCode),
  ready: flag,
  started: optional(flag),
  restartCount: count,
  startedAt: optional(stamp),
  finishedAt: optional(stamp),
  lastState: optional(objectOf({
    reason: optional(text), exitCode: optional(exitCode), startedAt: optional(stamp), finishedAt: optional(stamp),
  })),
});

const checkStatus = objectOf({
  t: seconds,
  pod: optional(name),
  deleted: optional(oneOf(true)),
  phase: optional(oneOf('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown')),
  reason: optional(text),
  message: optional(text),
  deletionTimestampSet: optional(oneOf(true)),
  conditions: optional(mapOf(name)),
  initContainerStatuses: optional(listOf(checkContainerStatus)),
  containerStatuses: optional(listOf(checkContainerStatus)),
});

const checkEvent = objectOf({
  t: seconds, pod: optional(name), type: oneOf('Normal', 'Warning'), reason: name, container: optional(name), message: text,
});

const checkRuntime = objectOf({
  t: seconds,
  end: optional(seconds),
  pod: optional(name),
  call: oneOf(
    'RunPodSandbox', 'PullImage', 'CreateContainer', 'StartContainer', 'StopContainer', 'StopPodSandbox', 'RemoveContainer',
    'RemovePodSandbox', 'ExecSync', 'HTTPGet', 'exit', 'SIGTERM', 'SIGKILL',
  ),
  container: optional(name),
  attempt: optional(count),
  image: optional(text),
  timeout: optional(seconds),
  what: optional(oneOf('postStart', 'preStop')),
  exitCode: optional(exitCode),
  reason: optional(text),
  error: optional(text),
});

const checkProbe = objectOf({
  t: seconds,
  end: optional(seconds),
  pod: optional(name),
  container: name,
  attempt: count,
  type: oneOf('liveness', 'readiness', 'startup'),
  outcome: oneOf('success', 'failure', 'timeout', 'error'),
});

/** Checks the trace of a record: the shape of every row, and that the rows stand in order of time. */
export const checkTrace: Check = objectOf({
  status: rowsOf(checkStatus),
  events: rowsOf(checkEvent),
  runtime: rowsOf(checkRuntime),
  probes: rowsOf(checkProbe),
});

function rowsOf(row: Check): Check {
  const list = listOf(row);
  return (value, field) => {
    list(value, field);
    let latest = 0;
    (value as unknown[]).forEach((each, i) => {
      const { t, end } = asObject(each, field) as { t: number; end?: number };
      if (t < latest) throw new RecordError(`${field}[${i}].t`, `must not be before the row above at ${latest}, found ${t}`);
      if (end !== undefined && end < t) throw new RecordError(`${field}[${i}].end`, `must not be before t, ${t}, found ${end}`);
      latest = t;
    });
  };
}
