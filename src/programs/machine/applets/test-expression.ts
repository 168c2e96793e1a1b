import { UnsupportedConstruct } from '../errors';
import { EXECUTE, READ, WRITE, isAllowed } from '../files/access';
import type { FileSystemNode } from '../files/nodes';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';

/** An expression cannot be evaluated; the status of `test` is then 2. */
export class TestError extends Error {
  override readonly name = 'TestError';
}

type Comparison = (left: string, right: string, system: System) => boolean;

const BINARY: Readonly<Record<string, Comparison>> = {
  '=': (left, right) => left === right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '-eq': (left, right) => toNumber(left) === toNumber(right),
  '-ne': (left, right) => toNumber(left) !== toNumber(right),
  '-lt': (left, right) => toNumber(left) < toNumber(right),
  '-le': (left, right) => toNumber(left) <= toNumber(right),
  '-gt': (left, right) => toNumber(left) > toNumber(right),
  '-ge': (left, right) => toNumber(left) >= toNumber(right),
  '-nt': (left, right, system) => timeOf(system, left) > timeOf(system, right),
  '-ot': (left, right, system) => timeOf(system, left) < timeOf(system, right),
  '-ef': (left, right, system) => isSameFile(system, left, right),
};

const UNARY = new Set('bcdefghknoprstuwxzLOGS'.split('').map((letter) => `-${letter}`));

/** Whether a word such as `-f` asks something about one operand. */
export function isUnaryTest(word: string): boolean {
  return UNARY.has(word);
}

/** `test expression` and `[ expression ]` */
export function* test(system: System, args: readonly string[], errorName: string): Body<number> {
  const isBracket = args[0] === '[';
  const words = isBracket ? args.slice(1, -1) : args.slice(1);
  try {
    if (isBracket && args.at(-1) !== ']') throw new TestError('missing ]');
    return evaluateTest(system, words) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    yield* system.warn(`${errorName}: ${error.message}\n`);
    return 2;
  }
}

/** The truth of an expression. */
function evaluateTest(system: System, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const short = evaluateShort(system, words);
  if (short !== undefined) return short;
  const evaluation = new Evaluation(system, words);
  const result = evaluation.or();
  evaluation.expectEnd();
  return result;
}

/** POSIX fixes what one to four words mean by their number, so that operands may look like operators. */
function evaluateShort(system: System, words: readonly string[]): boolean | undefined {
  const [first = '', second = '', third = ''] = words;
  if (words.length === 1) return first !== '';
  if (words.length === 2) {
    if (first === '!') return second === '';
    return UNARY.has(first) ? unary(system, first, second) : undefined;
  }
  const comparison = Object.hasOwn(BINARY, second) ? BINARY[second] : undefined;
  if (words.length === 3 && comparison !== undefined) return comparison(first, third, system);
  if (first === '!' && words.length <= 4) return !evaluateTest(system, words.slice(1));
  return undefined;
}

class Evaluation {
  #index = 0;

  constructor(
    private readonly system: System,
    private readonly words: readonly string[],
  ) {}

  or(): boolean {
    let value = this.#and();
    while (this.#accept('-o')) value = this.#and() || value;
    return value;
  }

  expectEnd(): void {
    const extra = this.words[this.#index];
    if (extra !== undefined) throw new TestError(`${extra}: unknown operand`);
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#accept('-a')) value = this.#not() && value;
    return value;
  }

  #not(): boolean {
    return this.#accept('!') ? !this.#not() : this.#primary();
  }

  #primary(): boolean {
    const word = this.words[this.#index++];
    if (word === undefined) throw new TestError('argument expected');
    const operator = this.words[this.#index] ?? '';
    const right = this.words[this.#index + 1];
    const comparison = Object.hasOwn(BINARY, operator) ? BINARY[operator] : undefined;
    if (comparison !== undefined && right !== undefined) {
      this.#index += 2;
      return comparison(word, right, this.system);
    }
    if (word === '(') {
      const value = this.or();
      if (!this.#accept(')')) throw new TestError('closing paren expected');
      return value;
    }
    const operand = this.words[this.#index];
    if (!UNARY.has(word) || operand === undefined) return word !== '';
    this.#index++;
    return unary(this.system, word, operand);
  }

  #accept(word: string): boolean {
    if (this.words[this.#index] !== word) return false;
    this.#index++;
    return true;
  }
}

/** The truth of `-f path` and the like. */
export function unary(system: System, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-t') return false;
  const node = system.paths.find(operand, operator !== '-L' && operator !== '-h');
  return node !== undefined && isNodeTrue(system, operator, node);
}

function isNodeTrue(system: System, operator: string, node: FileSystemNode): boolean {
  switch (operator) {
    case '-e':
      return true;
    case '-f':
      return node.kind === 'file';
    case '-d':
      return node.kind === 'directory' || node.kind === 'virtual';
    case '-L':
    case '-h':
      return node.kind === 'link';
    case '-c':
      return node.kind === 'device';
    case '-s':
      return node.kind === 'file' ? node.text.length > 0 : node.kind === 'directory';
    case '-r':
      return isAllowed(node, system.context, READ);
    case '-w':
      return isAllowed(node, system.context, WRITE);
    case '-x':
      return isAllowed(node, system.context, EXECUTE);
    case '-u':
      return (node.mode & 0o4000) !== 0;
    case '-g':
      return (node.mode & 0o2000) !== 0;
    case '-k':
      return (node.mode & 0o1000) !== 0;
    case '-O':
      return node.user === system.context.user;
    case '-G':
      return node.group === system.context.group;
    case '-b':
    case '-p':
    case '-S':
      return false;
    default:
      throw new UnsupportedConstruct(`${operator} of test`);
  }
}

/** The comparisons of `[[ ]]` share those of `test`. @throws TestError for a bad number */
export function compare(system: System, left: string, operator: string, right: string): boolean | undefined {
  return Object.hasOwn(BINARY, operator) ? BINARY[operator]?.(left, right, system) : undefined;
}

function toNumber(text: string): bigint {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) throw new TestError(`${text}: bad number`);
  return BigInt(trimmed.replace(/^\+/, ''));
}

function timeOf(system: System, path: string): number {
  return system.paths.find(path)?.modified ?? -1;
}

function isSameFile(system: System, left: string, right: string): boolean {
  const node = system.paths.find(left);
  return node !== undefined && node === system.paths.find(right);
}
