import type { Pod } from '../../api/pod';
import { WrittenPod, type NodeSurroundings } from '../../runtime/machines/written-pod';
import type { ContainerScript, PodScript } from '../../runtime/runtime-script';
import { containersOf } from '../find-container';
import { ContainerPlan, type Chooser } from './container-plan';

/** What there is to know when a plan becomes the script of a pod. */
export interface PlanContext {
  readonly node: NodeSurroundings;
  readonly choose: Chooser;
}

/** A pod that a scenario is going to create, and what it says about its programs. */
export class PodPlan {
  failedSandboxes = 0;
  readonly #containers = new Map<string, ContainerPlan>();

  /**
   * @param pod with the defaults of the API
   * @param isNew whether there must be none of its name
   */
  constructor(readonly pod: Pod, readonly isNew = false) {}

  /** Nothing is said about it beyond its manifest. */
  get saysNothing(): boolean {
    return this.failedSandboxes === 0 && [...this.#containers.values()].every((plan) => plan.saysNothing);
  }

  /** What is said about a container. */
  container(name: string): ContainerPlan {
    const known = this.#containers.get(name) ?? new ContainerPlan();
    this.#containers.set(name, known);
    return known;
  }

  /**
   * The plan as the script of a pod. A container of which the scenario says nothing runs what its manifest says, if that
   * is known: its command, or that of a known image.
   */
  script({ node, choose }: PlanContext): PodScript {
    const written = new WrittenPod(this.pod, node);
    const scripts = new Map<string, ContainerScript>(containersOf(this.pod).map(({ container, kind }) => {
      const plan = this.container(container.name);
      const script = plan.script({ container, kind, probeLatency: node.probeLatency, choose });
      const known = plan.saysNothing ? written.find(container) : undefined;
      const withHook = plan.saysNothingOf('preStop') ? written.withHookCommand(container, script.program) : script.program;
      const described = written.withPorts(container, written.withHostRequests(container, withHook, plan.unsaid(container)));
      return [container.name, { ...script, program: known?.program ?? described, configError: () => written.configError(container) }];
    }));
    return {
      sandboxErrors: this.failedSandboxes,
      hostAddress: written.hostAddress,
      container: (name) => scripts.get(name)!,
      imageUser: (image) => written.imageUser(image),
      sandboxCreated: (ip) => { written.sandboxCreated(ip); },
      setUpVolume: (name) => written.setUpVolume(name),
    };
  }
}
