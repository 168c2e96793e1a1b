import { SECOND } from '../../../simulation/time';
import type { Program } from '../kernel/program';
import { lookUpName } from '../network/client';
import { applet, requireOperands } from './applet';

/** How long `nslookup` asks a name service that does not answer. */
const PATIENCE = 5 * SECOND;
const IPV6 = /:/;

/** `nslookup name [server]` */
export const nslookup: Program = applet({ letters: '' }, function* nslookup(system, { operands }) {
  const [name = '', server] = requireOperands(operands, 1);
  const address = server ?? system.task.kernel.host.network.nameServer;
  const addresses = yield* lookUpName(system, name, system.now + PATIENCE);
  if (addresses === 'timeout') {
    yield* system.print(';; connection timed out; no servers could be reached\n\n');
    return 1;
  }
  yield* system.print(`Server:\t\t${address}\nAddress:\t${address}:53\n\n`);
  if (addresses === 'not-found') {
    yield* system.print(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  for (const found of addresses) yield* system.print(`Name:\t${name}\nAddress: ${found}\n`);
  yield* system.print('\n');
  return 0;
});

/** `getent hosts name`, of the C library's tools */
export const getent: Program = applet({ letters: '' }, function* getent(system, { operands }) {
  const [database, name = ''] = requireOperands(operands, 2);
  const addresses = database === 'hosts' ? yield* lookUpName(system, name, system.now + PATIENCE) : 'not-found';
  if (typeof addresses === 'string') return 2;
  for (const address of addresses) {
    yield* system.print(`${address.padEnd(IPV6.test(address) ? 24 : 16)}${name}\n`);
  }
  return 0;
});
