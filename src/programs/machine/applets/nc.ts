import type { Duration, Instant } from '../../../simulation/time';
import { NEVER, SECOND } from '../../../simulation/time';
import { UnsupportedConstruct } from '../errors';
import { SystemError } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { connectTo } from '../network/client';
import type { ConnectFailure } from '../network/client';
import type { ListeningSocket } from '../network/network-namespace';
import type { StreamSocket } from '../network/stream-socket';
import { AppletError, parseArguments, withMessages } from './applet';
import { becomeCommand, startCommand } from './run-command';

const CHUNK = 65_536;

/** What `nc` was asked to do. */
interface NetcatOptions {
  readonly flags: ReadonlySet<string>;
  readonly host: string;
  readonly port: number;
  readonly timeout: Duration;
  /** The command of `-e`; everything behind `-e` belongs to it. */
  readonly command: readonly string[] | undefined;
}

/** `nc [-zv] [-w seconds] host port`, `nc -l [-k] [-p port] [-e command …]` */
export const nc: Program = withMessages(function* run(system) {
  const options = parseOptions(system);
  if (options.flags.has('u')) throw new UnsupportedConstruct('option -u (UDP) of nc');
  return options.flags.has('l') ? yield* listen(system, options) : yield* connect(system, options);
});

function parseOptions(system: System): NetcatOptions {
  const args = system.arguments.slice(1);
  const place = args.indexOf('-e');
  const command = place < 0 ? undefined : args.slice(place + 1);
  const { flags, values, operands } = parseArguments('nc', place < 0 ? args : args.slice(0, place), {
    letters: 'lkvnzup:w:s:i:q:N',
  });
  const portText = values.get('p') ?? operands.at(-1);
  if (portText === undefined) throw new AppletError('missing port');
  const wait = values.get('w');
  return {
    flags,
    host: operands[0] ?? '',
    port: Number(portText),
    timeout: wait === undefined ? Number.POSITIVE_INFINITY : Number(wait) * SECOND,
    command,
  };
}

function* connect(system: System, options: NetcatOptions): Body<number> {
  const until = options.timeout === Number.POSITIVE_INFINITY ? NEVER : system.now + options.timeout;
  const socket = yield* connectTo(system, options.host, options.port, until);
  if (typeof socket === 'string') throw new AppletError(describeFailure(socket, options));
  if (options.flags.has('v')) {
    yield* system.warn(`${options.host} (${socket.remoteAddress}:${options.port}) open\n`);
  }
  if (options.flags.has('z')) {
    socket.close();
    return 0;
  }
  if (options.command !== undefined) return yield* serveCommand(system, socket, options.command, true);
  return yield* exchange(system, socket, options.timeout);
}

function* listen(system: System, options: NetcatOptions): Body<number> {
  const listener = openPort(system, options.port);
  const descriptor = system.files.add(listener, 3);
  if (options.flags.has('v')) yield* system.warn(`listening on [::]:${options.port} ...\n`);
  for (;;) {
    const socket = yield* accept(system, listener);
    const keeps = options.flags.has('k');
    if (!keeps) system.files.close(descriptor);
    const status =
      options.command === undefined ? yield* exchange(system, socket, NEVER)
      : yield* serveCommand(system, socket, options.command, !keeps);
    if (!keeps) return status;
  }
}

function openPort(system: System, port: number): ListeningSocket {
  try {
    return system.network.listen(port);
  } catch (error) {
    if (error instanceof SystemError) throw new AppletError(`bind: ${error.text}`);
    throw error;
  }
}

function* accept(system: System, listener: ListeningSocket): Body<StreamSocket> {
  for (;;) {
    const socket = listener.accept();
    if (socket !== undefined) return socket;
    yield* system.wait([listener.changed]);
  }
}

/** Gives a connection to a command as its standard input and output. */
function* serveCommand(
  system: System,
  socket: StreamSocket,
  command: readonly string[],
  becomes: boolean,
): Body<number> {
  if (becomes) {
    system.files.set(0, socket);
    system.files.set(1, socket);
    return yield* becomeCommand(system, command);
  }
  const files = system.files.fork();
  files.set(0, socket);
  files.set(1, socket);
  const child = yield* startCommand(system, command, files);
  return typeof child === 'number' ? child : (yield* system.waitFor(child)).code;
}

/** Copies standard input to the connection and the connection to standard output until the other side has ended. */
function* exchange(system: System, socket: StreamSocket, idleTime: Duration): Body<number> {
  const descriptor = system.files.add(socket, 3);
  const input = system.files.get(0);
  let isInputOpen = true;
  let idleUntil: Instant = system.now + idleTime;
  for (;;) {
    system.step();
    const received = socket.read(CHUNK);
    if (received === '') break;
    if (received !== undefined) yield* system.print(received);
    const typed = isInputOpen ? input.read(CHUNK) : undefined;
    if (typed === '') {
      isInputOpen = false;
      socket.endWriting();
    } else if (typed !== undefined) {
      yield* system.write(descriptor, typed);
    }
    if (received !== undefined || (typed !== undefined && typed !== '')) {
      idleUntil = system.now + idleTime;
      continue;
    }
    if (system.now >= idleUntil) break;
    const inputQueue = isInputOpen && input.changed !== undefined ? [input.changed] : [];
    yield* system.wait([socket.changed, ...inputQueue], idleUntil);
  }
  system.files.close(descriptor);
  return 0;
}

function describeFailure(failure: ConnectFailure, { host, port }: NetcatOptions): string {
  switch (failure) {
    case 'bad-address':
      return `bad address '${host}'`;
    case 'refused':
      return `${host} (${host}:${port}): Connection refused`;
    case 'unreachable':
      return `${host} (${host}:${port}): No route to host`;
    case 'timeout':
      return `${host} (${host}:${port}): Connection timed out`;
  }
}
