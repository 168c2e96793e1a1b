import { UnsupportedConstruct } from '../errors';
import type { FileSystemNode } from '../files/nodes';
import { baseName, joinPath } from '../files/paths';
import { systemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { Pattern } from '../pattern';
import { matchesPattern, parsePattern } from '../pattern';
import { AppletError, withMessages } from './applet';
import { removePath } from './make-and-remove';
import { runCommand } from './run-command';

/** One step of a find expression: whether a path passes; actions pass and do something. */
type Test = (path: string, node: FileSystemNode, depth: number) => boolean | Body<boolean>;

/** `find [path …] [tests and actions]`; tests are joined by "and", and lists of them by `-o`, without parentheses. */
export const find: Program = withMessages((system) => new Find(system).run());

/** One run of `find`. */
class Find {
  readonly #paths: string[] = [];
  /** What is joined by `-o`: the first list that passes ends the look at a path. */
  readonly #alternatives: { readonly test: Test; readonly isNegated: boolean }[][] = [[]];
  /** Commands that are run once, with all that was found for them. */
  readonly #atEnd: { readonly command: readonly string[]; readonly found: readonly string[] }[] = [];
  #isPruned = false;
  readonly #args: readonly string[];
  #index = 1;
  #minimumDepth = 0;
  #maximumDepth = Infinity;
  #hasAction = false;
  #isDepthFirst = false;
  #status = 0;

  constructor(private readonly system: System) {
    this.#args = system.arguments;
    while (this.#index < this.#args.length && !/^[-!(]/.test(this.#args[this.#index] ?? '')) {
      this.#paths.push(this.#args[this.#index++] ?? '');
    }
    while (this.#index < this.#args.length) this.#parseTest();
  }

  *run(): Body<number> {
    for (const path of this.#paths.length === 0 ? ['.'] : this.#paths) {
      const node = this.system.paths.find(path, false);
      if (node === undefined) {
        this.#status = 1;
        yield* this.system.warn(`find: ${path}: ${systemError('ENOENT').text}\n`);
      } else {
        yield* this.#visit(path, node, 0);
      }
    }
    for (const { command, found } of this.#atEnd) {
      if (found.length > 0 && !(yield* this.#execute(command.flatMap((arg) => (arg === '{}' ? found : [arg]))))) this.#status = 1;
    }
    return this.#status;
  }

  *#visit(path: string, node: FileSystemNode, depth: number): Body<void> {
    this.system.step();
    this.#isPruned = false;
    if (!this.#isDepthFirst) yield* this.#apply(path, node, depth);
    if (node.kind === 'directory' && !this.#isPruned && depth < this.#maximumDepth) {
      for (const name of this.system.paths.list(path)) {
        const inside = joinPath(path, name);
        const child = this.system.paths.find(inside, false);
        if (child !== undefined) yield* this.#visit(inside, child, depth + 1);
      }
    }
    if (this.#isDepthFirst) yield* this.#apply(path, node, depth);
  }

  *#apply(path: string, node: FileSystemNode, depth: number): Body<void> {
    if (depth < this.#minimumDepth) return;
    for (const tests of this.#alternatives) {
      if (!(yield* this.#passes(tests, path, node, depth))) continue;
      if (!this.#hasAction) yield* this.system.print(`${path}\n`);
      return;
    }
  }

  *#passes(tests: readonly { readonly test: Test; readonly isNegated: boolean }[], path: string, node: FileSystemNode, depth: number): Body<boolean> {
    for (const { test, isNegated } of tests) {
      const result = test(path, node, depth);
      if ((typeof result === 'boolean' ? result : yield* result) === isNegated) return false;
    }
    return true;
  }

  #parseTest(): void {
    let isNegated = false;
    while (this.#args[this.#index] === '!' || this.#args[this.#index] === '-not') {
      isNegated = !isNegated;
      this.#index++;
    }
    const word = this.#args[this.#index++] ?? '';
    if (word === '-a' || word === '-and') return;
    if (word === '-o' || word === '-or') {
      this.#alternatives.push([]);
      return;
    }
    const test = this.#parseCondition(word) ?? this.#parseAction(word);
    if (test === undefined) throw new UnsupportedConstruct(`${word} of find`);
    this.#alternatives.at(-1)?.push({ test, isNegated });
  }

  #parseCondition(word: string): Test | undefined {
    switch (word) {
      case '-name':
      case '-iname':
        return matchName(this.#value(word), word === '-iname');
      case '-path': {
        const pattern = parsePattern(this.#value(word));
        return (path) => matchesPattern(pattern, path);
      }
      case '-type': {
        const wanted = TYPES[this.#value(word)];
        return (_path, node) => node.kind === wanted;
      }
      case '-maxdepth':
        this.#maximumDepth = Number(this.#value(word));
        return () => true;
      case '-mindepth':
        this.#minimumDepth = Number(this.#value(word));
        return () => true;
      case '-newer': {
        const { modified } = this.system.paths.get(this.#value(word));
        return (_path, node) => node.modified > modified;
      }
      case '-mmin':
        return this.#matchAge(this.#value(word), 60);
      case '-mtime':
        return this.#matchAge(this.#value(word), 86_400);
      case '-prune':
        return () => {
          this.#isPruned = true;
          return true;
        };
      case '-empty':
        return (_path, node) => (node.kind === 'directory' ? node.entries.size === 0 : node.kind === 'file' && node.text === '');
      default:
        return undefined;
    }
  }

  #parseAction(word: string): Test | undefined {
    this.#hasAction = true;
    switch (word) {
      case '-print':
        return (path) => this.#print(`${path}\n`);
      case '-print0':
        return (path) => this.#print(`${path}\0`);
      case '-delete':
        this.#isDepthFirst = true;
        return (path) => removePath(this.system, path, { isRecursive: true, isForced: true });
      case '-exec':
        return this.#parseExec();
      default:
        return undefined;
    }
  }

  #parseExec(): Test {
    const end = this.#args.findIndex((arg, index) => index >= this.#index && (arg === ';' || arg === '+'));
    if (end < 0) throw new AppletError("-exec needs ';'");
    const command = this.#args.slice(this.#index, end);
    this.#index = end + 1;
    if (this.#args[end] === '+') return this.#collectFor(command);
    return (path) => this.#execute(command.map((arg) => arg.replaceAll('{}', path)));
  }

  /** A command that is run once for all that was found. */
  #collectFor(command: readonly string[]): Test {
    const found: string[] = [];
    this.#atEnd.push({ command, found });
    return (path) => {
      found.push(path);
      return true;
    };
  }

  *#execute(command: readonly string[]): Body<boolean> {
    return (yield* runCommand(this.system, command)) === 0;
  }

  *#print(text: string): Body<boolean> {
    yield* this.system.print(text);
    return true;
  }

  #value(word: string): string {
    const value = this.#args[this.#index++];
    if (value === undefined) throw new AppletError(`${word} requires an argument`);
    return value;
  }

  #matchAge(text: string, unitSeconds: number): Test {
    const wanted = Math.abs(Number(text.replace(/^\+/, '')));
    return (_path, node) => {
      const age = Math.floor((this.system.wallClock - node.modified) / 1_000_000 / unitSeconds);
      if (text.startsWith('+')) return age > wanted;
      return text.startsWith('-') ? age < wanted : age === wanted;
    };
  }
}

const TYPES: Readonly<Record<string, FileSystemNode['kind']>> = { f: 'file', d: 'directory', l: 'link', c: 'device' };

function matchName(text: string, ignoresCase: boolean): Test {
  const pattern: Pattern = parsePattern(ignoresCase ? text.toLowerCase() : text);
  return (path) => matchesPattern(pattern, ignoresCase ? baseName(path).toLowerCase() : baseName(path));
}
