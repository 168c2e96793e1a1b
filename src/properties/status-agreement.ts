import type { ContainerStatus, PodStatus } from '../api/pod';
import type { Cluster } from '../cluster/cluster';
import { toSeconds, type Instant } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';
import type { CallRecord } from '../trace/trace';

/** Ends of a container that the runtime does not report as the exit of a process. */
const WITHOUT_PROCESS: ReadonlySet<string | undefined> = new Set(['StartError', 'ContainerStatusUnknown']);

/**
 * What the statuses of the only pod say about its containers and did not happen at the runtime: a container that runs was
 * started before, one that has ended exited before, with that code, in that second; the restartCount is the number of the
 * instance. It holds for pods whose containers are not all restarted in place, which counts instances anew.
 */
export function* agreementViolations({ trace, clock }: Cluster): Iterable<string> {
  const happened = new Happened(trace.calls, clock);
  for (const { t, status } of trace.statuses) {
    for (const container of status === undefined ? [] : containersIn(status)) {
      for (const problem of happened.contradictions(container, t)) {
        yield `At ${toSeconds(t)}s container "${container.name}" ${problem}`;
      }
    }
  }
}

function containersIn({ initContainerStatuses = [], containerStatuses = [] }: PodStatus): readonly ContainerStatus[] {
  return [...initContainerStatuses, ...containerStatuses];
}

/** What happened to instances of containers, to look up. */
class Happened {
  readonly #starts = new Map<string, Instant>();
  readonly #exits = new Map<string, CallRecord>();
  readonly #clock: WallClock;

  constructor(calls: readonly CallRecord[], clock: WallClock) {
    this.#clock = clock;
    for (const call of calls) {
      const key = instanceKey(call.details.container!, call.details.attempt!);
      if (call.call === 'StartContainer' && call.end !== undefined) this.#starts.set(key, call.end);
      if (call.call === 'exit') this.#exits.set(key, call);
    }
  }

  *contradictions({ name, state: { running, terminated }, restartCount }: ContainerStatus, t: Instant): Iterable<string> {
    const key = instanceKey(name, restartCount);
    if (running !== undefined) {
      const startedAt = this.#starts.get(key);
      if (startedAt === undefined || startedAt > t) yield `runs with restartCount ${restartCount} and was not started`;
      else if (this.#clock.floorToSecond(startedAt) !== running.startedAt) yield 'runs since another second';
    }
    if (terminated === undefined || WITHOUT_PROCESS.has(terminated.reason)) return;
    const exit = this.#exits.get(key);
    const { exitCode, finishedAt } = terminated;
    if (exit === undefined || exit.t > t) yield `has ended with restartCount ${restartCount} and did not exit`;
    else if (exit.details.exitCode !== exitCode) yield `has ended with ${exitCode}, not ${exit.details.exitCode}`;
    else if (this.#clock.floorToSecond(exit.t) !== finishedAt) yield 'has ended in another second';
  }
}

function instanceKey(container: string, attempt: number): string {
  return `${container}/${attempt}`;
}
