import type { Program } from '../kernel/program';
import { applet } from './applet';

/** `netstat -tln`: the ports on which the pod listens. Connections are not shown: they last for an instant here. */
export const netstat: Program = applet({ letters: 'tlnaue' }, function* run(system, { flags }) {
  const servers = flags.has('l') ? '(only servers)' : flags.has('a') ? '(servers and established)' : '(w/o servers)';
  yield* system.print(`Active Internet connections ${servers}\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n`);
  const isAsked = (flags.has('l') || flags.has('a')) && (flags.has('t') || !flags.has('u'));
  for (const { address, port } of isAsked ? system.network.listeners : []) {
    const local = `${address}:${port}`.padEnd(23);
    yield* system.print(`tcp   ${'0'.padStart(6)} ${'0'.padStart(6)} ${local} ${'0.0.0.0:*'.padEnd(23)} ${'LISTEN'.padEnd(12)}\n`);
  }
  return 0;
});
