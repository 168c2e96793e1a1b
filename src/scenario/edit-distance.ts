/** How many letters have to be added, left out or exchanged to make one text of another (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** The name that comes nearest to a text; undefined where there is none. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  return names.map((name) => ({ name, distance: editDistance(text, name) })).sort((a, b) => a.distance - b.distance)[0]?.name;
}
