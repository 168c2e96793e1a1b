/*
 * Lists that are short, live long and are replaced rather than changed. An array that grows by `push` keeps room for
 * sixteen more items, and `concat` is a call into the runtime of V8.
 */

/** The list with one more item at its end. */
export function withItem<T>(list: readonly T[], item: T): readonly T[] {
  switch (list.length) {
    case 0: return [item];
    case 1: return [list[0], item];
    case 2: return [list[0], list[1], item];
    default: return [...list, item];
  }
}

/** The list without an item; `none` when nothing is left. */
export function withoutItem<T>(list: readonly T[], item: T, none: readonly T[]): readonly T[] {
  if (list.length > 1) return list.filter((each) => each !== item);
  return list[0] === item ? none : list;
}
