import { UnsupportedConstruct } from '../../machine/errors';
import { parseSignal } from '../../machine/kernel/signals';
import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError } from '../failures';
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
  for (const text of names) shell.traps.set(parseTrapName(shell, text), isReset ? undefined : first);
  return 0;
}

function parseTrapName(shell: Shell, text: string): TrapName {
  if (text === '0' || text === 'EXIT') return 'EXIT';
  const signal = parseSignal(text);
  if (signal === undefined && shell.dialect === 'bash' && /^(ERR|DEBUG|RETURN)$/.test(text)) {
    throw new UnsupportedConstruct(`the trap ${text} of bash`);
  }
  if (signal === undefined) throw new ShellError(`${text}: invalid signal specification`, 1);
  return signal;
}
