import { LimitReached } from '../machine/errors';
import type { Program } from '../machine/kernel/program';
import type { System } from '../machine/kernel/system';
import type { Body } from '../machine/kernel/wait-queue';
import { readPasswordFile } from '../machine/user';
import { ArithmeticError, evaluateArithmetic } from './expansion/arithmetic';
import type { ExpansionContext } from './expansion/expand';
import { expandPathnames } from './expansion/pathnames';
import { ShellError } from './failures';
import { Jobs } from './jobs';
import { arrayOf, assignElement, elementOf, evaluateSubscript } from './arrays';
import type { IndexedArray } from './indexed-array';
import type { OptionName } from './options';
import { optionLetters } from './options';
import type { Command, Script, Subscript } from './syntax/ast';
import type { Dialect } from './syntax/cursor';
import { parseScript } from './syntax/parse-script';
import { Traps } from './traps';
import { Variables } from './variables';

/** Value of IFS when it is not set. */
const DEFAULT_IFS = ' \t\n';

/** A command has to be left: `break`, `continue` and `return` unwind to their loop or function. */
export interface Skip {
  readonly kind: 'break' | 'continue' | 'return';
  /** Loops still to be left. */
  readonly levels: number;
}

/** The interpreter, as far as the state of a shell and its builtins need it. */
export interface Interpreter {
  /** Runs a command and returns its status. `flags` are those of run-command.ts. */
  run(shell: Shell, command: Command, flags: number): Body<number>;
  /** Runs the commands of a script that was read. */
  runScript(shell: Shell, script: Script, flags: number): Body<number>;
  /** Runs the commands of a substitution in a child and returns what they print. */
  substitute(shell: Shell, script: Script): Body<string>;
  /** The program `sh` itself, for scripts without a first line that names one. */
  readonly program: Program;
  readonly dialect: Dialect;
}

/** The state of one shell process. A fork copies it. */
export class Shell implements ExpansionContext {
  readonly variables: Variables;
  readonly functions: Map<string, Command>;
  /** What `ulimit` has set, by letters. */
  readonly limits: Map<string, string>;
  readonly options: Set<OptionName>;
  readonly traps: Traps;
  readonly jobs: Jobs;
  positional: readonly string[];
  /** `$0` */
  name: string;
  /** `$$`: the number of the shell, the same in its subshells. */
  readonly rootPid: number;
  /** `$?` */
  status: number;
  /** `$!` */
  lastBackground: number | undefined;
  /** The last status of a command substitution in the command that is being expanded. */
  substitutionStatus: number | undefined;
  skip: Skip | undefined;
  /** The shell was started as `sh -c`. */
  isCommandString: boolean;
  /** `$FUNCNAME`: the function that runs. */
  functionName: string | undefined;
  /** Where `getopts` is inside a group of letters such as `-abc`. */
  optionPosition: { readonly index: number; readonly at: number } | undefined;
  /** Commands that are running inside one another. */
  depth = 0;
  loopDepth = 0;
  functionDepth = 0;
  /** Line of the command that runs, counted from 1. */
  line = 1;
  /** The builtin or script that errors are about; none in `sh -c`. */
  commandName: string | undefined;
  /** `sh -c` counts its lines from 0, a script from 1. */
  readonly firstLine: number;
  /** Command substitutions and `eval`s that this shell is in: `set -x` of bash shows how many. */
  traceDepth: number;
  #random: number;

  constructor(
    readonly system: System,
    readonly interpreter: Interpreter,
    parent?: Shell,
    firstLine = parent?.firstLine ?? 1,
  ) {
    this.firstLine = firstLine;
    this.commandName = parent?.commandName;
    this.isCommandString = parent?.isCommandString ?? false;
    this.functionName = parent?.functionName;
    this.traps = new Traps(system);
    this.jobs = new Jobs(system);
    this.variables = new Variables(parent?.variables, interpreter.dialect);
    this.functions = new Map(parent?.functions);
    this.limits = new Map(parent?.limits);
    this.options = new Set(parent?.options);
    this.positional = parent?.positional ?? [];
    this.name = parent?.name ?? 'sh';
    this.rootPid = parent?.rootPid ?? system.task.pid;
    this.status = parent?.status ?? 0;
    this.lastBackground = parent?.lastBackground;
    this.functionDepth = parent?.functionDepth ?? 0;
    this.traceDepth = parent?.traceDepth ?? 0;
    this.#random = system.task.pid * 7919;
  }

