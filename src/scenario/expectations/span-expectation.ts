import { toSeconds, type Duration, type Instant } from '../../simulation/time';
import { formatDuration } from '../duration';
import type { Observation } from '../observation/observation';
import type { Span } from '../observation/spans';
import { formatTimeSpan, type Window } from '../time-span';
import { fails, holds, type Expectation, type Mismatch } from '../verdict';

/** A state that something can be in several times. */
export interface Stay {
  /** In words: `pod "web" Ready`. */
  readonly what: string;
  spans(observed: Observation): readonly Span[];
  /** What it is now, in words. */
  now(observed: Observation): string;
  whose(observed: Observation): Pick<Mismatch, 'pod' | 'container'>;
}

/** It is so now. */
export function isNow(stay: Stay): Expectation {
  return (observed) => {
    if (stay.spans(observed).at(-1)?.open) return holds();
    return fails({ expected: `${stay.what} now`, actual: stay.now(observed), ...stay.whose(observed) });
  };
}

/** It is so now, and was so without interruption since the steps before began, or since it was so for the first time. */
export function isStill(stay: Stay): Expectation {
  return (observed) => {
    const spans = stay.spans(observed).filter(({ to, open }) => open || to > observed.since);
    if (spans.length === 1 && spans[0].open) return holds();
    const interrupted = spans.at(-1)?.open ? `an interruption: ${describeSpans(spans)}` : stay.now(observed);
    return fails({ expected: `${stay.what} still`, actual: interrupted, since: spans[0]?.to, ...stay.whose(observed) });
  };
}

/** It was never so; with `before`, not before that time. */
export function wasNever(stay: Stay, before: Duration = Infinity): Expectation {
  return (observed) => {
    const [first] = stay.spans(observed);
    if (first === undefined || first.from >= before) return holds();
    const limit = before === Infinity ? '' : ` before ${formatDuration(before)}`;
    return fails({ expected: `${stay.what} never${limit}`, actual: `at ${formatDuration(first.from)}`, since: first.from, ...stay.whose(observed) });
  };
}

/** It was so all the time in a window, which must be over. */
export function wasThroughout(stay: Stay, window: Window): Expectation {
  return (observed) => {
    const spans = stay.spans(observed);
    const isCovered = spans.some(({ from, to }) => from <= window.from && to >= window.to);
    if (isCovered && observed.now >= window.to) return holds();
    return fails({
      expected: `${stay.what} throughout ${formatTimeSpan(window)}`,
      actual: observed.now < window.to ? `that it is only ${formatDuration(observed.now)}` : describeSpans(spansNear(spans, window)),
      since: firstGap(spans, window),
      ...stay.whose(observed),
    });
  };
}

/** So many spans are told at most. */
const TOLD_SPANS = 8;

/** Spans in words: `25s..55s, 110s..now`. */
export function describeSpans(spans: readonly Span[]): string {
  if (spans.length === 0) return 'never';
  const told = spans.slice(0, TOLD_SPANS).map(({ from, to, open }) => `${at(from)}..${open ? 'now' : at(to)}`).join(', ');
  return spans.length > TOLD_SPANS ? `${told} and ${spans.length - TOLD_SPANS} more` : told;
}

/** The spans that lie in a window, the one before and the one after it. */
function spansNear(spans: readonly Span[], { from, to }: Window): readonly Span[] {
  const first = spans.findIndex((span) => span.to > from);
  const next = spans.findIndex((span) => span.from >= to);
  return spans.slice(Math.max(0, (first < 0 ? spans.length : first) - 1), next < 0 ? undefined : next + 1);
}

/** The end of the first time in a window in which it was not so: when that became known. */
function firstGap(spans: readonly Span[], window: Window): Instant | undefined {
  const covering = spans.find(({ from, to }) => from <= window.from && to > window.from);
  return covering?.to ?? spans.find(({ from }) => from > window.from)?.from;
}

function at(instant: Instant): string {
  return formatDuration(Math.round(toSeconds(instant) * 1000) * 1000);
}
