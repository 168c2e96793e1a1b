/** A text as `set -x` shows it: in single quotes where ash thinks that they are needed. */
export function quoteIfNeeded(text: string): string {
  return /^[-+,./0-9:@A-Z\]^_a-z]*$/.test(text) ? text : quote(text);
}

/** Characters that do not print. */
const CONTROLS = /[\0-\x1f\x7f]/;

/** A text as `set -x` of bash shows it (lib/sh/shquote.c `sh_contains_shell_metas`); empty text stays empty. */
export function quoteAsBash(text: string): string {
  if (/[ \t\n'"\\|&;()<>!{}*[?\]^$`]|(?:^|[=:])~|^#/.test(text)) return `'${text.replace(/'/g, "'\\''")}'`;
  return CONTROLS.test(text) ? `$'${text.replace(new RegExp(CONTROLS, 'g'), escapeControl)}'` : text;
}

function escapeControl(char: string): string {
  const code = char.charCodeAt(0);
  const place = code === 27 ? 'E' : 'abtnvfr'.charAt(code - 7);
  return `\\${place === '' ? code.toString(8).padStart(3, '0') : place}`;
}

/** A text in single quotes, as `export -p` and `trap` show it. */
export function quote(text: string): string {
  if (text === '') return "''";
  return text.split(/('+)/).map((piece) => {
    if (piece === '') return '';
    return piece.startsWith("'") ? `"${piece}"` : `'${piece}'`;
  }).join('');
}
