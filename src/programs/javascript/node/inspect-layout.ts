/** Characters of a line (`breakLength` of `util.inspect`). */
const LINE_LENGTH = 80;

/** The parts of an object, and what stands around them. */
export interface Layout {
  readonly parts: readonly string[];
  readonly prefix: string;
  readonly begin: string;
  readonly end: string;
  readonly indentation: number;
  /** Whether it may be put into one line: its objects do not lie too deep in one another. */
  readonly canBeOneLine: boolean;
}

/** Puts parts into one line if they fit, or else each into its own (`reduceToSingleString` of lib/internal/util/inspect.js). */
export function joinParts({ parts, prefix, begin, end, indentation, canBeOneLine }: Layout): string {
  const start = prefix === '' ? '' : `${prefix} `;
  if (canBeOneLine) {
    const length = parts.reduce((sum, part) => sum + part.length, 0) + parts.length + parts.length + indentation + begin.length + start.length + 10;
    const line = parts.join(', ');
    if (length <= LINE_LENGTH && !line.includes('\n') && !prefix.includes('\n')) return `${start}${begin} ${line} ${end}`;
  }
  const lineStart = `\n${' '.repeat(indentation)}`;
  return `${start}${begin}${lineStart}  ${parts.join(`,${lineStart}  `)}${lineStart}${end}`;
}

/** Puts the elements of a long array into columns (`groupArrayElements` of lib/internal/util/inspect.js). */
export function groupElements(elements: readonly string[], isNumeric: boolean, indentation: number): string[] {
  const count = elements.at(-1)?.startsWith('... ') === true ? elements.length - 1 : elements.length;
  const lengths = elements.slice(0, count).map(({ length }) => length + SEPARATOR);
  const longest = Math.max(...lengths);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const isEven = total / longest > 5 || longest - SEPARATOR <= 6;
  if (longest * 3 + indentation >= LINE_LENGTH || !isEven) return [...elements];
  const biased = Math.max(longest - 3 - Math.sqrt(longest - total / elements.length), 1);
  const square = Math.round(Math.sqrt(CHARACTER_HEIGHT * biased * count) / biased);
  const columns = Math.min(square, Math.floor((LINE_LENGTH - indentation) / longest), MOST_COLUMNS);
  return columns <= 1 ? [...elements] : columnsOf(elements, count, columns, lengths, isNumeric);
}

/** A comma and a space. */
const SEPARATOR = 2;
/** How much higher than wide a character is. */
const CHARACTER_HEIGHT = 2.5;
/** Four times `compact` of `util.inspect`. */
const MOST_COLUMNS = 12;

function columnsOf(elements: readonly string[], count: number, columns: number, lengths: readonly number[], isNumeric: boolean): string[] {
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...lengths.filter((_length, index) => index % columns === column)));
  const lines: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let line = '';
    for (let index = start; index < end; index++) {
      const isLast = index === end - 1;
      const text = isLast ? elements[index]! : `${elements[index]!}, `;
      const width = isLast ? widths[index - start]! - SEPARATOR : widths[index - start]!;
      line += isNumeric ? text.padStart(width) : isLast ? text : text.padEnd(width);
    }
    lines.push(line);
  }
  return elements.length > count ? [...lines, elements[count]!] : lines;
}

/** A text in quotes as `util.inspect` shows it. */
export function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  const escaped = text.replace(/[\0-\x1f\x7f-\x9f\\]/g, (character) => ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return `${mark}${mark === "'" ? escaped.replace(/'/g, "\\'") : escaped}${mark}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\', '\v': '\\x0B' };
