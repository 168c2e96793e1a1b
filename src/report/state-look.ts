import type { ContainerTimeline, StateSpan } from './container-timeline';
import type { PhaseSpan } from './timeline';

/** The looks of states and phases, from the one that matters least to the one that matters most. */
export const STATE_STYLES = ['running', 'waiting', 'starting', 'completed', 'held', 'failed'] as const;

/** The look of a state. `held`: waiting because of a back-off or an error; `starting`: running, but not ready. */
export type StateStyle = (typeof STATE_STYLES)[number];

/** The look of a state and what may be written on it, the longest text first. */
export interface StateLook {
  readonly style: StateStyle;
  readonly texts: readonly string[];
}

/** Which look wins where states are too short to be told apart: the higher. */
export function rankOfStyle(style: StateStyle): number {
  return STATE_STYLES.indexOf(style);
}

/** Waiting that belongs to every start; other reasons hold the container up. */
const ORDINARY_WAITING = new Set([undefined, 'ContainerCreating', 'PodInitializing']);

/** How a state of a container looks. Init containers are never ready while they run. */
export function lookOfState(span: StateSpan, kind: ContainerTimeline['kind']): StateLook {
  switch (span.state) {
    case 'waiting': return ORDINARY_WAITING.has(span.reason)
      ? { style: 'waiting', texts: [span.reason ?? 'waiting', 'waiting'] }
      : { style: 'held', texts: [span.reason ?? '', span.reason?.endsWith('BackOff') ? 'back-off' : 'error'] };
    case 'running': return span.ready || kind === 'init'
      ? { style: 'running', texts: ['running'] }
      : { style: 'starting', texts: ['running, not ready', 'not ready'] };
    case 'terminated': return span.exitCode === 0
      ? { style: 'completed', texts: [span.reason ?? 'Completed', 'exit 0'] }
      : { style: 'failed', texts: [`${span.reason ?? 'Error'}, exit ${span.exitCode}`, `exit ${span.exitCode}`] };
    case 'unknown': return { style: 'waiting', texts: ['unknown'] };
    default: return span.state satisfies never;
  }
}

/** How a phase of a pod looks. */
export function lookOfPhase(span: PhaseSpan): StateLook {
  return {
    style: PHASE_STYLES.get(span.phase) ?? 'held',
    texts: span.reason === undefined ? [span.phase] : [`${span.phase} · ${span.reason}`, span.phase],
  };
}

const PHASE_STYLES: ReadonlyMap<string, StateStyle> = new Map([
  ['Pending', 'waiting'], ['Running', 'running'], ['Succeeded', 'completed'], ['Failed', 'failed'],
]);
