import type { RegExpInstruction, RegExpProgram } from './compile';
import type { CharRange } from './parse';

/** What a run needs to know. */
export interface MatchOptions {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly isUnicode: boolean;
  /** Counts work. @throws LimitReached */
  readonly step: (count: number) => void;
}

/** Positions of the whole and of the groups, two for each; -1 where a group took no part. */
export type Slots = readonly number[];

interface Way {
  readonly at: number;
  readonly position: number;
  readonly slots: Slots;
}

/** Instructions that count as one step of a script. */
const INSTRUCTIONS_PER_STEP = 10;

/** Tries to match at a position: ways are tried in the order of the language, each going back counts. */
export function matchAt(program: RegExpProgram, text: string, position: number, options: MatchOptions): Slots | undefined {
  const slots = new Array<number>(program.slots).fill(-1);
  slots[0] = position;
  const result = new Run(text, options).run(program.instructions, position, slots);
  return result === undefined ? undefined : result.slots.map((slot, index) => (index === 1 ? result.position : slot));
}

class Run {
  #count = 0;

  constructor(private readonly text: string, private readonly options: MatchOptions) {}

  run(program: readonly RegExpInstruction[], position: number, slots: Slots, end?: number): { readonly position: number; readonly slots: Slots } | undefined {
    const open: Way[] = [{ at: 0, position, slots }];
    for (let way = open.pop(); way !== undefined; way = open.pop()) {
      const result = this.#follow(program, way, open, end);
      if (result !== undefined) return result;
    }
    return undefined;
  }

  /** Follows one way to its end; those that branch off are left for later. */
  #follow(program: readonly RegExpInstruction[], way: Way, open: Way[], end: number | undefined): { position: number; slots: Slots } | undefined {
    let { at, position, slots } = way;
    for (;;) {
      if (++this.#count % INSTRUCTIONS_PER_STEP === 0) this.options.step(1);
      const instruction = program[at]!;
      at++;
      switch (instruction.do) {
        case 'match':
          return end === undefined || position === end ? { position, slots } : undefined;
        case 'jump':
          at = instruction.to;
          break;
        case 'split':
          open.push({ at: instruction.second, position, slots });
          at = instruction.first;
          break;
        case 'save': case 'mark':
          slots = replaced(slots, instruction.slot, position);
          break;
        case 'progress':
          if (slots[instruction.slot] === position) return undefined;
          break;
        case 'reset':
          slots = slots.map((slot, index) => (index >= 2 * instruction.from && index <= 2 * instruction.to + 1 ? -1 : slot));
          break;
        case 'set': case 'back': case 'assert': case 'look': {
          const next = this.#consume(instruction, position, slots);
          if (next === undefined) return undefined;
          ({ position, slots } = next);
        }
      }
    }
  }

  #consume(instruction: Extract<RegExpInstruction, { do: 'set' | 'back' | 'assert' | 'look' }>, position: number, slots: Slots): { position: number; slots: Slots } | undefined {
    switch (instruction.do) {
      case 'set': {
        const code = this.#codeAt(position);
        if (code === undefined || this.#isIn(instruction.ranges, code) === instruction.isNegated) return undefined;
        return { position: position + (code > 0xffff ? 2 : 1), slots };
      }
      case 'back': {
        const [from = -1, to = -1] = [slots[2 * instruction.index], slots[2 * instruction.index + 1]];
        if (from < 0 || to < 0 || 2 * instruction.index >= slots.length) return { position, slots };
        const wanted = this.text.slice(from, to);
        const found = this.text.slice(position, position + wanted.length);
        const isSame = this.options.ignoresCase ? wanted.toUpperCase() === found.toUpperCase() : wanted === found;
        return isSame ? { position: position + wanted.length, slots } : undefined;
      }
      case 'assert':
        return this.#holds(instruction.what, position) ? { position, slots } : undefined;
      case 'look': {
        const found = this.#look(instruction, position, slots);
        if ((found === undefined) !== instruction.isNegated) return undefined;
        return { position, slots: found ?? slots };
      }
    }
  }

  #look({ program, isBehind }: Extract<RegExpInstruction, { do: 'look' }>, position: number, slots: Slots): Slots | undefined {
    if (!isBehind) return this.run(program, position, slots)?.slots;
    for (let start = position; start >= 0; start--) {
      const found = this.run(program, start, slots, position);
      if (found !== undefined) return found.slots;
    }
    return undefined;
  }

  #codeAt(position: number): number | undefined {
    if (position >= this.text.length) return undefined;
    return this.options.isUnicode ? this.text.codePointAt(position) : this.text.charCodeAt(position);
  }

  #isIn(ranges: readonly CharRange[], code: number): boolean {
    if (isInRanges(ranges, code)) return true;
    if (!this.options.ignoresCase) return false;
    const character = String.fromCodePoint(code);
    return [character.toLowerCase(), character.toUpperCase()].some((other) => other.length === character.length && isInRanges(ranges, other.codePointAt(0)!));
  }

  #holds(what: Extract<RegExpInstruction, { do: 'assert' }>['what'], position: number): boolean {
    const { text, options: { isMultiline } } = this;
    switch (what) {
      case 'start': return position === 0 || (isMultiline && isLineEnd(text.charAt(position - 1)));
      case 'end': return position === text.length || (isMultiline && isLineEnd(text.charAt(position)));
      case 'boundary': return isWord(text.charAt(position - 1)) !== isWord(text.charAt(position));
      case 'no-boundary': return isWord(text.charAt(position - 1)) === isWord(text.charAt(position));
    }
  }
}

function replaced(slots: Slots, slot: number, position: number): Slots {
  const copy = [...slots];
  copy[slot] = position;
  return copy;
}

function isInRanges(ranges: readonly CharRange[], code: number): boolean {
  for (const [low, high] of ranges) if (code >= low && code <= high) return true;
  return false;
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029';
}

function isWord(character: string): boolean {
  return /^\w$/.test(character);
}
