import type { TraceRows } from '../trace/trace-rows';

import { cutText, escapeControls } from './plain-text';
import type { FailureThreshold } from './probe-facts';
import { formatRowTimes } from './row-time';
import type { TraceFact } from './trace-fact';
import { collectFacts } from './trace-facts';

/** Which facts of a trace are wanted. */
export interface DecisiveRowsOptions {
  /** Only what happened up to this time, in seconds; without it, to the end of the trace. */
  readonly around?: number;
  readonly pod?: string;
  /** Only what concerns this container, and the end of its pod. */
  readonly container?: string;
  /** At most so many; 10 if nothing is said. */
  readonly limit?: number;
  /** Lets failures of probes be told as `2/3`. */
  readonly failureThreshold?: FailureThreshold;
}

/** A fact has to be so many rows younger to be worth one degree of weight less. */
const ROWS_PER_WEIGHT = 6;

const DEFAULT_LIMIT = 10;

/**
 * Chooses the facts of a trace that most likely decide about an expectation: recent ones before old ones, ends and
 * failures before routine. They come in order of time.
 */
export function decisiveRows(rows: TraceRows, options: DecisiveRowsOptions = {}): TraceFact[] {
  const { around = Number.POSITIVE_INFINITY, limit = DEFAULT_LIMIT } = options;
  const facts = collectFacts(rowsOf(rows, options.pod), options.failureThreshold)
    .filter((fact) => fact.t <= around + 1e-9 && concerns(fact, options.container));
  const notable = facts.filter((fact) => fact.weight > 0);
  const candidates = notable.length >= limit ? notable : facts;
  const score = (index: number): number => (candidates[index]?.weight ?? 0) * ROWS_PER_WEIGHT - (candidates.length - index);
  return [...candidates.keys()]
    .sort((a, b) => score(b) - score(a))
    .slice(0, limit)
    .sort((a, b) => a - b)
    .map((index) => candidates[index] as TraceFact);
}

/** How facts are written. */
export interface RenderFactsOptions {
  /** Whether each line says which pod or container it concerns. */
  readonly withSubject?: boolean;
  /** The longest line, in characters. */
  readonly columns?: number;
}

/** Writes facts one per line in fixed columns: time, what, subject, detail. */
export function renderFacts(facts: readonly TraceFact[], { withSubject = true, columns = 100 }: RenderFactsOptions = {}): string[] {
  const subjects = facts.map((fact) => cutText(escapeControls(subjectText(fact)), 24));
  const widest = Math.max(0, ...subjects.map((subject) => subject.length));
  const times = formatRowTimes(facts.map(({ t }) => t));
  return facts.map((fact, i) => {
    const subject = withSubject ? `${(subjects[i] as string).padEnd(widest)}  ` : '';
    const line = `${times[i]} ${fact.what.padEnd(16)} ${subject}${escapeControls(fact.detail)}`;
    return cutText(line.trimEnd(), columns);
  });
}

function subjectText(fact: TraceFact): string {
  if (fact.container === undefined) return fact.pod ?? 'pod';
  return fact.pod === undefined ? fact.container : `${fact.pod}/${fact.container}`;
}

function rowsOf(rows: TraceRows, pod: string | undefined): TraceRows {
  if (pod === undefined) return rows;
  const ofPod = (row: { readonly pod?: string }): boolean => row.pod === undefined || row.pod === pod;
  return {
    status: rows.status.filter(ofPod), events: rows.events.filter(ofPod), runtime: rows.runtime.filter(ofPod), probes: rows.probes.filter(ofPod),
  };
}

function concerns(fact: TraceFact, container: string | undefined): boolean {
  if (container === undefined || fact.container === container) return true;
  return fact.container === undefined && fact.weight === 4;
}
