import { UnsupportedConstruct } from '../../errors';
import type { Regex } from '../../regex/compile';
import { compileRegex } from '../../regex/compile';
import { RegexError } from '../../regex/parse';
import { AppletError } from '../applet';
import type { ReplacementPart, SedAction, SedAddress, SedCommand } from './script';

const SIMPLE = new Set(['p', 'd', '=', 'n', 'N', 'h', 'H', 'g', 'G', 'x', 'P', 'D']);
const UNSUPPORTED = new Set(['b', 't', 'T', ':', 'r', 'R', 'w', 'W', 'e', 'l', 'F', 'z', 'Q', 'v']);

/** Reads a script of `sed`. @throws AppletError */
export function parseSed(source: string, extended: boolean): readonly SedCommand[] {
  const parser = new SedParser(source, extended);
  return parser.parseCommands(false);
}

class SedParser {
  #position = 0;

  constructor(
    private readonly source: string,
    private readonly extended: boolean,
  ) {}

  parseCommands(inBraces: boolean): SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.#match(/[\s;]*/y);
      this.#match(/#[^\n]*/y);
      if (this.#peek() === '\n') continue;
      if (this.#position >= this.source.length) {
        if (inBraces) throw new AppletError('unmatched {');
        return commands;
      }
      if (this.#accept('}')) {
        if (!inBraces) throw new AppletError('unexpected }');
        return commands;
      }
      commands.push(this.#parseCommand());
    }
  }

  #parseCommand(): SedCommand {
    const from = this.#parseAddress();
    const to = from !== undefined && this.#accept(',') ? this.#parseEnd() : undefined;
    this.#match(/[ \t]*/y);
    const isNegated = this.#accept('!');
    this.#match(/[ \t!]*/y);
    return { from, to, isNegated, action: this.#parseAction() };
  }

  #parseEnd(): SedAddress {
    this.#match(/[ \t]*/y);
    if (this.#accept('+')) return { kind: 'count', count: Number(this.#match(/\d+/y)) };
    const address = this.#parseAddress();
    if (address === undefined) throw new AppletError('no address after comma');
    return address;
  }

  #parseAddress(): SedAddress | undefined {
    if (this.#accept('$')) return { kind: 'last' };
    const digits = this.#match(/\d+/y);
    if (digits !== '') {
      if (this.#accept('~')) return { kind: 'step', first: Number(digits), step: Number(this.#match(/\d+/y)) };
      return { kind: 'line', number: Number(digits) };
    }
    const delimiter = this.#accept('/') ? '/' : this.#accept('\\') ? this.#take() : undefined;
    if (delimiter === undefined) return undefined;
    const pattern = this.#readUntil(delimiter);
    const ignoreCase = this.#accept('I');
    return { kind: 'match', regex: pattern === '' ? undefined : this.#compile(pattern, ignoreCase) };
  }

  #parseAction(): SedAction {
    const letter = this.#take();
    if (letter === 's') return this.#parseSubstitution();
    if (letter === 'y') return this.#parseTransliteration();
    if (letter === '{') return { kind: '{', commands: this.parseCommands(true) };
    if (letter === 'a' || letter === 'i' || letter === 'c') return { kind: letter, text: this.#readText() };
    if (letter === 'q') return { kind: 'q', status: Number(this.#match(/[ \t]*\d*/y)) };
    if (SIMPLE.has(letter)) return { kind: letter as 'p' };
    if (UNSUPPORTED.has(letter)) throw new UnsupportedConstruct(`the command ${letter} of sed`);
    throw new AppletError(`unsupported command ${letter}`);
  }

  #parseSubstitution(): SedAction {
    const delimiter = this.#take();
    const pattern = this.#readUntil(delimiter);
    const replacement = parseReplacement(this.#readUntil(delimiter, true));
    const flags = this.#match(/[gpiI0-9]*/y);
    if (/[wem]/.test(this.#peek())) throw new UnsupportedConstruct(`the flag ${this.#peek()} of s of sed`);
    const digits = /\d+/.exec(flags)?.[0];
    return {
      kind: 's',
      regex: pattern === '' ? undefined : this.#compile(pattern, /[iI]/.test(flags)),
      replacement,
      all: flags.includes('g'),
      prints: flags.includes('p'),
      occurrence: digits === undefined ? 1 : Number(digits),
    };
  }

  #parseTransliteration(): SedAction {
    const delimiter = this.#take();
    const from = unescape(this.#readUntil(delimiter));
    const to = unescape(this.#readUntil(delimiter));
    if (from.length !== to.length) throw new AppletError('strings for y command have different lengths');
    return { kind: 'y', from, to };
  }

  /** The text of `a`, `i` and `c`: on the same line, or behind a backslash on the next ones. */
  #readText(): string {
    this.#match(/[ \t]*(?:\\[ \t]*\n)?/y);
    const text = this.#match(/(?:[^\n\\]|\\[^])*/y);
    return `${text.replace(/\\([^])/g, '$1')}\n`;
  }

  /** Reads up to a delimiter, which is taken; a delimiter behind a backslash belongs to the text. */
  #readUntil(delimiter: string, isReplacement = false): string {
    let text = '';
    let inSet = false;
    for (;;) {
      const char = this.#take();
      if (char === '') throw new AppletError(isReplacement ? 'unterminated `s\' command' : 'unterminated address regex');
      if (char === delimiter && !inSet) return text;
      if (char === '\\') {
        const next = this.#take();
        text += next === delimiter ? next : `\\${next}`;
        continue;
      }
      if (!isReplacement && char === '[') inSet = true;
      if (inSet && char === ']' && !/\[\^?$/.test(text)) inSet = false;
      text += char;
    }
  }

  #compile(pattern: string, ignoreCase: boolean): Regex {
    try {
      return compileRegex(pattern, { extended: this.extended, ignoreCase });
    } catch (error) {
      if (error instanceof RegexError) throw new AppletError(`bad regex '${pattern}': ${error.message}`);
      throw error;
    }
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.source)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  #peek(): string {
    return this.source.charAt(this.#position);
  }

  #take(): string {
    return this.source.charAt(this.#position++);
  }

  #accept(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#position++;
    return true;
  }
}

function parseReplacement(text: string): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (const [, escaped, literal] of text.matchAll(/\\([^])|(&|[^\\&]+)/g)) {
    if (literal === '&') parts.push(0);
    else if (literal !== undefined) parts.push(literal);
    else if (/\d/.test(escaped ?? '')) parts.push(Number(escaped));
    else parts.push(unescape(`\\${escaped ?? ''}`));
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\([^])/g, (_: string, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
