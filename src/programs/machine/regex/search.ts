import type { Instruction, Regex } from './compile';
import type { Assertion } from './parse';

/** Where an expression matched. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** The text of group n at index n, the whole match at 0; undefined where a group took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** A way through the program, with the positions its groups have noted. */
interface Thread {
  readonly at: number;
  readonly slots: readonly (number | undefined)[];
}

/**
 * Finds the leftmost match from a position on, and of those that begin there the longest. All ways are followed side by
 * side (Pike's machine), so the time is bounded by the lengths of text and expression whatever they are.
 */
export function searchRegex(regex: Regex, text: string, from: number): RegexMatch | undefined {
  return new Search(regex.instructions, text).run(from);
}

class Search {
  #best: readonly (number | undefined)[] | undefined;
  /** For each instruction the position at which it was last reached. */
  readonly #reached: Int32Array;

  constructor(
    private readonly program: readonly Instruction[],
    private readonly text: string,
  ) {
    this.#reached = new Int32Array(program.length).fill(-1);
  }

  run(from: number): RegexMatch | undefined {
    let threads: Thread[] = [];
    for (let position = from; position <= this.text.length; position++) {
      if (this.#best === undefined) this.#follow(threads, 0, [], position);
      if (threads.length === 0 && this.#best !== undefined) break;
      threads = this.#step(threads, position);
    }
    return this.#best === undefined ? undefined : this.#toMatch(this.#best);
  }

  /** Takes the byte at a position in every thread; threads that are at the end note their match. */
  #step(threads: readonly Thread[], position: number): Thread[] {
    const next: Thread[] = [];
    const char = this.text.charAt(position);
    for (const { at, slots } of threads) {
      const instruction = this.program[at];
      if (instruction?.kind === 'match' && this.#isBetter(slots)) {
        this.#best = slots;
      } else if (instruction?.kind === 'char' && position < this.text.length) {
        if (instruction.test(char)) this.#follow(next, at + 1, slots, position + 1);
      }
    }
    const bestStart = this.#best?.[0];
    return bestStart === undefined ? next : next.filter((thread) => (thread.slots[0] ?? 0) <= bestStart);
  }

  #isBetter(slots: readonly (number | undefined)[]): boolean {
    if (this.#best === undefined) return true;
    const start = slots[0] ?? 0;
    const bestStart = this.#best[0] ?? 0;
    return start < bestStart || (start === bestStart && (slots[1] ?? 0) > (this.#best[1] ?? 0));
  }

  /** Adds the threads that can be reached without taking a byte, the preferred ones first. */
  #follow(threads: Thread[], at: number, slots: readonly (number | undefined)[], position: number): void {
    if (this.#reached[at] === position) return;
    this.#reached[at] = position;
    const instruction = this.program[at];
    switch (instruction?.kind) {
      case 'jump':
        this.#follow(threads, instruction.to, slots, position);
        return;
      case 'split':
        this.#follow(threads, instruction.first, slots, position);
        this.#follow(threads, instruction.second, slots, position);
        return;
      case 'save': {
        const saved = [...slots];
        saved[instruction.slot] = position;
        this.#follow(threads, at + 1, saved, position);
        return;
      }
      case 'assert':
        if (holds(instruction.assertion, this.text, position)) this.#follow(threads, at + 1, slots, position);
        return;
      case 'char':
      case 'match':
        threads.push({ at, slots });
        return;
      case undefined:
    }
  }

  #toMatch(slots: readonly (number | undefined)[]): RegexMatch {
    const groups: (string | undefined)[] = [];
    for (let slot = 0; slot < slots.length; slot += 2) {
      const start = slots[slot];
      const end = slots[slot + 1];
      groups.push(start === undefined || end === undefined ? undefined : this.text.slice(start, end));
    }
    return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
  }
}

function holds(assertion: Assertion, text: string, position: number): boolean {
  const before = /\w/.test(text.charAt(position - 1));
  const after = /\w/.test(text.charAt(position));
  switch (assertion) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'word-start':
      return !before && after;
    case 'word-end':
      return before && !after;
    case 'word-border':
      return before !== after;
  }
}
