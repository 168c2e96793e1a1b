/**
 * Shell patterns: `*`, `?`, `[…]`, and a backslash before a character that stands for itself. Matching takes at most
 * pattern length times text length steps, whatever the pattern.
 */
export type Pattern = readonly PatternItem[];

type PatternItem =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly isNegated: boolean; readonly has: (char: string) => boolean };

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/, digit: /[0-9]/, alnum: /[A-Za-z0-9]/, upper: /[A-Z]/, lower: /[a-z]/, space: /\s/,
  blank: /[ \t]/, punct: /[!-/:-@[-`{-~]/, print: /[ -~]/, graph: /[!-~]/, cntrl: /[\0-\x1f\x7f]/,
  xdigit: /[0-9A-Fa-f]/,
};

const ANY: PatternItem = { kind: 'any' };
const STAR: PatternItem = { kind: 'star' };

/** Reads a pattern. */
export function parsePattern(source: string): Pattern {
  const items: PatternItem[] = [];
  for (let index = 0; index < source.length; index++) {
    const char = source.charAt(index);
    if (char === '*') {
      if (items.at(-1) !== STAR) items.push(STAR);
    } else if (char === '?') {
      items.push(ANY);
    } else if (char === '\\' && index + 1 < source.length) {
      items.push({ kind: 'char', char: source.charAt(++index) });
    } else {
      const set = char === '[' ? parseSet(source, index + 1) : undefined;
      items.push(set?.item ?? { kind: 'char', char });
      if (set !== undefined) index = set.end;
    }
  }
  return items;
}

/** Whether a pattern matches the whole text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let item = 0;
  let index = 0;
  let starItem = -1;
  let starIndex = 0;
  while (index < text.length) {
    const current = pattern[item];
    if (current?.kind === 'star') {
      starItem = item++;
      starIndex = index;
    } else if (current !== undefined && matchesChar(current, text.charAt(index))) {
      item++;
      index++;
    } else if (starItem >= 0) {
      item = starItem + 1;
      index = ++starIndex;
    } else {
      return false;
    }
  }
  while (pattern[item]?.kind === 'star') item++;
  return item === pattern.length;
}

/** The text without the part at its beginning or end that matches: the shortest or the longest such part. */
export function trimPattern(pattern: Pattern, text: string, side: 'prefix' | 'suffix', longest: boolean): string {
  for (let step = 0; step <= text.length; step++) {
    const length = longest ? text.length - step : step;
    const part = side === 'prefix' ? text.slice(0, length) : text.slice(text.length - length);
    if (!matchesPattern(pattern, part)) continue;
    return side === 'prefix' ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

/** The text with the first (or each) longest match replaced. */
export function replacePattern(pattern: Pattern, text: string, replacement: string, all: boolean): string {
  let result = '';
  let from = 0;
  while (from < text.length) {
    const length = longestMatch(pattern, text, from);
    if (length === 0) {
      result += text.charAt(from++);
      continue;
    }
    result += replacement;
    from += length;
    if (!all) break;
  }
  return result + text.slice(from);
}

/** Puts a backslash before every character that a pattern would not take for itself. */
export function quotePattern(text: string): string {
  return /[*?[\]\\]/.test(text) ? text.replace(/[*?[\]\\]/g, '\\$&') : text;
}

/** Whether a pattern has anything but plain characters. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]|\[[^]*\]/.test(pattern.replace(/\\[^]/g, ''));
}

/** The text that a pattern without wildcards stands for. */
export function unquotePattern(pattern: string): string {
  return pattern.replace(/\\([^])/g, '$1');
}

function longestMatch(pattern: Pattern, text: string, from: number): number {
  for (let end = text.length; end > from; end--) if (matchesPattern(pattern, text.slice(from, end))) return end - from;
  return 0;
}

function matchesChar(item: PatternItem, char: string): boolean {
  switch (item.kind) {
    case 'char':
      return item.char === char;
    case 'any':
      return true;
    case 'set':
      return item.has(char) !== item.isNegated;
    case 'star':
      return false;
  }
}

/** Reads `[…]` from behind the bracket; undefined when it is never closed and so stands for itself. */
function parseSet(source: string, start: number): { item: PatternItem; end: number } | undefined {
  const isNegated = source.charAt(start) === '!' || source.charAt(start) === '^';
  const tests: ((char: string) => boolean)[] = [];
  let index = isNegated ? start + 1 : start;
  for (let first = true; index < source.length; first = false) {
    const char = source.charAt(index);
    if (char === ']' && !first) {
      return { item: { kind: 'set', isNegated, has: (tested) => tests.some((test) => test(tested)) }, end: index };
    }
    const named = /^\[:(\w+):\]/.exec(source.slice(index, index + 12));
    if (named !== null) {
      const expression = CLASSES[named[1] ?? ''];
      tests.push((tested) => expression?.test(tested) ?? false);
      index += named[0].length;
    } else {
      index = parseRange(source, index, tests);
    }
  }
  return undefined;
}

function parseRange(source: string, start: number, tests: ((char: string) => boolean)[]): number {
  let index = start;
  const take = (): string => {
    if (source.charAt(index) === '\\' && index + 1 < source.length) index++;
    return source.charAt(index++);
  };
  const low = take();
  const isRange = source.charAt(index) === '-' && index + 1 < source.length && source.charAt(index + 1) !== ']';
  if (isRange) index++;
  const high = isRange ? take() : low;
  tests.push((tested) => tested >= low && tested <= high);
  return index;
}
