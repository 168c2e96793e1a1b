import type { Program } from '../kernel/program';
import { IPV4 } from '../network/dns';
import { lookUpName } from '../network/resolver';
import { applet, requireOperands } from './applet';

/** `getent hosts name`, of the C library's tools */
export const getent: Program = applet({ letters: '' }, function* getent(system, { operands }) {
  const [database, name = ''] = requireOperands(operands, 2);
  const found = database === 'hosts' || database === 'ahosts' ? yield* lookUpName(system, name) : 'not-found';
  if (typeof found === 'string') return 2;
  for (const address of found.addresses) {
    yield* system.print(`${address.padEnd(IPV4.test(address) ? 16 : 24)}${found.name}\n`);
  }
  return 0;
});
