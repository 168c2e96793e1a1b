import { UnsupportedConstruct } from '../errors';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';

/** An applet ends with a message; the default status of busybox is 1. */
export class AppletError extends Error {
  override readonly name = 'AppletError';

  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** What an applet was called with. */
export interface AppletArguments {
  /** Letters of options without a value; long options by the letter they stand for. */
  readonly flags: ReadonlySet<string>;
  /** The last value of each option that takes one. */
  readonly values: ReadonlyMap<string, string>;
  /** All values of each option that takes one, in order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** How the arguments of an applet are read. */
export interface AppletSyntax {
  /** Letters as for getopt: a colon behind a letter means that it takes a value. */
  readonly letters: string;
  /** Long options and the letter each stands for. */
  readonly long?: Readonly<Record<string, string>>;
  /** The letter that a number such as `-5` is a value of. */
  readonly number?: string;
  /** What begins with a dash and is an operand nevertheless. */
  readonly operand?: RegExp;
  /** The first operand ends the options, because a command begins there. */
  readonly stopsAtOperand?: boolean;
}

/** The work of an applet. */
export type AppletMain = (system: System, args: AppletArguments) => Body<number>;

/** Makes a program of an applet: reads its options, prints its errors as busybox does. */
export function applet(syntax: AppletSyntax, main: AppletMain): Program {
  return withMessages((system) => main(system, parseArguments(system.name, system.arguments.slice(1), syntax)));
}

/** Makes a program of something that reads its arguments itself: prints its errors as busybox does. */
export function withMessages(main: (system: System) => Body<number>): Program {
  return function* run(system) {
    try {
      return yield* main(system);
    } catch (error) {
      if (error instanceof AppletError) {
        yield* system.warn(`${system.name}: ${error.message}\n`);
        return error.status;
      }
      if (!(error instanceof SystemError)) throw error;
      yield* system.warn(`${system.name}: ${error.text}\n`);
      return 1;
    }
  };
}

/** Reads options and operands. An option that is not known ends the program with an `UnsupportedConstruct`. */
export function parseArguments(name: string, args: readonly string[], syntax: AppletSyntax): AppletArguments {
  return new ArgumentReader(name, args, syntax).read();
}

class ArgumentReader {
  readonly #flags = new Set<string>();
  readonly #lists = new Map<string, string[]>();
  readonly #operands: string[] = [];
  #index = 0;

  constructor(
    private readonly name: string,
    private readonly args: readonly string[],
    private readonly syntax: AppletSyntax,
  ) {}

  read(): AppletArguments {
    while (this.#index < this.args.length) {
      const arg = this.args[this.#index++] ?? '';
      const isRest = arg === '--' || (this.syntax.stopsAtOperand === true && (!arg.startsWith('-') || arg === '-'));
      if (isRest) {
        this.#operands.push(...this.args.slice(arg === '--' ? this.#index : this.#index - 1));
        break;
      }
      if (this.syntax.operand?.test(arg) === true) this.#operands.push(arg);
      else if (this.syntax.number !== undefined && /^-\d+$/.test(arg)) this.#addValue(this.syntax.number, arg.slice(1));
      else if (arg.startsWith('--')) this.#readLong(arg.slice(2));
      else if (arg.startsWith('-') && arg !== '-') this.#readLetters(arg);
      else this.#operands.push(arg);
    }
    const values = new Map<string, string>();
    for (const [letter, list] of this.#lists) values.set(letter, list.at(-1) ?? '');
    return { flags: this.#flags, values, lists: this.#lists, operands: this.#operands };
  }

  #readLong(text: string): void {
    const [, name = '', value] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
    const letter = this.syntax.long !== undefined && Object.hasOwn(this.syntax.long, name) ? this.syntax.long[name] : undefined;
    if (letter === undefined) throw new UnsupportedConstruct(`option --${name} of ${this.name}`);
    if (this.#takesValue(letter)) this.#addValue(letter, value ?? this.#nextArgument(`--${name}`));
    else this.#flags.add(letter);
  }

  #readLetters(arg: string): void {
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      if (this.#takesValue(letter)) {
        this.#addValue(letter, at + 1 < arg.length ? arg.slice(at + 1) : this.#nextArgument(letter));
        return;
      }
      if (letter === ':' || !this.syntax.letters.includes(letter)) {
        throw new UnsupportedConstruct(`option -${letter} of ${this.name}`);
      }
      this.#flags.add(letter);
    }
  }

  #takesValue(letter: string): boolean {
    const place = letter === ':' ? -1 : this.syntax.letters.indexOf(letter);
    return place >= 0 && this.syntax.letters.charAt(place + 1) === ':';
  }

  #addValue(letter: string, value: string): void {
    const list = this.#lists.get(letter);
    if (list === undefined) this.#lists.set(letter, [value]);
    else list.push(value);
  }

  #nextArgument(option: string): string {
    const value = this.args[this.#index++];
    if (value === undefined) throw new AppletError(`option requires an argument -- '${option}'`);
    return value;
  }
}

/** The operands, of which there must be at least some. @throws AppletError */
export function requireOperands(operands: readonly string[], minimum: number): readonly string[] {
  if (operands.length < minimum) throw new AppletError('missing operand');
  return operands;
}

/** Runs a piece of work and prints what went wrong; returns whether it went well. */
export function* attempt(system: System, describe: (text: string) => string, work: () => void): Body<boolean> {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`${system.name}: ${describe(error.text)}\n`);
    return false;
  }
}

/** A number as applets read it. @throws AppletError */
export function parseCount(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new AppletError(`invalid number '${text}'`);
  return Number(text);
}