  /** Which shell this is. */
  get dialect(): Dialect {
    return this.interpreter.dialect;
  }

  /** Reads the text of a script as this shell does. */
  parse(text: string): Script {
    return parseScript(text, this.dialect);
  }

  get ifs(): string {
    return this.variables.get('IFS') ?? DEFAULT_IFS;
  }

  get failsOnUnset(): boolean {
    return this.options.has('nounset');
  }

  valueOf(name: string): string | undefined {
    if (/^[A-Za-z_]/.test(name)) return this.#dynamicValue(name) ?? this.variables.get(name);
    if (/^\d+$/.test(name)) return name === '0' ? this.name : this.positional[Number(name) - 1];
    switch (name) {
      case '?':
        return String(this.status);
      case '#':
        return String(this.positional.length);
      case '$':
        return String(this.rootPid);
      case '!':
        return this.lastBackground === undefined ? undefined : String(this.lastBackground);
      case '-':
        return optionLetters(this.options, this.isCommandString);
      default:
        return undefined;
    }
  }

  assign(name: string, value: string): void {
    if (!/^[A-Za-z_]/.test(name)) this.fail(`${name}: bad variable name`);
    const limit = this.system.task.kernel.limits.textSize;
    if (value.length > limit) throw new LimitReached(`${limit} bytes in one text`);
    this.variables.set(name, value);
    if (this.options.has('allexport')) this.variables.export(name);
  }

  evaluate(expression: string): string {
    try {
      return String(evaluateArithmetic(expression, {
        hasArrays: this.dialect === 'bash',
        get: (name, index) => (index === undefined ? this.valueOf(name) : elementOf(this, name, index)),
        set: (name, value, index) => (index === undefined ? this.assign(name, value) : assignElement(this, name, index, value)),
      }));
    } catch (error) {
      if (error instanceof ArithmeticError) this.fail(error.message);
      throw error;
    }
  }

  arrayOf(name: string): IndexedArray | undefined {
    return arrayOf(this, name);
  }

  assignElement(name: string, subscript: number, text: string, source: string): void {
    assignElement(this, name, subscript, text, source);
  }

  *evaluateSubscript(name: string, subscript: Subscript): Body<number> {
    return yield* evaluateSubscript(this, name, subscript);
  }

  homeOf(user: string): string | undefined {
    if (user === '') return this.variables.get('HOME');
    return readPasswordFile(this.system.task.kernel.files).find((entry) => entry.name === user)?.home;
  }

  pathnames(pattern: string): readonly string[] | undefined {
    if (this.options.has('noglob')) return undefined;
    const paths = expandPathnames(this.system.paths, pattern);
    return paths.length === 0 ? undefined : paths;
  }

  *substitute(script: Script): Body<string> {
    return yield* this.interpreter.substitute(this, script);
  }

  fail(message: string): never {
    throw new ShellError(message, this.dialect === 'bash' ? 1 : undefined);
  }

  failUnset(label: string, message = this.dialect === 'bash' ? 'unbound variable' : 'parameter not set'): never {
    const statusOfBash = this.isCommandString ? 127 : 1;
    throw new ShellError(`${label}: ${message}`, this.dialect === 'bash' ? statusOfBash : undefined);
  }

  /** Runs a command of this shell. */
  *run(command: Command, flags: number): Body<number> {
    return yield* this.interpreter.run(this, command, flags);
  }

  /** Prints an error as ash does: after the names of the shell and of the builtin or script, with the line. */
  *complain(message: string): Body<void> {
    const { commandName } = this;
    const command = commandName === undefined || commandName === this.name ? '' : `${commandName}: `;
    yield* this.system.warn(`${this.name}: ${command}${this.linePrefix}${message}\n`);
  }

  /** `line 3: ` where errors tell the line: in scripts and builtins, and everywhere in bash. */
  get linePrefix(): string {
    const isTold = this.commandName !== undefined || this.dialect === 'bash';
    return isTold ? `line ${this.line - 1 + this.firstLine}: ` : '';
  }

  #dynamicValue(name: string): string | undefined {
    if (name === 'RANDOM') {
      this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) >>> 0;
      return String((this.#random >>> 16) & 0x7fff);
    }
    if (name === 'FUNCNAME') return this.functionName;
    if (name === 'LINENO') return String(this.line - 1 + this.firstLine);
    return undefined;
  }
}
