import type { Instant } from '../../../simulation/time';
import { NEVER } from '../../../simulation/time';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { WaitQueue } from '../kernel/wait-queue';
import type { LookupResult } from './network';
import { LOOPBACK } from './network-namespace';
import type { StreamSocket } from './stream-socket';

/** Why a client has no connection. */
export type ConnectFailure = 'bad-address' | 'refused' | 'unreachable' | 'timeout';

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Finds the addresses of a name: numbers, `/etc/hosts`, the pod's own names, then the name service. */
export function* lookUpName(system: System, name: string, until: Instant = NEVER): Body<LookupResult | 'timeout'> {
  const known = localAddress(system, name);
  if (known !== undefined) return [known];
  return yield* awaitAnswer<LookupResult>(system, until, (answer) => system.task.kernel.host.network.lookUp(name, answer));
}

/** Connects to a host by name or address; gives up at a moment. */
export function* connectTo(
  system: System,
  host: string,
  port: number,
  until: Instant = NEVER,
): Body<StreamSocket | ConnectFailure> {
  const addresses = yield* lookUpName(system, host, until);
  if (addresses === 'timeout') return 'timeout';
  const address = addresses === 'not-found' ? undefined : addresses[0];
  if (address === undefined) return 'bad-address';
  if (system.network.owns(address)) {
    const from = address.startsWith('127.') ? LOOPBACK : system.network.address;
    return system.network.connect(port, from) ?? 'refused';
  }
  const { network } = system.task.kernel.host;
  return yield* awaitAnswer<StreamSocket | 'refused' | 'unreachable'>(system, until, (answer) =>
    network.connect(system.network.address, address, port, answer),
  );
}

function* awaitAnswer<T>(system: System, until: Instant, ask: (answer: (value: T) => void) => void): Body<T | 'timeout'> {
  const answered = new WaitQueue();
  const reply: { value?: T } = {};
  ask((value) => {
    reply.value = value;
    answered.wakeAll();
  });
  while (reply.value === undefined) {
    if (system.now >= until) return 'timeout';
    yield { queues: [answered], until };
  }
  return reply.value;
}

function localAddress(system: System, name: string): string | undefined {
  if (IPV4.test(name) || name.includes(':')) return name;
  if (name === 'localhost') return LOOPBACK;
  if (name === system.network.hostName) return system.network.address;
  const hosts = system.paths.find('/etc/hosts');
  if (hosts?.kind !== 'file') return undefined;
  for (const line of hosts.text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address !== undefined && names.includes(name)) return address;
  }
  return undefined;
}
