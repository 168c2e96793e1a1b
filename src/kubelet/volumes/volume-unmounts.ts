import type { Pod } from '../../api/pod';
import { sleep, type Process } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';
import { VOLUME_POLL_PERIOD } from '../constants';

/**
 * The volumes of pods that have ended. They are unmounted in the background as soon as the containers are gone, mostly
 * while the pod's worker still waits for its next picture of the runtime.
 * Follows `pkg/kubelet/volumemanager/volume_manager.go` WaitForUnmount, and `populator/desired_state_of_world_populator.go`
 * findAndRemoveDeletedPods, whose small loops are part of the duration.
 */
export class VolumeUnmounts {
  readonly #simulation: Simulation;
  readonly #duration: (pod: Pod) => Duration;
  readonly #doneAt = new Map<string, Instant>();

  /** @param duration how long it takes until a pod's volumes are gone; 0 when it has none */
  constructor(simulation: Simulation, duration: (pod: Pod) => Duration) {
    this.#simulation = simulation;
    this.#duration = duration;
  }

  /** Begins with the volumes of a pod whose containers are gone. */
  start(pod: Pod): void {
    const duration = this.#duration(pod);
    if (duration > 0) this.#doneAt.set(pod.metadata.uid!, this.#simulation.now + duration);
  }

  /** Waits until they are gone. */
  *wait(pod: Pod): Process {
    const uid = pod.metadata.uid!;
    const doneAt = this.#doneAt.get(uid) ?? 0;
    while (this.#simulation.now < doneAt) yield* sleep(this.#simulation, VOLUME_POLL_PERIOD);
    this.#doneAt.delete(uid);
  }
}
