import type { Assertion, CharTest, RegexNode, RegexOptions } from './parse';
import { RegexError, parseRegex } from './parse';

/** One step of a compiled expression; numbers are positions in the list of steps. */
export type Instruction =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'save'; readonly slot: number }
  /** Both ways are tried; the first one is preferred. */
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { readonly kind: 'match' };

/** A regular expression that can be searched for. */
export interface Regex {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
}

const MAXIMUM_INSTRUCTIONS = 5_000;
const CACHE_SIZE = 256;
const cache = new Map<string, Regex>();

/** Compiles a regular expression of POSIX. @throws RegexError */
export function compileRegex(source: string, options: RegexOptions): Regex {
  const key = `${options.extended ? 'E' : 'B'}${options.ignoreCase ? 'i' : ' '}${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { node, groups } = parseRegex(source, options);
  const instructions: Instruction[] = [];
  emit(instructions, { kind: 'group', index: 0, node });
  instructions.push({ kind: 'match' });
  const regex = { instructions, groups };
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, regex);
  return regex;
}

/** A regular expression that matches a text as it is written. */
export function quoteRegex(text: string, extended: boolean): string {
  return text.replace(extended ? /[.*[\]^$\\+?(){}|]/g : /[.*[\]^$\\]/g, '\\$&');
}

function emit(program: Instruction[], node: RegexNode): void {
  if (program.length > MAXIMUM_INSTRUCTIONS) throw new RegexError('Regular expression too big');
  switch (node.kind) {
    case 'empty':
      return;
    case 'char':
    case 'assert':
      program.push(node);
      return;
    case 'group':
      program.push({ kind: 'save', slot: node.index * 2 });
      emit(program, node.node);
      program.push({ kind: 'save', slot: node.index * 2 + 1 });
      return;
    case 'sequence':
      for (const part of node.nodes) emit(program, part);
      return;
    case 'alternatives':
      emitAlternatives(program, node.nodes);
      return;
    case 'repeat':
      emitRepeat(program, node.node, node.minimum, node.maximum);
  }
}

function emitAlternatives(program: Instruction[], nodes: readonly RegexNode[]): void {
  const jumps: { kind: 'jump'; to: number }[] = [];
  nodes.forEach((node, index) => {
    if (index === nodes.length - 1) {
      emit(program, node);
      return;
    }
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    emit(program, node);
    const jump = { kind: 'jump' as const, to: 0 };
    program.push(jump);
    jumps.push(jump);
    split.second = program.length;
  });
  for (const jump of jumps) jump.to = program.length;
}

function emitRepeat(program: Instruction[], node: RegexNode, minimum: number, maximum: number): void {
  for (let count = 0; count < minimum; count++) emit(program, node);
  if (maximum === Infinity) {
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    const start = program.length;
    program.push(split);
    emit(program, node);
    program.push({ kind: 'jump', to: start });
    split.second = program.length;
    return;
  }
  const splits: { kind: 'split'; first: number; second: number }[] = [];
  for (let count = minimum; count < maximum; count++) {
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    splits.push(split);
    emit(program, node);
  }
  for (const split of splits) split.second = program.length;
}
