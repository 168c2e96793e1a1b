import { createHash } from 'node:crypto';

import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { applet } from './applet';
import { CANNOT_OPEN, linesOf, openInput } from './inputs';

/** Programs that compute or check sums of files. */
export const CHECKSUMS: Readonly<Record<string, Program>> = Object.fromEntries(
  ['md5', 'sha1', 'sha256', 'sha512'].map((algorithm) => [`${algorithm}sum`, sumProgram(algorithm)]),
);

function sumProgram(algorithm: string): Program {
  return applet({ letters: 'csw', long: { check: 'c', status: 's' } }, function* run(system, { flags, operands }) {
    const paths = operands.length === 0 ? ['-'] : operands;
    if (flags.has('c')) return yield* check(system, algorithm, paths, flags.has('s'));
    let status = 0;
    for (const path of paths) {
      const sum = yield* sumOf(system, algorithm, path);
      if (sum === undefined) status = 1;
      else yield* system.print(`${sum}  ${path}\n`);
    }
    return status;
  });
}

function* sumOf(system: System, algorithm: string, path: string): Body<string | undefined> {
  const input = yield* openInput(system, path, CANNOT_OPEN);
  if (input === undefined) return undefined;
  const text = yield* system.readAllFrom(input.file);
  return createHash(algorithm).update(Buffer.from(text, 'latin1')).digest('hex');
}

/** Compares the sums that files list with those of the files that they name. */
function* check(system: System, algorithm: string, lists: readonly string[], isSilent: boolean): Body<number> {
  let [count, wrong] = [0, 0];
  for (const list of lists) {
    const input = yield* openInput(system, list, CANNOT_OPEN);
    if (input === undefined) return 1;
    for (const line of linesOf(yield* system.readAllFrom(input.file))) {
      const [, expected = '', path = ''] = /^(\S+) [ *](.*)$/.exec(line) ?? [];
      if (path === '') continue;
      count += 1;
      const isRight = (yield* sumOf(system, algorithm, path)) === expected;
      if (!isRight) wrong += 1;
      if (!isSilent) yield* system.print(`${path}: ${isRight ? 'OK' : 'FAILED'}\n`);
    }
  }
  if (wrong > 0 && !isSilent) yield* system.warn(`${system.name}: WARNING: ${wrong} of ${count} computed checksums did NOT match\n`);
  return wrong > 0 || count === 0 ? 1 : 0;
}
