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

/** `ulimit [-letter]`; limits can be looked at and not set. */
export function* showLimits(shell: Shell, args: readonly string[]): Body<number> {
  const letters = args.slice(1).filter((arg) => arg !== '-S' && arg !== '-H');
  const [letter = '-f'] = letters;
  const limit = Object.hasOwn(LIMITS, letter) ? LIMITS[letter] : undefined;
  if (letters.length > 1 || limit === undefined) throw new UnsupportedConstruct(`ulimit ${letters.join(' ')}`);
  yield* shell.system.print(`${limit}\n`);
  return 0;
}
