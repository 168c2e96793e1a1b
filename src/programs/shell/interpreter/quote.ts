/** A text as `set -x` shows it: in single quotes where ash thinks that they are needed. */
export function quoteIfNeeded(text: string): string {
  return /^[-+,./0-9:@A-Z\]^_a-z]*$/.test(text) ? text : quote(text);
}

/** A text in single quotes, as `export -p` and `trap` show it. */
export function quote(text: string): string {
  if (text === '') return "''";
  return text.split(/('+)/).map((piece) => {
    if (piece === '') return '';
    return piece.startsWith("'") ? `"${piece}"` : `'${piece}'`;
  }).join('');
}
