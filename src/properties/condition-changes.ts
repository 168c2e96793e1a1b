import type { Instant } from '../simulation/time';
import type { Trace } from '../trace/trace';

/** From `at` on a condition of the pod is True, or is not. */
export interface ConditionChange {
  readonly at: Instant;
  readonly isTrue: boolean;
}

/** How a condition of the only pod in the trace changed, as the API server saw it; the first entry is how it began. */
export function conditionChanges({ statuses }: Trace, type: string): readonly ConditionChange[] {
  const changes: ConditionChange[] = [];
  for (const { t, status } of statuses) {
    const condition = status?.conditions.find((each) => each.type === type);
    if (condition === undefined) continue;
    const isTrue = condition.status === 'True';
    if (changes.at(-1)?.isTrue !== isTrue) changes.push({ at: t, isTrue });
  }
  return changes;
}
