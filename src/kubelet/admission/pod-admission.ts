import type { Pod } from '../../api/pod';
import type { Process } from '../../simulation/process';
import type { EventRecorder } from '../event-recorder';
import type { NodeShutdown } from '../node-shutdown';
import type { KillOptions } from '../pod-workers/pod-update';
import { disruptedBy } from '../status/disruption';
import type { StatusManager } from '../status/status-manager';
import { checkAdmission, checkSystem, type NodeCapacity, type Refusal } from './admission';
import { choosePodsToPreempt, isCriticalPod, missingWithoutOthers, type Requirement } from './preemption';
import { checkSysctls } from './sysctls';

/** What admission has to know and do about the pods of the node. */
export interface AdmittedPods {
  /** Pods that are neither over nor gone. */
  activePods(): Pod[];
  /** Kills a pod and waits until it is over. */
  killPod(pod: Pod, options: KillOptions): Process;
}

const PREEMPTED = 'Preempted in order to admit critical pod';
const SHUTTING_DOWN: Refusal = { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' };

/**
 * The gate that each new pod passes: one that the node has no room for is refused, unless it is critical and others
 * can make room. Follows `pkg/kubelet/allocation` AddPod and `pkg/kubelet/preemption` HandleAdmissionFailure.
 */
export class PodAdmission {
  readonly #recorder: EventRecorder;
  readonly #statuses: StatusManager;
  readonly #shutdown: NodeShutdown;
  readonly #node: NodeCapacity;
  readonly #allowedUnsafeSysctls: readonly string[];
  readonly #pods: AdmittedPods;

  constructor(
    recorder: EventRecorder, statuses: StatusManager, shutdown: NodeShutdown, node: NodeCapacity, pods: AdmittedPods,
    allowedUnsafeSysctls: readonly string[],
  ) {
    this.#recorder = recorder;
    this.#statuses = statuses;
    this.#shutdown = shutdown;
    this.#node = node;
    this.#pods = pods;
    this.#allowedUnsafeSysctls = allowedUnsafeSysctls;
  }

  /**
   * Admits a pod, which can take the time that it takes to kill others, or refuses it.
   * @param atMost how many other pods there can be at most
   * @returns whether the pod may run
   */
  *admit(pod: Pod, atMost: number): Process<boolean> {
    const refusal = yield* this.#findRefusal(pod, atMost);
    if (refusal === undefined) return true;
    this.#reject(pod, refusal);
    return false;
  }

  *#findRefusal(pod: Pod, atMost: number): Process<Refusal | undefined> {
    const unsuitable = checkSysctls(pod, this.#allowedUnsafeSysctls) ?? checkSystem(pod);
    if (unsuitable !== undefined) return unsuitable;
    const active = (): Pod[] => this.#pods.activePods().filter(({ metadata }) => metadata.uid !== pod.metadata.uid);
    const refusals = checkAdmission(pod, { atMost, active }, this.#node);
    if (refusals.length > 0) {
      if (!isCriticalPod(pod)) return refusals[0];
      const final = refusals.find(({ shortage }) => shortage === undefined);
      if (final !== undefined) return final;
      const shortages = refusals.map(({ shortage }) => shortage!);
      const victims = choosePodsToPreempt(pod, active(), shortages);
      if (victims === undefined) return cannotRecover(missingWithoutOthers(pod, active(), shortages));
      for (const victim of victims) yield* this.#preempt(victim);
    }
    return this.#shutdown.isShuttingDown ? SHUTTING_DOWN : undefined;
  }

  *#preempt(victim: Pod): Process {
    this.#recorder.podEvent(victim, 'Warning', 'Preempting', PREEMPTED);
    const why = 'Pod was preempted by Kubelet to accommodate a critical pod.';
    yield* this.#pods.killPod(victim, { evict: true, statusOverride: disruptedBy('Preempting', PREEMPTED, why, false) });
  }

  #reject(pod: Pod, { reason, message }: Refusal): void {
    this.#recorder.podEvent(pod, 'Warning', reason, message);
    this.#statuses.setPodStatus(pod, {
      phase: 'Failed', reason, message: `Pod was rejected: ${message}`, conditions: [], qosClass: pod.status?.qosClass,
    });
  }
}

/** A critical pod for which not even all others together would make room. */
function cannotRecover(missing: readonly Requirement[]): Refusal {
  const list = missing.map((each) => `(res: ${each.resource}, q: ${each.missing}), `).join('');
  return {
    reason: 'UnexpectedAdmissionError',
    message: 'Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to '
      + `preempt: no set of running pods found to reclaim resources: [${list}]`,
  };
}
