const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that an XML document may not contain, not even escaped, or that turn the direction of writing. */
const ILLEGAL = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/**
 * Makes a text safe inside an SVG: markup characters are escaped; control characters, characters that turn the direction
 * of writing, and halves of surrogate pairs become a replacement character.
 */
export function escapeXml(text: string): string {
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** Estimates the width of a text in a common sans-serif font, rather too wide than too narrow. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (let i = 0; i < text.length; i += 1) em += codeWidth(text.charCodeAt(i));
  return em * fontSize;
}

/** Cuts a text to a width, with an ellipsis where something is missing; empty if not even two characters fit. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (text.length * NARROWEST * fontSize <= width && textWidth(text, fontSize) <= width) return text;
  const room = width - textWidth('…', fontSize);
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += textWidth(character, fontSize);
    if (used > room) break;
    end += character.length;
  }
  return end < 2 ? '' : `${text.slice(0, end)}…`;
}

/** The first of some texts that is no wider than `width`. */
export function firstThatFits(texts: readonly string[], width: number, fontSize: number): string | undefined {
  return texts.find((text) => text.length * NARROWEST * fontSize <= width && textWidth(text, fontSize) <= width);
}

/** Width of the narrowest characters, in em. */
const NARROWEST = 0.4;

/** Width of a UTF-16 code unit in em; the halves of a surrogate pair share the width of a wide character. */
function codeWidth(code: number): number {
  if (code < 128) return ASCII_WIDTHS[code] as number;
  if (code < 0x1100) return 0.7;
  return code >= 0xd800 && code < 0xe000 ? 0.6 : 1.05;
}

const ASCII_WIDTHS: readonly number[] = Array.from({ length: 128 }, (_, code) => asciiWidth(String.fromCharCode(code)));

function asciiWidth(character: string): number {
  if ('iIljtfr.,:;\'|!()[] -'.includes(character)) return NARROWEST;
  if ('mwMW%@'.includes(character)) return 1;
  return character >= 'A' && character <= 'Z' ? 0.72 : 0.62;
}
