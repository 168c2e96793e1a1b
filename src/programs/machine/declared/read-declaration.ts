import type { Duration } from '../../../simulation/time';
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../../../simulation/time';
import type { Signal } from '../kernel/signals';
import { parseSignal } from '../kernel/signals';
import type { CommandAnswer, DeclaredLine, DeclaredPort, DeclaredProgram, PathAnswer, SignalReaction } from './declaration';

/** A declaration of an image is not right; the message says where and what was expected. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';

  constructor(place: string, problem: string) {
    super(`Cannot declare the image: ${place === '' ? 'the declaration' : `"${place}"`} ${problem}`);
  }
}

/** A value of a declaration with the place where it stands. */
class Value {
  constructor(
    readonly value: unknown,
    readonly place: string,
  ) {}

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  fail(problem: string): never {
    throw new DeclarationError(this.place, problem);
  }

  /** The members of an object, of which only these may be there. */
  members<K extends string>(names: readonly K[]): Record<K, Value> {
    const entries = this.entries();
    const unknown = entries.find(([name]) => !names.includes(name as K));
    if (unknown !== undefined) unknown[1].fail(`is not known here: expected one of ${names.join(', ')}`);
    const found = new Map(entries);
    const members = names.map((name) => [name, found.get(name) ?? new Value(undefined, this.#at(name))]);
    return Object.fromEntries(members) as Record<K, Value>;
  }

  /** The members of an object with any names. */
  entries(): (readonly [string, Value])[] {
    if (this.isAbsent) return [];
    if (typeof this.value !== 'object' || Array.isArray(this.value)) this.fail('must be an object');
    return Object.entries(this.value as object).map(([name, value]) => [name, new Value(value, this.#at(name))] as const);
  }

  /** The items of a list; a single value counts as a list of one. */
  items(): Value[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) return [this];
    return this.value.map((item: unknown, index) => new Value(item, `${this.place}[${index}]`));
  }

  text(fallback: string): string {
    if (this.isAbsent) return fallback;
    return typeof this.value === 'string' || typeof this.value === 'number' ? String(this.value) : this.fail('must be a text');
  }

  wholeNumber(fallback: number): number {
    if (this.isAbsent) return fallback;
    const number = Number(this.value);
    return Number.isInteger(number) ? number : this.fail('must be a whole number');
  }

  flag(): boolean {
    if (this.isAbsent) return false;
    return typeof this.value === 'boolean' ? this.value : this.fail('must be true or false');
  }

  /** A time: seconds, or a text such as `1m30s` or `500ms`. */
  duration(fallback: Duration): Duration {
    if (this.isAbsent) return fallback;
    if (typeof this.value === 'number' && this.value >= 0) return Math.round(this.value * SECOND);
    return parseTime(String(this.value)) ?? this.fail('must be a time such as 40s, 1m30s or 500ms');
  }

  #at(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }
}

const UNITS: Readonly<Record<string, Duration>> = { h: HOUR, m: MINUTE, s: SECOND, ms: MILLISECOND };

function parseTime(text: string): Duration | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) total += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return Math.round(total);
}

/** The members of a declaration that describe its program. */
export const PROGRAM_MEMBERS = ['startUp', 'ports', 'prints', 'logsRequests', 'exitsAfter', 'exitCode', 'signals'] as const;

/** Reads the program of a declaration. @throws DeclarationError */
export function readProgram(declaration: Readonly<Record<string, unknown>>): DeclaredProgram {
  const members = new Value(declaration, '').members(PROGRAM_MEMBERS);
  return {
    startUp: members.startUp.duration(0),
    ports: members.ports.entries().map(readPort),
    prints: members.prints.items().map(readLine),
    logsRequests: members.logsRequests.flag(),
    exitsAfter: members.exitsAfter.isAbsent ? undefined : members.exitsAfter.duration(0),
    exitCode: members.exitCode.wholeNumber(0),
    signals: readSignals(members.signals),
  };
}

/** Reads how a command answers. @throws DeclarationError */
export function readCommandAnswers(answers: unknown, name: string): readonly CommandAnswer[] {
  const entries = new Value(answers, `commands.${name}`).items().map((item) => {
    const { from, code, takes, prints } = item.members(['from', 'code', 'takes', 'prints']);
    return { from: from.duration(0), code: code.wholeNumber(0), takes: takes.duration(0), prints: prints.text('') };
  });
  return entries.sort((left, right) => left.from - right.from);
}

function readPort([name, value]: readonly [string, Value]): DeclaredPort {
  const port = Number(name);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) value.fail('must be a port from 1 to 65535');
  if (value.value === 'tcp' || value.isAbsent) return { port, paths: undefined };
  return { port, paths: Object.fromEntries(value.entries().map(([path, answers]) => [path, readAnswers(answers)])) };
}

function readAnswers(value: Value): readonly PathAnswer[] {
  return value.items().map(readAnswer).sort((left, right) => left.from - right.from);
}

function readAnswer(item: Value): PathAnswer {
  if (typeof item.value === 'number') return { from: 0, status: readStatus(item), takes: 0, body: '', headers: {} };
  const { from, status, takes, body, headers } = item.members(['from', 'status', 'takes', 'body', 'headers']);
  return {
    from: from.duration(0),
    status: status.value === 'never' ? undefined : readStatus(status),
    takes: takes.duration(0),
    body: body.text(''),
    headers: Object.fromEntries(headers.entries().map(([name, value]) => [name, value.text('')])),
  };
}

function readStatus(value: Value): number {
  const status = value.wholeNumber(200);
  return status >= 100 && status <= 999 ? status : value.fail('must be an HTTP status, or "never"');
}

function readLine(item: Value): DeclaredLine {
  if (typeof item.value === 'string') return { at: 0, text: item.value, stream: 'stdout' };
  const { at, text, stream } = item.members(['at', 'text', 'stream']);
  const name = stream.text('stdout');
  if (name !== 'stdout' && name !== 'stderr') return stream.fail('must be stdout or stderr');
  return { at: at.duration(0), text: text.text(''), stream: name };
}

function readSignals(value: Value): DeclaredProgram['signals'] {
  const signals: Partial<Record<Signal, SignalReaction>> = {};
  for (const [name, reaction] of value.entries()) {
    const signal = parseSignal(name);
    if (signal === undefined || signal === 'KILL' || signal === 'STOP') return reaction.fail('is no signal that a program can handle');
    signals[signal] = readReaction(reaction);
  }
  return signals;
}

function readReaction(value: Value): SignalReaction {
  if (value.value === 'ignore') return 'ignore';
  const { after, code, prints } = value.members(['after', 'code', 'prints']);
  return { after: after.duration(0), code: code.wholeNumber(0), prints: prints.isAbsent ? undefined : prints.text('') };
}
