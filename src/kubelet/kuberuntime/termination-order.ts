import { isSidecar } from '../../api/containers';
import type { Pod } from '../../api/pod';
import { Delay, firstOf, Gate, type Process, type Waitable } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import { SECOND, type Duration } from '../../simulation/time';

/**
 * In which order a pod's containers are told to stop: sidecars wait for all main containers and then for the sidecar
 * after them. Follows `pkg/kubelet/kuberuntime/kuberuntime_termination_order.go` terminationOrdering.
 */
export class TerminationOrder {
  readonly #simulation: Simulation;
  readonly #terminated = new Map<string, Gate>();
  readonly #prerequisites = new Map<string, Gate[]>();

  constructor(simulation: Simulation, pod: Pod, runningNames: ReadonlySet<string>) {
    this.#simulation = simulation;
    const mains = pod.spec.containers.map(({ name }) => this.#gate(name, runningNames));
    let later: Gate | undefined;
    for (const container of [...(pod.spec.initContainers ?? [])].reverse()) {
      const gate = this.#gate(container.name, runningNames);
      if (!isSidecar(container)) continue;
      this.#prerequisites.set(container.name, later === undefined ? mains : [...mains, later]);
      later = gate;
    }
  }

  /** Waits until it is the container's turn, at most `graceSeconds`; answers with how long that took. */
  *waitForTurn(name: string, graceSeconds: number): Process<Duration> {
    const start = this.#simulation.now;
    const graceOver = new Delay(this.#simulation, graceSeconds * SECOND);
    for (const gate of this.#prerequisites.get(name) ?? []) {
      const first = yield* firstOf<Waitable>(gate, graceOver);
      if (first === graceOver) break;
    }
    return this.#simulation.now - start;
  }

  /** A container has stopped. */
  containerTerminated(name: string): void {
    this.#terminated.get(name)?.open();
  }

  #gate(name: string, runningNames: ReadonlySet<string>): Gate {
    const gate = new Gate();
    if (!runningNames.has(name)) gate.open();
    this.#terminated.set(name, gate);
    return gate;
  }
}
