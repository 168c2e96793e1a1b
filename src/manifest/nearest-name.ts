/** A name, and how far it is from what was written. */
export interface Closeness {
  readonly name: string;
  /** Letters to be added, left out or exchanged. */
  readonly edits: number;
}

/**
 * The known name that is the fewest edits away from a word, the first of several; undefined when none is known.
 * @param spell how a name is written where it is compared
 */
export function closestName(word: string, known: readonly string[], spell = (name: string): string => name): Closeness | undefined {
  let closest: Closeness | undefined;
  for (const name of known) {
    const edits = editDistance(word, spell(name));
    if (closest === undefined || edits < closest.edits) closest = { name, edits };
  }
  return closest;
}

/** The known name that a misspelt one most likely means, case aside; undefined if none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const word = given.toLowerCase();
  const closest = closestName(word, known, (name) => name.toLowerCase());
  return closest !== undefined && closest.edits <= Math.max(1, Math.floor(word.length / 3)) ? closest.name : undefined;
}

/** The number of single-character edits between two words (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
