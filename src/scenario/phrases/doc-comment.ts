/** The lines of the doc comment that ends right above a line, without its decoration; none if there is no comment. */
export function commentAbove(lines: readonly string[], index: number): string[] {
  const end = index - 1;
  if (end < 0 || !lines[end].trimEnd().endsWith('*/')) return [];
  let start = end;
  while (start > 0 && !lines[start].startsWith('/**')) start -= 1;
  return lines.slice(start, end + 1)
    .map((line) => line.replace(/^\/\*\*\s?/, '').replace(/\s*\*\/$/, '').replace(/^ \* ?/, '').trimEnd())
    .filter((line, position, all) => line !== '' || (position > 0 && position < all.length - 1));
}
