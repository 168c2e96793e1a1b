const ALPHABET = /[A-Za-z0-9+/]/;

/** The offset at which Go's decoder of standard base64 gives up, if it does (`encoding/base64` CorruptInputError). */
export function base64Problem(text: string): number | undefined {
  let inGroup = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset];
    if (character === '\n' || character === '\r') continue;
    if (ALPHABET.test(character)) {
      inGroup = (inGroup + 1) % 4;
      continue;
    }
    return character === '=' ? paddingProblem(text, offset, inGroup) : offset;
  }
  return inGroup === 0 ? undefined : text.length - inGroup;
}

/** What stands from the first `=` on must fill the group and end the text. */
function paddingProblem(text: string, offset: number, inGroup: number): number | undefined {
  if (inGroup < 2) return offset;
  const rest = text.slice(offset).replace(/[\r\n]/g, '');
  const expected = '='.repeat(4 - inGroup);
  if (rest === expected) return undefined;
  return rest.startsWith(expected) ? offset + expected.length : offset + rest.length;
}
