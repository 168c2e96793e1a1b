import type { Instant } from '../../simulation/time';

/** Something that is so from a moment on, until the next. */
export interface Timed<T> {
  readonly t: Instant;
  readonly value: T;
}

/** A stretch of time in which something held. */
export interface Span {
  readonly from: Instant;
  /** The end, excluded; of an open span the moment of the observation. */
  readonly to: Instant;
  /** Whether it still holds. */
  readonly open: boolean;
}

/**
 * The spans in which a value fulfils a condition, in order of time.
 * @param continues whether a value that fulfils it, too, continues the span of the one before
 */
export function spansWhere<T>(
  history: readonly Timed<T>[], now: Instant, holds: (value: T) => boolean, continues: (before: T, value: T) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  let current: { from: Instant; last: T } | undefined;
  for (const { t, value } of history) {
    const isSo = holds(value);
    if (current !== undefined && (!isSo || !continues(current.last, value))) {
      spans.push({ from: current.from, to: t, open: false });
      current = undefined;
    }
    if (isSo) current = { from: current?.from ?? t, last: value };
  }
  if (current !== undefined) spans.push({ from: current.from, to: now, open: true });
  return spans;
}

/** A history without the values that repeat the one before. */
export function withoutRepetitions<T>(history: readonly Timed<T>[], isSame: (a: T, b: T) => boolean): Timed<T>[] {
  const kept: Timed<T>[] = [];
  for (const each of history) {
    const last = kept.at(-1);
    if (last === undefined || !isSame(last.value, each.value)) kept.push(each);
  }
  return kept;
}
