import { newCondition, shapedStatus } from '../../api/object-shapes';
import type { PodStatus } from '../../api/pod';
import type { StatusOverride } from '../pod-workers/pod-update';

/**
 * Makes a pod's status that of a pod which the kubelet itself ends: phase Failed with a reason, and condition
 * DisruptionTarget.
 */
export function disruptedBy(reason: string, message: string, conditionMessage: string, keepSucceeded: boolean): StatusOverride {
  const condition = newCondition('DisruptionTarget', 'True', 'TerminationByKubelet', conditionMessage);
  return (status: PodStatus): PodStatus => shapedStatus(status, {
    phase: keepSucceeded && status.phase === 'Succeeded' ? 'Succeeded' : 'Failed',
    reason,
    message,
    conditions: [...status.conditions.filter(({ type }) => type !== condition.type), condition],
  });
}
