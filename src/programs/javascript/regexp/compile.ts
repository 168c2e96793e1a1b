import type { CharRange, ParsedRegExp, RegExpNode } from './parse';
import { UnsupportedRegExp } from './parse';

/** An instruction of a regular expression; numbers are places of instructions. */
export type RegExpInstruction =
  | { readonly do: 'set'; readonly ranges: readonly CharRange[]; readonly isNegated: boolean }
  /** Tries the first way, and later the second. */
  | { do: 'split'; first: number; second: number }
  | { do: 'jump'; to: number }
  | { readonly do: 'save'; readonly slot: number }
  /** Forgets what groups from one to another have taken. */
  | { readonly do: 'reset'; readonly from: number; readonly to: number }
  /** Notes where a turn of a loop begins. */
  | { readonly do: 'mark'; readonly slot: number }
  /** Ends this way when the turn has taken nothing. */
  | { readonly do: 'progress'; readonly slot: number }
  | { readonly do: 'look'; readonly program: readonly RegExpInstruction[]; readonly isBehind: boolean; readonly isNegated: boolean }
  | { readonly do: 'back'; readonly index: number }
  | { readonly do: 'assert'; readonly what: 'start' | 'end' | 'boundary' | 'no-boundary' }
  | { readonly do: 'match' };

/** A regular expression that can be run. */
export interface RegExpProgram {
  readonly instructions: readonly RegExpInstruction[];
  readonly groupCount: number;
  /** Positions that a run keeps: two for each group and for the whole, then one for each loop. */
  readonly slots: number;
  readonly names: ReadonlyMap<string, number>;
}

const MOST_INSTRUCTIONS = 20_000;

/** Makes instructions of a regular expression. @throws UnsupportedRegExp */
export function compileRegExp({ root, groupCount, names }: ParsedRegExp): RegExpProgram {
  const compiler = new Compiler(2 * (groupCount + 1));
  const instructions = compiler.program(root);
  return { instructions, groupCount, slots: compiler.slots, names };
}

class Compiler {
  #instructions: RegExpInstruction[] = [];
  #count = 0;

  constructor(public slots: number) {}

  /** A program of its own for a part. */
  program(node: RegExpNode): readonly RegExpInstruction[] {
    const outer = this.#instructions;
    this.#instructions = [];
    this.#add(node);
    this.#emit({ do: 'match' });
    const program = this.#instructions;
    this.#instructions = outer;
    return program;
  }

  #emit<I extends RegExpInstruction>(instruction: I): I {
    if (++this.#count > MOST_INSTRUCTIONS) throw new UnsupportedRegExp('a regular expression that is so large');
    this.#instructions.push(instruction);
    return instruction;
  }

  get #next(): number {
    return this.#instructions.length;
  }

  #add(node: RegExpNode): void {
    switch (node.kind) {
      case 'set':
        this.#emit({ do: 'set', ranges: node.ranges, isNegated: node.isNegated });
        return;
      case 'sequence':
        for (const part of node.parts) this.#add(part);
        return;
      case 'choice':
        this.#addChoice(node.options);
        return;
      case 'repeat':
        this.#addRepeat(node);
        return;
      case 'group':
        this.#emit({ do: 'save', slot: 2 * node.index });
        this.#add(node.body);
        this.#emit({ do: 'save', slot: 2 * node.index + 1 });
        return;
      case 'look':
        this.#emit({ do: 'look', program: this.program(node.body), isBehind: node.isBehind, isNegated: node.isNegated });
        return;
      case 'back':
        this.#emit({ do: 'back', index: node.index });
        return;
      case 'assert':
        this.#emit({ do: 'assert', what: node.what });
    }
  }

  #addChoice(options: readonly RegExpNode[]): void {
    const jumps: { to: number }[] = [];
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        this.#add(option);
        break;
      }
      const split = this.#emit({ do: 'split', first: this.#next + 1, second: 0 });
      this.#add(option);
      jumps.push(this.#emit({ do: 'jump', to: 0 }));
      split.second = this.#next;
    }
    for (const jump of jumps) jump.to = this.#next;
  }

  #addRepeat({ body, min, max, isLazy, groups: [from, to] }: Extract<RegExpNode, { kind: 'repeat' }>): void {
    const turn = (): void => {
      if (from <= to) this.#emit({ do: 'reset', from, to });
      this.#add(body);
    };
    for (let count = 0; count < min; count++) turn();
    if (max !== Infinity) {
      const splits: { first: number; second: number }[] = [];
      for (let count = min; count < max; count++) {
        splits.push(this.#emit({ do: 'split', first: this.#next + 1, second: 0 }));
        turn();
      }
      for (const split of splits) leaveAt(split, this.#next, isLazy);
      return;
    }
    const slot = canBeEmpty(body) ? this.slots++ : undefined;
    const split = this.#emit({ do: 'split', first: this.#next + 1, second: 0 });
    const start = this.#next - 1;
    if (slot !== undefined) this.#emit({ do: 'mark', slot });
    turn();
    if (slot !== undefined) this.#emit({ do: 'progress', slot });
    this.#emit({ do: 'jump', to: start });
    leaveAt(split, this.#next, isLazy);
  }
}

/** A greedy part tries another turn first, a lazy one the end. */
function leaveAt(split: { first: number; second: number }, end: number, isLazy: boolean): void {
  split.second = end;
  if (isLazy) [split.first, split.second] = [split.second, split.first];
}

/** Whether a part can match without taking anything. */
function canBeEmpty(node: RegExpNode): boolean {
  switch (node.kind) {
    case 'set': return false;
    case 'sequence': return node.parts.every(canBeEmpty);
    case 'choice': return node.options.some(canBeEmpty);
    case 'repeat': return node.min === 0 || canBeEmpty(node.body);
    case 'group': return canBeEmpty(node.body);
    case 'look': case 'back': case 'assert': return true;
  }
}
