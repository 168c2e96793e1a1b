/** A regular expression is not one; the message is that of the language. */
export class RegExpSyntaxError extends Error {
  override readonly name = 'RegExpSyntaxError';
}

/** A regular expression uses something that is not built here. */
export class UnsupportedRegExp extends Error {
  override readonly name = 'UnsupportedRegExp';
}

/** Characters from one to another, both included. */
export type CharRange = readonly [number, number];

/** A part of a regular expression. */
export type RegExpNode =
  | { readonly kind: 'set'; readonly ranges: readonly CharRange[]; readonly isNegated: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly RegExpNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegExpNode[] }
  | { readonly kind: 'repeat'; readonly body: RegExpNode; readonly min: number; readonly max: number; readonly isLazy: boolean; readonly groups: readonly [number, number] }
  | { readonly kind: 'group'; readonly body: RegExpNode; readonly index: number }
  | { readonly kind: 'look'; readonly body: RegExpNode; readonly isBehind: boolean; readonly isNegated: boolean }
  | { readonly kind: 'back'; readonly index: number }
  | { readonly kind: 'assert'; readonly what: 'start' | 'end' | 'boundary' | 'no-boundary' };

/** A regular expression with its groups. */
export interface ParsedRegExp {
  readonly root: RegExpNode;
  readonly groupCount: number;
  /** The numbers of groups by their names. */
  readonly names: ReadonlyMap<string, number>;
}

const DIGITS: readonly CharRange[] = [[48, 57]];
const WORD: readonly CharRange[] = [[48, 57], [65, 90], [95, 95], [97, 122]];
const SPACE: readonly CharRange[] = [[9, 13], [32, 32], [160, 160], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]];
const LINE_ENDS: readonly CharRange[] = [[10, 10], [13, 13], [0x2028, 0x2029]];
const LAST_CHARACTER = 0x10ffff;
const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12 };
const CLASSES: Readonly<Record<string, readonly CharRange[]>> = { d: DIGITS, w: WORD, s: SPACE };
/** How often a part can be asked for by a number. */
const MOST_REPEATS = 1000;
const DEEPEST = 50;

/** Reads a regular expression. @throws RegExpSyntaxError @throws UnsupportedRegExp */
export function parseRegExp(source: string, flags: string): ParsedRegExp {
  return new RegExpParser(source, flags).parse();
}

class RegExpParser {
  #at = 0;
  #groups = 0;
  #depth = 0;
  readonly #names = new Map<string, number>();
  readonly #groupNames: ReadonlyMap<string, number>;

  constructor(private readonly source: string, private readonly flags: string) {
    this.#groupNames = namesIn(source);
  }

  parse(): ParsedRegExp {
    const root = this.#choice();
    if (this.#at < this.source.length) this.#fail(this.#peek() === ')' ? 'Unmatched \')\'' : 'Nothing to repeat');
    return { root, groupCount: this.#groups, names: this.#names };
  }

  #fail(message: string): never {
    throw new RegExpSyntaxError(`Invalid regular expression: /${this.source}/${this.flags}: ${message}`);
  }

  #peek(): string {
    return this.source.charAt(this.#at);
  }

  #take(text: string): boolean {
    if (!this.source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): RegExpNode {
    if (++this.#depth > DEEPEST) throw new UnsupportedRegExp(`a regular expression with more than ${DEEPEST} groups in one another`);
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#depth--;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(): RegExpNode {
    const parts: RegExpNode[] = [];
    while (this.#at < this.source.length && this.#peek() !== '|' && this.#peek() !== ')') parts.push(this.#quantified());
    return { kind: 'sequence', parts };
  }

  #quantified(): RegExpNode {
    const before = this.#groups;
    const body = this.#atom();
    const bounds = this.#quantifier();
    if (bounds === undefined) return body;
    if (body.kind === 'assert') this.#fail('Nothing to repeat');
    const [min, max] = bounds;
    if (min > max) this.#fail('numbers out of order in {} quantifier');
    if (min > MOST_REPEATS || (max !== Infinity && max > MOST_REPEATS)) throw new UnsupportedRegExp(`a regular expression that repeats a part more than ${MOST_REPEATS} times`);
    return { kind: 'repeat', body, min, max, isLazy: this.#take('?'), groups: [before + 1, this.#groups] };
  }

  #quantifier(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const match = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.#at, this.#at + 30));
    if (match === null) return undefined;
    this.#at += match[0].length;
    const min = Number(match[1]);
    return [min, match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3])];
  }

