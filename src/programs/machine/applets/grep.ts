import { joinPath } from '../files/paths';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { Regex } from '../regex/compile';
import { compileRegex, quoteRegex } from '../regex/compile';
import { RegexError } from '../regex/parse';
import { searchRegex } from '../regex/search';
import type { AppletArguments } from './applet';
import { AppletError, applet, parseCount } from './applet';
import type { Input } from './inputs';
import { PLAIN_FAILURE, linesOf, nextLine, openInput } from './inputs';

/** `grep [-EFivnclLoqshHwxrm] [-e pattern] pattern file …` */
export const grep: Program = applet({ letters: 'EFGivnclLoqshHwxrRe:f:m:A:B:C:' }, function* run(system, args) {
  return yield* new Grep(system, args, args.flags.has('E') || system.name === 'egrep').run();
});

/** One run of `grep`. */
class Grep {
  readonly #flags: ReadonlySet<string>;
  readonly #paths: string[];
  readonly #expressions: readonly Regex[];
  readonly #limit: number;
  readonly #before: number;
  readonly #after: number;
  #isFound = false;
  #hasFailed = false;

  constructor(
    private readonly system: System,
    args: AppletArguments,
    isExtended: boolean,
  ) {
    this.#flags = args.flags;
    const { patterns, paths } = collectPatterns(system, args);
    this.#paths = paths;
    const isFixed = args.flags.has('F') || system.name === 'fgrep';
    this.#expressions = patterns.map((pattern) => this.#compile(pattern, isFixed, isExtended));
    this.#limit = args.values.has('m') ? parseCount(args.values.get('m') ?? '') : Infinity;
    const around = args.values.get('C') ?? '0';
    this.#before = parseCount(args.values.get('B') ?? around);
    this.#after = parseCount(args.values.get('A') ?? around);
  }

  *run(): Body<number> {
    const isRecursive = this.#flags.has('r') || this.#flags.has('R');
    const named = this.#paths.length > 0 ? this.#paths : [isRecursive ? '.' : '-'];
    const paths = isRecursive ? named.flatMap((path) => filesBelow(this.system, path)) : named;
    const withNames = this.#flags.has('H') || (!this.#flags.has('h') && (paths.length > 1 || isRecursive));
    for (const path of paths) {
      const input = yield* this.#open(path);
      if (input === undefined) this.#hasFailed = true;
      else yield* this.#search(input, withNames ? `${path === '-' ? '(standard input)' : path}:` : '');
      if (this.#isFound && this.#flags.has('q')) return 0;
    }
    if (this.#hasFailed && !this.#flags.has('q')) return 2;
    return this.#isFound ? 0 : 1;
  }

  /** Opens a file; with `-s` nothing is said when that fails. */
  *#open(path: string): Body<Input | undefined> {
    const isMissing = path !== '-' && this.system.paths.find(path) === undefined;
    return isMissing && this.#flags.has('s') ? undefined : yield* openInput(this.system, path, PLAIN_FAILURE);
  }

  *#search(input: Input, prefix: string): Body<void> {
    let count = 0;
    let number = 0;
    let context: string[] = [];
    let trailing = 0;
    for (let line = yield* nextLine(this.system, input.file); line !== undefined; line = yield* nextLine(this.system, input.file)) {
      number++;
      if (this.#selects(line)) {
        count++;
        this.#isFound = true;
        if (this.#flags.has('q')) return;
        if (!this.#isSummary()) yield* this.#show(context, line, prefix, number);
        context = [];
        trailing = this.#after;
        if (count >= this.#limit) break;
      } else if (trailing > 0) {
        trailing--;
        if (!this.#isSummary()) yield* this.system.print(`${prefix.replace(/:$/, '-')}${this.#label(number, '-')}${line}\n`);
      } else if (this.#before > 0) {
        context = [...context, `${prefix.replace(/:$/, '-')}${this.#label(number, '-')}${line}\n`].slice(-this.#before);
      }
    }
    yield* this.#summarize(input, prefix, count);
  }

  *#show(context: readonly string[], line: string, prefix: string, number: number): Body<void> {
    yield* this.system.print(context.join(''));
    const label = `${prefix}${this.#label(number, ':')}`;
    if (!this.#flags.has('o')) {
      yield* this.system.print(`${label}${line}\n`);
      return;
    }
    for (const part of this.#matches(line)) yield* this.system.print(`${label}${part}\n`);
  }

  #label(number: number, sign: string): string {
    return this.#flags.has('n') ? `${number}${sign}` : '';
  }

  *#summarize(input: Input, prefix: string, count: number): Body<void> {
    const name = input.name === '-' ? '(standard input)' : input.name;
    if (this.#flags.has('l')) {
      if (count > 0) yield* this.system.print(`${name}\n`);
    } else if (this.#flags.has('L')) {
      if (count === 0) yield* this.system.print(`${name}\n`);
    } else if (this.#flags.has('c')) {
      yield* this.system.print(`${prefix}${count}\n`);
    }
  }

  #isSummary(): boolean {
    return this.#flags.has('c') || this.#flags.has('l') || this.#flags.has('L');
  }

  #selects(line: string): boolean {
    this.system.step();
    return this.#expressions.some((expression) => searchRegex(expression, line, 0) !== undefined) !== this.#flags.has('v');
  }

  #matches(line: string): string[] {
    const parts: string[] = [];
    for (let from = 0; from <= line.length; ) {
      const found = this.#expressions
        .map((expression) => searchRegex(expression, line, from))
        .filter((match) => match !== undefined)
        .sort((left, right) => left.start - right.start || right.end - left.end)[0];
      if (found === undefined) break;
      if (found.end > found.start) parts.push(line.slice(found.start, found.end));
      from = Math.max(found.end, found.start + 1);
    }
    return parts;
  }

  #compile(pattern: string, isFixed: boolean, isExtended: boolean): Regex {
    let source = isFixed ? quoteRegex(pattern, true) : pattern;
    const extended = isFixed || isExtended;
    if (this.#flags.has('w')) source = extended ? `\\b(${source})\\b` : `\\b\\(${source}\\)\\b`;
    if (this.#flags.has('x')) source = extended ? `^(${source})$` : `^\\(${source}\\)$`;
    try {
      return compileRegex(source, { extended, ignoreCase: this.#flags.has('i') });
    } catch (error) {
      if (error instanceof RegexError) throw new AppletError(`bad regex '${pattern}'`, 2);
      throw error;
    }
  }
}

function collectPatterns(system: System, args: AppletArguments): { patterns: string[]; paths: string[] } {
  const paths = [...args.operands];
  const patterns = (args.lists.get('e') ?? []).flatMap((text) => text.split('\n'));
  for (const path of args.lists.get('f') ?? []) patterns.push(...linesOf(system.paths.readText(path)));
  if (!args.lists.has('e') && !args.lists.has('f')) {
    const first = paths.shift();
    if (first === undefined) throw new AppletError('missing operand', 2);
    patterns.push(...first.split('\n'));
  }
  return { patterns, paths };
}

function filesBelow(system: System, path: string): string[] {
  const node = system.paths.find(path, false);
  if (node?.kind !== 'directory') return [path];
  return system.paths.list(path).flatMap((name) => filesBelow(system, joinPath(path, name)));
}
