import type { Instant } from '../../simulation/time';
import { formatHundredths } from '../duration';
import { formatMoment, type Moment, type Origin } from '../moment';
import type { Observation } from '../observation/observation';
import { timeSince, type TimePoint } from '../observation/time-point';
import { distanceTo } from '../time-span';
import { fails, holds, type Expectation, type Mismatch } from '../verdict';

/** Something that can happen several times. */
export interface Happening {
  /** What happens, in words: `container "app" received SIGKILL`. */
  readonly what: string;
  /** When it happened. */
  points(observed: Observation): readonly TimePoint[];
  /** Whose records decide. */
  whose(observed: Observation): Pick<Mismatch, 'pod' | 'container'>;
  /** What was there instead, when it never happened. */
  instead?(observed: Observation): string;
  readonly hint?: string;
}

/** So many times are told at most. */
const TOLD_TIMES = 6;

/** It happened at the moment, maybe among other times. */
export function happenedAt(happening: Happening, moment: Moment): Expectation {
  return (observed) => {
    const points = happening.points(observed);
    const since = points.map((point) => timeSince(point, moment.origin));
    const index = since.findIndex((time) => time !== undefined && distanceTo(moment.span, time) === 0);
    if (index >= 0) {
      if (moment.span.kind !== 'exact') return holds();
      const { what } = happening;
      return holds([{ what, at: since[index]!, by: points[index].t, find: (other) => timesSince(happening, moment.origin, other)[index] }]);
    }
    const nearest = nearestOf(since, moment);
    return fails({
      expected: `${happening.what} ${formatMoment(moment)}`,
      actual: describeTimes(happening, moment, since, observed),
      since: nearest === undefined ? undefined : points[nearest].t,
      hint: happening.hint,
      ...happening.whose(observed),
    });
  };
}

function timesSince(happening: Happening, origin: Origin, observed: Observation): (Instant | undefined)[] {
  return happening.points(observed).map((point) => timeSince(point, origin));
}

/** Which of the times is the nearest to what was expected; undefined when there is none. */
function nearestOf(since: readonly (Instant | undefined)[], { span }: Moment): number | undefined {
  return since
    .flatMap((time, index) => (time === undefined ? [] : [{ index, distance: distanceTo(span, time) }]))
    .sort((a, b) => a.distance - b.distance)
    .at(0)?.index;
}

function describeTimes(happening: Happening, moment: Moment, since: readonly (Instant | undefined)[], observed: Observation): string {
  if (since.length === 0) return happening.instead?.(observed) ?? 'that it never did';
  const known = since.filter((time) => time !== undefined);
  if (known.length === 0) return `no ${moment.origin} that it could count from`;
  const nearest = since[nearestOf(since, moment)!]!;
  const after = moment.origin === 'beginning' ? '' : ` after ${moment.origin}`;
  const others = known.filter((time) => time !== nearest).slice(0, TOLD_TIMES).map(formatHundredths);
  const rest = others.length === 0 ? '' : ` (also ${others.join(', ')})`;
  return `${moment.origin === 'beginning' ? 'at ' : ''}${formatHundredths(nearest)}${after}${rest}`;
}
