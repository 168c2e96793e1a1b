import { parseSignal, type Signal } from '../kernel/signals';
import type {
  CommandAnswer, DeclaredLine, DeclaredPort, DeclaredProgram, HealthAnswer, MemoryUse, PathAnswer, SignalReaction,
} from './declaration';
import { Value } from './value';

/** The members of a declaration that describe a program. */
export const PROGRAM_MEMBERS = ['startUp', 'ports', 'prints', 'logsRequests', 'memory', 'exitsAfter', 'exitCode', 'signals'] as const;

/** The program that a built-in image declares. @throws DeclarationError */
export function readProgram(declaration: Readonly<Record<string, unknown>>): DeclaredProgram {
  return readProgramMembers(new Value(declaration).members(PROGRAM_MEMBERS));
}

/** Reads a program from the members that describe it. @throws DeclarationError */
export function readProgramMembers(members: Readonly<Record<(typeof PROGRAM_MEMBERS)[number], Value>>): DeclaredProgram {
  return {
    startUp: members.startUp.duration(0),
    ports: members.ports.entries().map(readPort),
    prints: members.prints.items().map(readLine),
    logsRequests: members.logsRequests.flag(false),
    memory: members.memory.items().map(readMemory),
    exitsAfter: members.exitsAfter.isAbsent ? undefined : members.exitsAfter.duration(0),
    exitCode: members.exitCode.wholeNumber(0),
    signals: readSignals(members.signals),
  };
}

/** Reads how a command answers. @throws DeclarationError */
export function readCommandAnswers(value: Value): readonly CommandAnswer[] {
  const entries = value.items().map((item) => {
    const { from, code, takes, prints } = item.members(['from', 'code', 'takes', 'prints']);
    return { from: from.duration(0), code: code.wholeNumber(0), takes: takes.duration(0), prints: prints.text('') };
  });
  return entries.sort((left, right) => left.from - right.from);
}

function readPort(value: Value): DeclaredPort {
  const port = Number(value.name);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) value.fail('must be a port from 1 to 65535', 'name');
  const always = { port, opens: undefined, closes: undefined, paths: undefined, services: undefined };
  if (value.value === 'tcp' || value.isAbsent) return always;
  if (value.value === 'grpc') return { ...always, services: { '': [{ from: 0, status: 'SERVING', takes: 0 }] } };
  const entries = value.entries();
  const time = (name: string): number | undefined => entries.find((entry) => entry.name === name)?.duration(0);
  const paths = entries.filter(({ name }) => !['opens', 'closes', 'grpc'].includes(name));
  const grpc = entries.find(({ name }) => name === 'grpc');
  for (const path of paths) {
    if (!path.name.startsWith('/') && path.name !== '*') path.fail('is not known here: expected opens, closes, grpc, a path such as /healthz, or *', 'name');
  }
  return {
    port,
    opens: time('opens'),
    closes: time('closes'),
    services: grpc && Object.fromEntries(grpc.entries().map((service) => [service.name, readHealth(service)])),
    paths: paths.length === 0 ? undefined : Object.fromEntries(paths.map((path) => [path.name, readAnswers(path)])),
  };
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
    headers: headers.texts(),
  };
}

function readHealth(value: Value): readonly HealthAnswer[] {
  const answers = value.items().map((item) => {
    if (typeof item.value === 'string') return { from: 0, status: readServing(item), takes: 0 };
    const { from, status, takes } = item.members(['from', 'status', 'takes']);
    return { from: from.duration(0), status: readServing(status), takes: takes.duration(0) };
  });
  return answers.sort((left, right) => left.from - right.from);
}

function readServing(value: Value): HealthAnswer['status'] {
  const status = value.text('SERVING');
  return status === 'SERVING' || status === 'NOT_SERVING' ? status : value.fail('must be SERVING or NOT_SERVING');
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

function readMemory(item: Value): MemoryUse {
  const { from, uses, grows } = item.members(['from', 'uses', 'grows']);
  return { from: from.duration(0), uses: uses.bytes(), grows: grows.bytes() };
}

function readSignals(value: Value): DeclaredProgram['signals'] {
  const signals: Partial<Record<Signal, SignalReaction>> = {};
  for (const reaction of value.entries()) {
    const signal = parseSignal(reaction.name);
    if (signal === undefined || signal === 'KILL' || signal === 'STOP') return reaction.fail('is no signal that a program can handle', 'name');
    signals[signal] = readReaction(reaction);
  }
  return signals;
}

function readReaction(value: Value): SignalReaction {
  if (value.value === 'ignore') return 'ignore';
  const { after, code, prints, closesPorts } = value.members(['after', 'code', 'prints', 'closesPorts']);
  return {
    after: after.duration(0),
    code: code.wholeNumber(0),
    prints: prints.isAbsent ? undefined : prints.text(''),
    closesPorts: closesPorts.flag(false),
  };
}
