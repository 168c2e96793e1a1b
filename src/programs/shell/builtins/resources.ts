import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import type { Shell } from '../shell';

/** `times`: no computing takes time here. */
export function* printTimes(shell: Shell): Body<number> {
  yield* shell.system.print('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
}

/** Soft limits as containerd gives them to a container. */
const LIMITS: Readonly<Record<string, string>> = {
  '-n': '1048576', '-u': 'unlimited', '-c': 'unlimited', '-f': 'unlimited', '-t': 'unlimited', '-v': 'unlimited',
  '-s': '8192', '-m': 'unlimited', '-d': 'unlimited',
};

/** `ulimit [-letter] [value]`: shows a limit, or notes another one; nothing here ever meets one. */
export function* showLimits(shell: Shell, args: readonly string[]): Body<number> {
  const words = args.slice(1).filter((arg) => arg !== '-S' && arg !== '-H').map((arg) => arg.replace(/^-[SH](?=\w)/, '-'));
  const [letter = '-f', value] = words[0]?.startsWith('-') === false ? ['-f', ...words] : words;
  if (words.length > 2 || !Object.hasOwn(LIMITS, letter)) throw new UnsupportedConstruct(`ulimit ${words.join(' ')}`);
  if (value === undefined) yield* shell.system.print(`${shell.limits.get(letter) ?? LIMITS[letter] ?? ''}\n`);
  else shell.limits.set(letter, value);
  return 0;
}
