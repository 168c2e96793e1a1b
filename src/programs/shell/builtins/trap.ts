import { UnsupportedConstruct } from '../../machine/errors';
import { parseSignal } from '../../machine/kernel/signals';
import type { Body } from '../../machine/kernel/wait-queue';
import { quote } from '../interpreter/quote';
import type { Shell } from '../shell';
import type { TrapName } from '../traps';

/** `trap [action] signal …`, `trap - signal …`, `trap` */
export function* setTraps(shell: Shell, args: readonly string[]): Body<number> {
  const rest = args[1] === '--' ? args.slice(2) : args.slice(1);
  const [first, ...others] = rest;
  if (first === undefined || first === '-p') {
    const lines = shell.traps.entries.map(([name, action]) => `trap -- ${quote(action)} ${name}\n`);
    yield* shell.system.print(lines.join(''));
    return 0;
  }
  const isReset = first === '-' || others.length === 0 || /^\d+$/.test(first);
  const names = others.length === 0 || (/^\d+$/.test(first) && first !== '-') ? rest : others;
  let status = 0;
  for (const text of names) {
    const name = parseTrapName(shell, text);
    if (name === undefined) {
      status = 1;
      yield* shell.complain(`${text}: invalid signal specification`);
    } else {
      shell.traps.set(name, isReset ? undefined : first);
    }
  }
  return status;
}

function parseTrapName(shell: Shell, text: string): TrapName | undefined {
  if (text === '0' || text === 'EXIT') return 'EXIT';
  const signal = parseSignal(text);
  if (signal === undefined && shell.dialect === 'bash' && /^(ERR|DEBUG|RETURN)$/.test(text)) {
    throw new UnsupportedConstruct(`the trap ${text} of bash`);
  }
  return signal;
}
