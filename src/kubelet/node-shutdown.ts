import type { Pod } from '../api/pod';
import { Delay, firstOf, type Process, type ProcessGroup, type Waitable } from '../simulation/process';
import type { Simulation } from '../simulation/simulation';
import { SECOND } from '../simulation/time';
import type { PriorityShutdownPeriod } from './configuration/kubelet-config';
import type { KillOptions } from './pod-workers/pod-update';
import { disruptedBy } from './status/disruption';

const MESSAGE = 'Pod was terminated in response to imminent node shutdown.';

/** What the shutdown manager asks of the kubelet around it. */
export interface NodeShutdownHost {
  activePods(): readonly Pod[];
  killPod(pod: Pod, options: KillOptions): Process;
}

/**
 * Ends the pods of a node that is about to shut down, group by group in ascending priority.
 * Follows `pkg/kubelet/nodeshutdown/nodeshutdown_manager.go` podManager and `nodeshutdown_manager_linux.go` start.
 */
export class NodeShutdown {
  readonly #simulation: Simulation;
  readonly #processes: ProcessGroup;
  readonly #periods: readonly PriorityShutdownPeriod[];
  readonly #host: NodeShutdownHost;
  readonly #announcements: boolean[] = [];
  #handling = false;
  #shuttingDown = false;

  constructor(
    simulation: Simulation, processes: ProcessGroup, periods: readonly PriorityShutdownPeriod[], host: NodeShutdownHost,
  ) {
    this.#simulation = simulation;
    this.#processes = processes;
    this.#periods = [...periods].sort((a, b) => a.priority - b.priority);
    this.#host = host;
  }

  /** Whether pods are refused because the node shuts down. */
  get isShuttingDown(): boolean {
    return this.#shuttingDown;
  }

  /** The system announces its shutdown. */
  announce(): void {
    this.#hear(true);
  }

  /** The system takes the announcement back, which is heard when the pods have been killed; they stay so. */
  cancel(): void {
    this.#hear(false);
  }

  /** One announcement after the other. Without configured periods nobody listens. */
  #hear(isShuttingDown: boolean): void {
    if (this.#periods.length === 0) return;
    this.#announcements.push(isShuttingDown);
    if (!this.#handling) this.#simulation.start(this.#handleAnnouncements(), this.#processes);
  }

  *#handleAnnouncements(): Process {
    this.#handling = true;
    for (;;) {
      const isShuttingDown = this.#announcements.shift();
      if (isShuttingDown === undefined) break;
      this.#shuttingDown = isShuttingDown;
      if (isShuttingDown) yield* this.#killPods();
    }
    this.#handling = false;
  }

  *#killPods(): Process {
    const groups = groupByPriority(this.#periods, this.#host.activePods());
    for (const { seconds, pods } of groups) {
      if (pods.length === 0) continue;
      const kills = pods.map((pod) => this.#simulation.start(this.#host.killPod(pod, {
        graceOverride: Math.min(seconds, pod.spec.terminationGracePeriodSeconds ?? seconds),
        statusOverride: disruptedBy('Terminated', MESSAGE, MESSAGE, true),
      }), this.#processes));
      const timeIsUp = new Delay(this.#simulation, seconds * SECOND);
      for (const kill of kills) {
        const first = yield* firstOf<Waitable>(kill, timeIsUp);
        if (first === timeIsUp) break;
      }
    }
  }
}

/** Each pod belongs to the highest group whose priority is not above its own, or to the lowest. */
function groupByPriority(
  periods: readonly PriorityShutdownPeriod[], pods: readonly Pod[],
): { seconds: number; pods: Pod[] }[] {
  const groups = periods.map(({ seconds }) => ({ seconds, pods: [] as Pod[] }));
  for (const pod of pods) {
    const priority = pod.spec.priority ?? 0;
    let index = 0;
    for (let each = 1; each < periods.length; each += 1) if (periods[each].priority <= priority) index = each;
    groups[index].pods.push(pod);
  }
  return groups;
}
