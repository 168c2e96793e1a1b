/** The list with each element mapped; the same list if no element changed. */
export function mapShared<T>(list: readonly T[], change: (element: T) => T): readonly T[] {
  let result: T[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const changed = change(list[index]);
    if (changed !== list[index]) {
      result ??= list.slice();
      result[index] = changed;
    }
  }
  return result ?? list;
}
