import type { ContainerTimeline, ProbeTimeline, StateSpan } from './container-timeline';
import { countOf } from './summary';
import { formatSeconds } from './time-axis';

/** A tooltip names this many instants. */
const MOST_INSTANTS = 8;

/** Tells when a container had which state. */
export function describeStates(container: ContainerTimeline): string {
  return withRest(`${container.name}: `, container.states.map((span) => `${formatSeconds(span.from)} ${describeState(span)}`));
}

/** Tells when a probe failed, or that it never did. */
export function describeProbe(container: string, probe: ProbeTimeline): string {
  const failed = probe.attempts.filter((attempt) => attempt.outcome !== 'success');
  const lead = `${probe.type} of ${container}: ${countOf(probe.attempts.length, 'attempt')}`;
  if (failed.length === 0) return `${lead}, none failed`;
  return withRest(`${lead}, ${failed.length} failed: `, failed.map((attempt) => `${formatSeconds(attempt.t)} ${attempt.outcome}`));
}

function describeState(span: StateSpan): string {
  if (span.state === 'running') return span.ready ? 'running, ready' : 'running';
  if (span.state === 'terminated') return `${span.reason ?? 'terminated'} (${span.exitCode ?? 0})`;
  return span.reason ?? span.state;
}

function withRest(lead: string, items: readonly string[]): string {
  const shown = items.slice(0, MOST_INSTANTS).join(', ');
  return items.length > MOST_INSTANTS ? `${lead}${shown} and ${items.length - MOST_INSTANTS} more` : lead + shown;
}
