/** So many items are told at most. */
const TOLD_ITEMS = 12;

/** Items with commas between them; equal ones in a row are told once: `1 ×140, 137, 1 ×2`. */
export function listInRuns(items: readonly string[]): string {
  const runs: { readonly item: string; times: number }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.item === item) last.times += 1;
    else runs.push({ item, times: 1 });
  }
  const told = runs.slice(0, TOLD_ITEMS).map(({ item, times }) => (times === 1 ? item : `${item} ×${times}`)).join(', ');
  return runs.length > TOLD_ITEMS ? `${told}, …` : told;
}
