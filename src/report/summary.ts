import { countOutcomes, failedAttempts } from './probe-marks';
import { formatSeconds } from './time-axis';
import type { PodTimeline, Timeline } from './timeline';

/** The facts of a timeline in a few words each: how it ended, restarts, failed probe attempts, Events. */
export function summarize(timeline: Timeline): string[] {
  const containers = timeline.pods.flatMap((pod) => pod.containers);
  const restarts = containers.reduce((sum, container) => sum + container.restarts, 0);
  const attempts = containers.flatMap((container) => container.probes.map((probe) => countOutcomes(probe.attempts)));
  const failed = attempts.reduce((sum, counts) => sum + failedAttempts(counts), 0);
  const tried = attempts.reduce((sum, counts) => sum + counts.success, failed);
  const events = timeline.pods.flatMap((pod) => pod.events);
  const warnings = events.filter((event) => event.type === 'Warning').length;
  return [
    describeEnd(timeline),
    ...(restarts > 0 ? [countOf(restarts, 'restart')] : []),
    ...(tried > 0 ? [failed > 0 ? `${failed} of ${countOf(tried, 'probe attempt')} failed` : `${countOf(tried, 'probe attempt')}, none failed`] : []),
    ...(events.length > 0 ? [`${countOf(events.length, 'Event')}${warnings > 0 ? `, ${countOf(warnings, 'warning')}` : ''}`] : []),
  ];
}

/** What a timeline does not show; undefined where it shows everything. */
export function describeRest({ shown, until, complete }: Timeline): string | undefined {
  if (!complete) return `of ${formatSeconds(until)}`;
  return until - shown.to > 0.001 ? `quiet until ${formatSeconds(until)}` : undefined;
}

/** The last known phase of a pod; `removed` once it left the API. */
export function finalPhase(pod: PodTimeline): string {
  const last = pod.phases.at(-1);
  if (pod.deletions.at(-1)?.kind === 'removed') return 'removed';
  return last === undefined ? 'without status' : last.phase;
}

/** `1 restart`, `2 restarts`; thousands are separated by commas. */
export function countOf(count: number, noun: string): string {
  return `${withThousands(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `26,000`. */
export function withThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function describeEnd({ pods, until }: Timeline): string {
  const [only] = pods;
  const end = formatSeconds(until);
  if (only === undefined) return 'Nothing happened';
  if (pods.length === 1) {
    const last = only.deletions.at(-1);
    return `Pod ${finalPhase(only)} at ${last?.kind === 'removed' ? formatSeconds(last.t) : end}`;
  }
  const phases = new Map<string, number>();
  for (const pod of pods) phases.set(finalPhase(pod), (phases.get(finalPhase(pod)) ?? 0) + 1);
  return `${pods.length} pods at ${end}: ${[...phases].map(([phase, count]) => `${count} ${phase}`).join(', ')}`;
}
