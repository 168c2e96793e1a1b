import { LimitReached } from '../errors';

/** A regular expression cannot be read; the message is what `regerror` says. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
}

/** Whether a byte belongs to a set. */
export type CharTest = (char: string) => boolean;

/** Where in a text something matches without taking a byte. */
export type Assertion = 'start' | 'end' | 'word-start' | 'word-end' | 'word-border';

/** A regular expression as a tree. `maximum` of a repetition is infinite where there is no bound. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly node: RegexNode }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly minimum: number; readonly maximum: number };

/** How a regular expression is written and compared. */
export interface RegexOptions {
  /** POSIX extended (`grep -E`, `[[ =~ ]]`) rather than basic. */
  readonly extended: boolean;
  readonly ignoreCase: boolean;
}

const MAXIMUM_DEPTH = 50;
const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/, digit: /[0-9]/, alnum: /[A-Za-z0-9]/, upper: /[A-Z]/, lower: /[a-z]/, space: /\s/,
  blank: /[ \t]/, punct: /[!-/:-@[-`{-~]/, print: /[ -~]/, graph: /[!-~]/, cntrl: /[\0-\x1f\x7f]/,
  xdigit: /[0-9A-Fa-f]/,
};
const SHORTHANDS: Readonly<Record<string, CharTest>> = {
  w: (char) => /\w/.test(char), W: (char) => !/\w/.test(char), s: (char) => /\s/.test(char), S: (char) => !/\s/.test(char),
};
const ASSERTIONS: Readonly<Record<string, Assertion>> = { '<': 'word-start', '>': 'word-end', b: 'word-border' };

/** Reads a regular expression; tells how many groups it has. @throws RegexError */
export function parseRegex(source: string, options: RegexOptions): { readonly node: RegexNode; readonly groups: number } {
  const parser = new RegexParser(source, options);
  const node = parser.parse();
  return { node, groups: parser.groups };
}

class RegexParser {
  groups = 0;
  #position = 0;
  #depth = 0;

  constructor(
    private readonly source: string,
    private readonly options: RegexOptions,
  ) {}

  parse(): RegexNode {
    const node = this.#alternatives();
    if (this.#position < this.source.length) throw new RegexError('Unmatched ) or \\)');
    return node;
  }

  #alternatives(): RegexNode {
    const nodes = [this.#sequence()];
    while (this.#acceptSpecial('|')) nodes.push(this.#sequence());
    const [only] = nodes;
    return nodes.length === 1 && only !== undefined ? only : { kind: 'alternatives', nodes };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.#position < this.source.length && !this.#isSpecial('|') && !this.#closesGroup()) {
      nodes.push(this.#repeated(nodes.length === 0));
    }
    return nodes.length === 0 ? { kind: 'empty' } : { kind: 'sequence', nodes };
  }

  #closesGroup(): boolean {
    return this.#depth > 0 && this.#isSpecial(')');
  }

  #repeated(isFirst: boolean): RegexNode {
    let node = this.#atom(isFirst);
    for (;;) {
      const bounds = this.#acceptRepetition();
      if (bounds === undefined) return node;
      node = { kind: 'repeat', node, ...bounds };
    }
  }

  #acceptRepetition(): { minimum: number; maximum: number } | undefined {
    if (this.#accept('*')) return { minimum: 0, maximum: Infinity };
    if (this.#acceptSpecial('+')) return { minimum: 1, maximum: Infinity };
    if (this.#acceptSpecial('?')) return { minimum: 0, maximum: 1 };
    const start = this.#position;
    if (!this.#acceptSpecial('{')) return undefined;
    const end = this.options.extended ? '}' : '\\}';
    const match = new RegExp(`(\\d*)(,?)(\\d*)${end.replace(/[\\}]/g, '\\$&')}`, 'y');
    match.lastIndex = this.#position;
    const [whole, low = '', comma, high = ''] = match.exec(this.source) ?? [];
    if (whole === undefined || (low === '' && high === '')) {
      if (!this.options.extended) throw new RegexError('Invalid preceding regular expression');
      this.#position = start;
      return undefined;
    }
    this.#position += whole.length;
    const minimum = Number(low);
    const maximum = comma === '' ? minimum : high === '' ? Infinity : Number(high);
    if (minimum > maximum) throw new RegexError('Invalid content of \\{\\}');
    if (minimum > 255 || (maximum !== Infinity && maximum > 255)) throw new RegexError('Regular expression too big');
    return { minimum, maximum };
  }

  #atom(isFirst: boolean): RegexNode {
    if (this.#acceptSpecial('(')) return this.#group();
    const char = this.source.charAt(this.#position++);
    if (char === '\\') return this.#escape();
    if (char === '[') return this.#set();
    if (char === '.') return { kind: 'char', test: () => true };
    if (char === '^' && (this.options.extended || isFirst)) return { kind: 'assert', assertion: 'start' };
    if (char === '$' && (this.options.extended || this.#isBeforeEnd())) return { kind: 'assert', assertion: 'end' };
    return this.#literal(char);
  }

  #isBeforeEnd(): boolean {
    return this.#position === this.source.length || /^\\[)|]/.test(this.source.slice(this.#position, this.#position + 2));
  }

  #group(): RegexNode {
    if (++this.#depth > MAXIMUM_DEPTH) throw new LimitReached(`${MAXIMUM_DEPTH} nested groups in a regular expression`);
    const index = ++this.groups;
    const node = this.#alternatives();
    if (!this.#acceptSpecial(')')) throw new RegexError('Unmatched ( or \\(');
    this.#depth--;
    return { kind: 'group', index, node };
  }

  #escape(): RegexNode {
    const char = this.source.charAt(this.#position++);
    if (char === '') throw new RegexError('Trailing backslash');
    if (/[1-9]/.test(char)) throw new RegexError('back references are not supported');
    const assertion = Object.hasOwn(ASSERTIONS, char) ? ASSERTIONS[char] : undefined;
    if (assertion !== undefined) return { kind: 'assert', assertion };
    const test = Object.hasOwn(SHORTHANDS, char) ? SHORTHANDS[char] : undefined;
    if (test !== undefined) return { kind: 'char', test };
    return this.#literal(char === 'n' ? '\n' : char === 't' ? '\t' : char);
  }

  #literal(char: string): RegexNode {
    return { kind: 'char', test: this.#caseTest((tested) => tested === char) };
  }

  #set(): RegexNode {
    const isNegated = this.#accept('^');
    const tests: CharTest[] = [];
    for (let isFirst = true; isFirst || !this.#accept(']'); isFirst = false) {
      if (this.#position >= this.source.length) throw new RegexError('Unmatched [, [^, [:, [., or [=');
      tests.push(this.#setItem());
    }
    const has = this.#caseTest((char) => tests.some((test) => test(char)));
    return { kind: 'char', test: isNegated ? (char) => !has(char) : has };
  }

  #setItem(): CharTest {
    const named = /^\[:(\w+):\]/.exec(this.source.slice(this.#position, this.#position + 12));
    if (named !== null) {
      const expression = CLASSES[named[1] ?? ''];
      if (expression === undefined) throw new RegexError('Invalid character class name');
      this.#position += named[0].length;
      return (char) => expression.test(char);
    }
    const low = this.source.charAt(this.#position++);
    const isRange = /^-[^\]]/.test(this.source.slice(this.#position, this.#position + 2));
    if (isRange) this.#position++;
    const high = isRange ? this.source.charAt(this.#position++) : low;
    if (high < low) throw new RegexError('Invalid range end');
    return (char) => char >= low && char <= high;
  }

  #caseTest(test: CharTest): CharTest {
    if (!this.options.ignoreCase) return test;
    return (char) => test(char.toLowerCase()) || test(char.toUpperCase());
  }

  #accept(char: string): boolean {
    if (this.source.charAt(this.#position) !== char) return false;
    this.#position++;
    return true;
  }

  /** An operator: plain in extended expressions, behind a backslash in basic ones. */
  #isSpecial(operator: string): boolean {
    return this.source.startsWith(this.options.extended ? operator : `\\${operator}`, this.#position);
  }

  #acceptSpecial(operator: string): boolean {
    if (!this.#isSpecial(operator)) return false;
    this.#position += this.options.extended ? 1 : 2;
    return true;
  }
}
