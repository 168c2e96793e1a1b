import type { ApiServer } from '../apiserver/api-server';
import type { NodeCapacity } from '../kubelet/admission/admission';
import type { KubeletJitter, KubeletLatencies, KubeletPhases } from '../kubelet/configuration/kubelet-environment';
import {
  CONTAINER_GC_PERIOD, HOUSEKEEPING_PERIOD, RELIST_PERIOD, SYNC_TICK_PERIOD,
} from '../kubelet/constants';
import { Kubelet } from '../kubelet/kubelet';
import { ContainerRuntime } from '../runtime/container-runtime';
import { ImageStore } from '../runtime/image-store';
import { Grid } from '../simulation/grid';
import { leaning, NO_JITTER, RandomStreams } from '../simulation/random';
import type { Simulation } from '../simulation/simulation';
import { SECOND, type Duration, type Instant } from '../simulation/time';
import type { WallClock } from '../simulation/wall-clock';
import type { Trace } from '../trace/trace';
import type { Profile } from './profile';

/** What a node is made from. */
export interface NodeOptions {
  readonly simulation: Simulation;
  readonly clock: WallClock;
  readonly trace: Trace;
  readonly api: ApiServer;
  readonly profile: Profile;
  readonly capacity: NodeCapacity;
  readonly seed: number;
}

/** A machine of the cluster: a container runtime that lasts, and a kubelet that can be restarted. */
export class Node {
  readonly runtime: ContainerRuntime;
  readonly #options: NodeOptions;
  readonly #labels: Record<string, string>;
  #kubelet: Kubelet;
  #kubelets = 0;

  constructor(options: NodeOptions) {
    this.#labels = { ...options.capacity.labels };
    this.#options = { ...options, capacity: { ...options.capacity, labels: this.#labels } };
    const { sandbox, create, start, stopSandbox, restopSandbox, kill } = options.profile.latencies;
    this.runtime = new ContainerRuntime(options.simulation, options.trace, {
      runSandbox: sandbox, createContainer: create, startContainer: start, stopSandbox, restopSandbox, kill,
    }, new ImageStore());
    this.#kubelet = this.#createKubelet(initialPhases(options.profile));
    this.#kubelet.start();
  }

  /** The kubelet that runs now, or ran last. */
  get kubelet(): Kubelet {
    return this.#kubelet;
  }

  get name(): string {
    return this.capacity.name;
  }

  /** What it has for pods. */
  get capacity(): NodeCapacity {
    return this.#options.capacity;
  }

  /** Gives the node a label, as `kubectl label node` does; one that it has stays as it is. */
  addLabel(name: string, value: string): void {
    this.#labels[name] ??= value;
  }

  /**
   * The kubelet ends now and a new one starts after a while.
   * @param downFor how long there is no kubelet
   * @param listAfter from the start of the new one to its first list of pods
   */
  restartKubelet(downFor: Duration, listAfter: Duration): void {
    const { simulation, profile } = this.#options;
    this.#kubelet.stop();
    const startedAt = simulation.now + downFor;
    const start = (): void => {
      this.#kubelet = this.#createKubelet(restartPhases(profile, startedAt, listAfter));
      this.#kubelet.start();
    };
    simulation.scheduleAt(startedAt, { expire: start });
  }

  #createKubelet(phases: KubeletPhases): Kubelet {
    const { simulation, clock, trace, api, profile, capacity } = this.#options;
    this.#kubelets += 1;
    return new Kubelet({
      simulation,
      clock,
      trace,
      api,
      runtime: this.runtime,
      node: capacity,
      config: profile.config,
      phases,
      latencies: kubeletLatencies(profile),
      jitter: this.#jitter(),
      surroundings: { cancelsNetworkProbes: profile.cancelsNetworkProbes, hasPodCgroups: profile.hasPodCgroups },
    });
  }

  #jitter(): KubeletJitter {
    const { profile, seed } = this.#options;
    if (profile.jitter === 'zero') {
      return { requeue: NO_JITTER, probeStart: { next: () => profile.probeStartFraction } };
    }
    const streams = new RandomStreams(seed);
    const name = `${this.name}/kubelet-${this.#kubelets}`;
    return {
      requeue: leaning(streams.stream(`${name}/requeue`), seed),
      probeStart: streams.stream(`${name}/probe-start`),
    };
  }
}

function initialPhases({ phases, kubeletUptime }: Profile): KubeletPhases {
  return {
    startedAt: -kubeletUptime,
    listAt: -Infinity,
    relists: new Grid(-phases.relist - wholePeriods(kubeletUptime - phases.relist, RELIST_PERIOD), RELIST_PERIOD),
    syncTicks: tickerGrid(phases.sync, kubeletUptime, SYNC_TICK_PERIOD),
    housekeeping: tickerGrid(phases.housekeeping, kubeletUptime, HOUSEKEEPING_PERIOD),
    containerGc: new Grid(-phases.containerGc, CONTAINER_GC_PERIOD),
  };
}

/** A ticker ticks for the first time a period after it was made, and it was not made before the kubelet began. */
function tickerGrid(phase: Duration, uptime: Duration, period: Duration): Grid {
  const ticksBefore = wholePeriods(uptime - phase - period, period);
  return new Grid(uptime - phase < period ? period - phase : -phase - ticksBefore, period);
}

function wholePeriods(duration: Duration, period: Duration): Duration {
  return Math.max(0, Math.floor(duration / period)) * period;
}

/** The phases of a kubelet that starts at `startedAt`: its loops begin one after the other, as they did before. */
function restartPhases({ phases }: Profile, startedAt: Instant, listAfter: Duration): KubeletPhases {
  const loopDelay = (((phases.relist - phases.sync) % SECOND) + SECOND) % SECOND;
  const loopAt = startedAt + loopDelay;
  return {
    startedAt,
    listAt: startedAt + listAfter,
    relists: new Grid(startedAt, RELIST_PERIOD),
    syncTicks: new Grid(loopAt + SYNC_TICK_PERIOD, SYNC_TICK_PERIOD),
    housekeeping: new Grid(loopAt + HOUSEKEEPING_PERIOD, HOUSEKEEPING_PERIOD),
    containerGc: new Grid(startedAt, CONTAINER_GC_PERIOD),
  };
}

function kubeletLatencies({ latencies, steps }: Profile): KubeletLatencies {
  return {
    watch: latencies.watch,
    statusWrite: latencies.statusWrite,
    probeTrigger: latencies.probeTrigger,
    loopStep: steps.loop,
    workerWake: steps.workerWake,
    workerStep: steps.worker,
    relistStep: steps.relist,
    volumeSetUp: latencies.volumeSetUp,
    volumeMount: () => latencies.volumeMount,
    volumeUnmount: () => latencies.volumeUnmount,
  };
}
