/** A stretch of a lane, in pixels or columns, that has one look. */
export interface Stretch<S> {
  readonly from: number;
  readonly to: number;
  readonly style: S;
  /** What may be written on it, the longest text first. */
  readonly texts: readonly string[];
  /** How many states it stands for. */
  readonly states: number;
  /** What those states are called that give it its look, and how many there are; absent where it stands for one. */
  readonly repeated?: Repeated;
}

interface Repeated {
  readonly text: string;
  readonly times: number;
}

/**
 * Joins stretches that are too narrow to be seen one by one: neighbours are joined until they are `narrowest` wide, and
 * what remains is widened until it can be seen. A joined stretch has the look that ranks highest.
 *
 * @param visible how wide every stretch is at least
 * @param rank how much a look matters; the highest wins
 */
export function condenseStretches<S>(
  stretches: readonly Stretch<S>[],
  narrowest: number,
  visible: number,
  rank: (style: S) => number,
): Stretch<S>[] {
  const result: Stretch<S>[] = [];
  let pending: Stretch<S> | undefined;
  const flush = (): void => {
    if (pending) appendJoined(result, { ...pending, to: Math.max(pending.to, pending.from + visible) });
    pending = undefined;
  };
  for (const stretch of stretches) {
    if (stretch.to - stretch.from >= narrowest) {
      flush();
      result.push(stretch);
      continue;
    }
    if (pending && stretch.from - pending.from >= narrowest) flush();
    pending = pending ? join(pending, stretch, rank(stretch.style) > rank(pending.style) ? stretch : pending) : stretch;
  }
  flush();
  return result;
}

/** Two stretches that both stand for several states and look the same become one. */
function appendJoined<S>(result: Stretch<S>[], next: Stretch<S>): void {
  const last = result.at(-1);
  const joins = last && last.states > 1 && next.states > 1 && last.style === next.style && next.from - last.to <= 3;
  if (joins) result[result.length - 1] = join(last, next, last);
  else result.push(next);
}

function join<S>(a: Stretch<S>, b: Stretch<S>, look: Stretch<S>): Stretch<S> {
  const states = a.states + b.states;
  const [own, other] = [repeatedOf(look), repeatedOf(look === a ? b : a)];
  const repeated = { text: own.text, times: own.times + (other.text === own.text ? other.times : 0) };
  return { from: a.from, to: Math.max(a.to, b.to), style: look.style, texts: describeJoined(states, repeated), states, repeated };
}

function repeatedOf<S>({ repeated, texts }: Stretch<S>): Repeated {
  return repeated ?? { text: texts[0] ?? '', times: 1 };
}

function describeJoined(states: number, { text, times }: Repeated): string[] {
  return times > 1 ? [`${text} ×${times}, ${states} states in all`, `${text} ×${times}`, `${states} states`] : [`${states} states`];
}

/** Joins intervals that overlap or lie no more than `gap` apart, and makes each at least `narrowest` wide. */
export function mergeIntervals(
  intervals: readonly { readonly from: number; readonly to: number }[],
  gap: number,
  narrowest: number,
): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const end = Math.max(to, from + narrowest);
    const last = merged.at(-1);
    if (last && from <= last.to + gap) last.to = Math.max(last.to, end);
    else merged.push({ from, to: end });
  }
  return merged;
}

/** Leaves out positions that lie less than `distance` after the one kept before; positions must ascend. */
export function thinOut<T>(items: readonly T[], position: (item: T) => number, distance: number): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return items.filter((item) => {
    const at = position(item);
    if (at - last < distance) return false;
    last = at;
    return true;
  });
}