  #atom(): RegExpNode {
    if (this.#take('^')) return { kind: 'assert', what: 'start' };
    if (this.#take('$')) return { kind: 'assert', what: 'end' };
    if (this.#take('.')) return { kind: 'set', ranges: this.flags.includes('s') ? [] : LINE_ENDS, isNegated: true };
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return this.#set();
    if (this.#take('\\')) return this.#escape();
    if ('*+?'.includes(this.#peek())) this.#fail('Nothing to repeat');
    return single(this.#character());
  }

  /** The code of the next character; a pair of surrogates is one with the flag `u`. */
  #character(): number {
    const code = this.flags.includes('u') ? this.source.codePointAt(this.#at)! : this.source.charCodeAt(this.#at);
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  #group(): RegExpNode {
    for (const [sign, isBehind, isNegated] of [['?=', false, false], ['?!', false, true], ['?<=', true, false], ['?<!', true, true]] as const) {
      if (this.#take(sign)) return this.#close({ kind: 'look', body: this.#choice(), isBehind, isNegated });
    }
    if (this.#take('?:')) return this.#close(this.#choice());
    const index = ++this.#groups;
    if (this.#take('?<')) {
      const name = /^[$\w]+(?=>)/.exec(this.source.slice(this.#at))?.[0] ?? this.#fail('Invalid capture group name');
      if (this.#names.has(name)) this.#fail('Duplicate capture group name');
      this.#at += name.length + 1;
      this.#names.set(name, index);
    } else if (this.#peek() === '?') {
      this.#fail('Invalid group');
    }
    return this.#close({ kind: 'group', body: this.#choice(), index });
  }

  #close(node: RegExpNode): RegExpNode {
    return this.#take(')') ? node : this.#fail('Unterminated group');
  }

  #escape(): RegExpNode {
    const letter = this.#peek();
    if (letter === '') this.#fail('\\ at end of pattern');
    if (letter === 'b' || letter === 'B') {
      this.#at++;
      return { kind: 'assert', what: letter === 'b' ? 'boundary' : 'no-boundary' };
    }
    const number = /^[1-9]\d*/.exec(this.source.slice(this.#at, this.#at + 4))?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return { kind: 'back', index: Number(number) };
    }
    if (letter === 'k' && this.#groupNames.size > 0) {
      const name = /^k<([$\w]+)>/.exec(this.source.slice(this.#at));
      const index = name === null ? undefined : this.#groupNames.get(name[1]!);
      if (name === null || index === undefined) return this.#fail('Invalid named reference');
      this.#at += name[0].length;
      return { kind: 'back', index };
    }
    return this.#classEscape() ?? single(this.#characterEscape());
  }

  /** `\d`, `\w`, `\s` and their opposites. */
  #classEscape(): Extract<RegExpNode, { kind: 'set' }> | undefined {
    const letter = this.#peek();
    if ((letter === 'p' || letter === 'P') && this.flags.includes('u')) throw new UnsupportedRegExp(`\\${letter}{…} in a regular expression`);
    const ranges = Object.hasOwn(CLASSES, letter.toLowerCase()) ? CLASSES[letter.toLowerCase()] : undefined;
    if (ranges === undefined) return undefined;
    this.#at++;
    return { kind: 'set', ranges, isNegated: letter !== letter.toLowerCase() };
  }

  #characterEscape(): number {
    const rest = this.source.slice(this.#at, this.#at + 10);
    const match = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|c([a-zA-Z]))/.exec(rest);
    if (match !== null && (match[3] === undefined || this.flags.includes('u'))) {
      this.#at += match[0].length;
      return match[4] === undefined ? parseInt(match[1] ?? match[2] ?? match[3] ?? '0', 16) : match[4].charCodeAt(0) % 32;
    }
    if (/^0(?!\d)/.test(rest)) {
      this.#at++;
      return 0;
    }
    const control = Object.hasOwn(CONTROL, rest.charAt(0)) ? CONTROL[rest.charAt(0)] : undefined;
    if (control === undefined) return this.#character();
    this.#at++;
    return control;
  }

  #set(): RegExpNode {
    const isNegated = this.#take('^');
    const ranges: CharRange[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.source.length) this.#fail('Unterminated character class');
      const low = this.#setMember(ranges);
      if (low === undefined || this.#peek() !== '-' || this.source.charAt(this.#at + 1) === ']') {
        if (low !== undefined) ranges.push([low, low]);
        continue;
      }
      this.#at++;
      const high = this.#setMember(ranges);
      if (high === undefined) ranges.push([low, low], [45, 45]);
      else if (high < low) this.#fail('Range out of order in character class');
      else ranges.push([low, high]);
    }
    return { kind: 'set', ranges, isNegated };
  }

  /** A character of a set; undefined when a class such as `\d` was there, which has been added. */
  #setMember(ranges: CharRange[]): number | undefined {
    if (!this.#take('\\')) return this.#character();
    if (this.#take('b')) return 8;
    const set = this.#classEscape();
    if (set === undefined) return this.#characterEscape();
    ranges.push(...(set.isNegated ? complement(set.ranges) : set.ranges));
    return undefined;
  }
}

function single(code: number): RegExpNode {
  return { kind: 'set', ranges: [[code, code]], isNegated: false };
}

function complement(ranges: readonly CharRange[]): CharRange[] {
  const result: CharRange[] = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) result.push([from, low - 1]);
    from = high + 1;
  }
  result.push([from, LAST_CHARACTER]);
  return result;
}

/** The named groups of an expression, which may be referred to before they come. */
function namesIn(source: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let index = 0;
  const text = source.replace(/\\./gs, '  ').replace(/\[[^\]]*\]/g, '');
  for (const [, name] of text.matchAll(/\((?:(?!\?)|\?<(?![=!])([$\w]+)>)/g)) {
    index++;
    if (name !== undefined) names.set(name, index);
  }
  return names;
}
