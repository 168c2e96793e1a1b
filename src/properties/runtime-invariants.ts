import type { Pod } from '../api/pod';
import { seconds, toSeconds, type Instant } from '../simulation/time';
import type { CallRecord, Trace } from '../trace/trace';

/** One container of a pod at the runtime, as the calls so far have left it. */
interface ContainerAtRuntime {
  /** The instances that are being started. */
  readonly starting: Set<number>;
  /** The instances that run. */
  readonly running: Set<number>;
  readonly sigtermAt: Map<number, Instant>;
  /** Until when the runtime may not kill the instance: StopContainer was called with a timeout. */
  readonly graceUntil: Map<number, Instant>;
}

/**
 * What is wrong with the calls to the container runtime about a pod: calls end after they begin; a container has one
 * running instance at most, in a sandbox; what exits did run; what starts or runs is not removed; SIGTERM comes once, and
 * SIGKILL with the timeout of the stop, which is not less than 2 s.
 */
export function* runtimeViolations(pod: Pod, { calls }: Trace): Iterable<string> {
  const state = new RuntimeState();
  let now: Instant = -Infinity;
  for (const { at, call, isEnd } of momentsOf(calls.filter((each) => each.pod === pod.metadata.name))) {
    if (at < now) yield `At ${toSeconds(at)}s time went back from ${toSeconds(now)}s`;
    now = at;
    const problem = isEnd ? state.ends(call) : state.begins(call);
    if (problem !== undefined) yield `At ${toSeconds(at)}s ${call.details.container ?? 'the pod'}: ${problem}`;
  }
}

/** A call begins or ends. */
interface Moment {
  readonly at: Instant;
  readonly call: CallRecord;
  readonly isEnd: boolean;
}

/** In the order of time; of one instant, ends come first, as what began earlier was recorded earlier. */
function momentsOf(calls: readonly CallRecord[]): readonly Moment[] {
  const moments = calls.flatMap((call): Moment[] => [
    { at: call.t, call, isEnd: false },
    ...(call.end === undefined ? [] : [{ at: call.end, call, isEnd: true }]),
  ]);
  return moments.sort((a, b) => a.at - b.at);
}

class RuntimeState {
  #sandboxes = 0;
  readonly #containers = new Map<string, ContainerAtRuntime>();

  /** What is wrong with this call beginning now. */
  begins({ t, call, details }: CallRecord): string | undefined {
    const container = this.#container(details.container ?? '');
    const attempt = details.attempt ?? 0;
    switch (call) {
      case 'CreateContainer':
        // A restart of all containers counts attempts from 0 again.
        container.sigtermAt.delete(attempt);
        return this.#sandboxes > 0 ? undefined : 'a container is created without a sandbox';
      case 'StartContainer':
        container.starting.add(attempt);
        return undefined;
      case 'StopPodSandbox':
        return this.#anyRuns() ? 'the sandbox is stopped while a container runs' : undefined;
      case 'StopContainer':
        container.graceUntil.set(attempt, t + seconds(details.timeout ?? 0));
        return (details.timeout ?? 0) < 2 ? `the stop has a timeout of ${details.timeout} s` : undefined;
      case 'SIGTERM':
        return this.#sigterm(container, attempt, t);
      case 'SIGKILL':
        return t === container.graceUntil.get(attempt) ? undefined : 'SIGKILL does not come with the timeout';
      case 'exit':
        return container.running.delete(attempt) ? undefined : 'something exited that did not run';
      case 'RemoveContainer':
        if (container.starting.has(attempt)) return 'a container is removed while it is being started';
        return container.running.has(attempt) ? 'a running container is removed' : undefined;
      default:
        return undefined;
    }
  }

  /** What is wrong with this call ending now. */
  ends({ t, end, call, error, details }: CallRecord): string | undefined {
    if (end! < t) return `${call} ended before it began`;
    const { running, starting } = this.#container(details.container ?? '');
    if (call === 'StartContainer') starting.delete(details.attempt!);
    if (error !== undefined) return undefined;
    if (call === 'RunPodSandbox') this.#sandboxes += 1;
    if (call === 'StopPodSandbox') this.#sandboxes -= 1;
    if (call !== 'StartContainer') return undefined;
    running.add(details.attempt!);
    return running.size > 1 ? `${running.size} instances run at once` : undefined;
  }

  #sigterm(container: ContainerAtRuntime, attempt: number, t: Instant): string | undefined {
    if (container.sigtermAt.has(attempt)) return 'SIGTERM comes a second time';
    container.sigtermAt.set(attempt, t);
    return container.running.has(attempt) ? undefined : 'SIGTERM goes to something that does not run';
  }

  #anyRuns(): boolean {
    return [...this.#containers.values()].some(({ running }) => running.size > 0);
  }

  #container(name: string): ContainerAtRuntime {
    let container = this.#containers.get(name);
    if (container === undefined) {
      container = { starting: new Set(), running: new Set(), sigtermAt: new Map(), graceUntil: new Map() };
      this.#containers.set(name, container);
    }
    return container;
  }
}
