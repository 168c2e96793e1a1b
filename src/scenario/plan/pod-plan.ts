import type { Pod } from '../../api/pod';
import type { ContainerScript, PodScript } from '../../runtime/runtime-script';
import type { Duration } from '../../simulation/time';
import { containersOf } from '../find-container';
import { ContainerPlan, type Chooser } from './container-plan';

/** A pod that a scenario is going to create, and what it says about its programs. */
export class PodPlan {
  failedSandboxes = 0;
  readonly #containers = new Map<string, ContainerPlan>();

  /** @param pod with the defaults of the API */
  constructor(readonly pod: Pod) {}

  /** What is said about a container. */
  container(name: string): ContainerPlan {
    const known = this.#containers.get(name) ?? new ContainerPlan();
    this.#containers.set(name, known);
    return known;
  }

  /** The plan as the script of a pod. */
  script(probeLatency: Duration, choose: Chooser): PodScript {
    const scripts = new Map<string, ContainerScript>(containersOf(this.pod).map(({ container, kind }) => (
      [container.name, this.container(container.name).script({ container, kind, probeLatency, choose })]
    )));
    return { sandboxErrors: this.failedSandboxes, container: (name) => scripts.get(name)! };
  }
}
