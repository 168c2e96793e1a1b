import type { Pod } from '../api/pod';
import { ApiServer } from '../apiserver/api-server';
import { EndpointSliceController } from '../controllers/endpoint-slice/endpoint-slice-controller';
import type { NodeCapacity } from '../kubelet/admission/admission';
import { dropDisabledFields } from '../kubelet/configuration/disabled-fields';
import type { PodScript } from '../runtime/runtime-script';
import { DEFAULT_LIMITS, type SimulationLimits } from '../simulation/limits';
import { Simulation, type Clock } from '../simulation/simulation';
import type { Duration, Instant } from '../simulation/time';
import { WallClock } from '../simulation/wall-clock';
import { Trace } from '../trace/trace';
import { Node } from './node';
import { IDEAL_PROFILE, type Profile } from './profile';

/** What a cluster is made from; everything has a default. */
export interface ClusterOptions {
  readonly profile?: Profile;
  /** For everything random; the same seed gives the same run. */
  readonly seed?: number;
  /** Where the clock stands in the beginning. */
  readonly startAt?: Instant;
  readonly node?: NodeCapacity;
  readonly limits?: SimulationLimits;
  /** Whether what happens is recorded; without it only the API objects tell. */
  readonly traced?: boolean;
}

/**
 * A node as in the recordings: 8 CPUs, 64 GiB of memory, 110 pods, and the labels that a kubelet gives its node
 * (`pkg/kubelet/kubelet_node_status.go` initialNode).
 */
export const DEFAULT_NODE: NodeCapacity = {
  name: 'node-1',
  labels: {
    'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'node-1',
    'beta.kubernetes.io/os': 'linux', 'beta.kubernetes.io/arch': 'amd64',
  },
  milliCpu: 8_000,
  memory: 64 * 2 ** 30,
  pods: 110,
};

/** A simulated cluster: an API server, a node with its kubelet and runtime, and one virtual clock. */
export class Cluster implements Clock {
  readonly simulation: Simulation;
  readonly clock: WallClock;
  readonly trace: Trace;
  readonly api: ApiServer;
  readonly node: Node;
  readonly profile: Profile;
  readonly seed: number;

  constructor(options: ClusterOptions = {}) {
    this.profile = options.profile ?? IDEAL_PROFILE;
    this.seed = options.seed ?? 0;
    this.simulation = new Simulation(options.limits ?? DEFAULT_LIMITS, options.startAt ?? 0);
    this.trace = new Trace(options.traced ?? true);
    this.clock = new WallClock(this.profile.wallFraction);
    this.api = new ApiServer(this.simulation, this.clock, this.trace, this.profile.announcesForceDelete);
    this.node = new Node({
      simulation: this.simulation,
      clock: this.clock,
      trace: this.trace,
      api: this.api,
      profile: this.profile,
      capacity: options.node ?? DEFAULT_NODE,
      seed: this.seed,
    });
    new EndpointSliceController(this.simulation, this.api, this.profile.latencies.endpoints).start();
  }

  get now(): Instant {
    return this.simulation.now;
  }

  /**
   * Creates a pod (already defaulted) on the node; `script` says how it behaves there.
   * @throws Error when it asks for something that the version does not have
   */
  createPod(pod: Pod, script: PodScript): Pod {
    const created = this.api.createPod(dropDisabledFields(pod, this.profile.config.featureGates));
    const { uid, name, namespace } = created.metadata;
    this.node.runtime.register({ uid: uid!, name, namespace: namespace! }, script);
    this.api.bindPod(uid!, this.node.name);
    return this.api.pod(uid!)!;
  }

  /** Lets `duration` of virtual time pass. */
  advanceBy(duration: Duration): void {
    this.simulation.advanceBy(duration);
  }

  /** Lets virtual time pass until `instant`. */
  advanceTo(instant: Instant): void {
    this.simulation.advanceTo(instant);
  }
}
