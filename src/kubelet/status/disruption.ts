import type { PodCondition, PodStatus } from '../../api/pod';
import type { StatusOverride } from '../pod-workers/pod-update';

/**
 * Makes a pod's status that of a pod which the kubelet itself ends: phase Failed with a reason, and condition
 * DisruptionTarget.
 */
export function disruptedBy(reason: string, message: string, conditionMessage: string, keepSucceeded: boolean): StatusOverride {
  const condition: PodCondition = {
    type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: conditionMessage,
  };
  return (status: PodStatus): PodStatus => ({
    ...status,
    phase: keepSucceeded && status.phase === 'Succeeded' ? 'Succeeded' : 'Failed',
    reason,
    message,
    conditions: [...status.conditions.filter(({ type }) => type !== condition.type), condition],
  });
}
