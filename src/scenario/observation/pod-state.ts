import type { StatusRow } from '../../trace/trace-rows';

/** What phrases say about a pod: a phase, a condition, or where it stands in its deletion. */
export const POD_STATES = [
  'Pending', 'Running', 'Succeeded', 'Failed', 'Ready', 'not Ready', 'Initialized', 'not Initialized', 'Terminating', 'gone',
] as const;

/** One of {@link POD_STATES}. */
export type PodState = (typeof POD_STATES)[number];

/** A pod at one moment: its status in the API, and whether it is being deleted. */
export interface PodMoment {
  readonly row: StatusRow;
  readonly isTerminating: boolean;
}

/** Whether a pod is in a state. */
export function isPodIn(state: PodState, { row, isTerminating }: PodMoment): boolean {
  if (state === 'gone') return row.deleted === true;
  if (row.deleted) return false;
  switch (state) {
    case 'Ready':
    case 'Initialized':
      return isTrue(row, state);
    case 'not Ready':
      return !isTrue(row, 'Ready');
    case 'not Initialized':
      return !isTrue(row, 'Initialized');
    case 'Terminating':
      return isTerminating;
    case 'Pending':
    case 'Running':
    case 'Succeeded':
    case 'Failed':
      return row.phase === state;
  }
}

/** A pod at one moment in words: `Running, Ready`. */
export function describePod({ row, isTerminating }: PodMoment): string {
  if (row.deleted) return 'gone';
  const reason = row.reason === undefined ? '' : ` (${row.reason})`;
  return [`${row.phase ?? 'Unknown'}${reason}`, isTrue(row, 'Ready') ? 'Ready' : 'not Ready', ...(isTerminating ? ['Terminating'] : [])].join(', ');
}

function isTrue(row: StatusRow, condition: string): boolean {
  return row.conditions?.[condition]?.startsWith('True') ?? false;
}
