import type { Instant } from '../../../simulation/time';
import { NEVER } from '../../../simulation/time';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { awaitAnswer } from './await-answer';
import type { ConnectResult } from './network';
import { LOOPBACK } from './network-namespace';
import { lookUpName } from './resolver';
import type { StreamSocket } from './stream-socket';

/** Why a client has no connection. */
export type ConnectFailure = 'bad-address' | 'refused' | 'unreachable' | 'timeout';

/** Connects to a host by name or address; gives up at a moment. */
export function* connectTo(
  system: System,
  host: string,
  port: number,
  until: Instant = NEVER,
): Body<StreamSocket | ConnectFailure> {
  const found = yield* lookUpName(system, host, until);
  if (found === 'timeout' || found === 'not-found') return 'bad-address';
  const address = found.addresses[0]!;
  if (system.network.owns(address)) {
    const from = address.startsWith('127.') ? LOOPBACK : system.network.address;
    return system.network.connect(port, from) ?? 'refused';
  }
  const { network } = system.task.kernel.host;
  return yield* awaitAnswer<ConnectResult>(system, until, (answer) =>
    network.connect(system.network.address, address, port, answer),
  );
}
