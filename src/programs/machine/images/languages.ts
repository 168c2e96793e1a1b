import { UnsupportedConstruct } from '../errors';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import { HttpServer } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import { baseFiles, busyboxFiles, distributionFiles } from './base-files';

/** Images of languages, of whose programs only what documentation likes to show can be run. */
function languageImage(command: string, programs: Readonly<Record<string, Program>>): ImageDescription {
  const files = Object.entries(programs).map(([path, program]) => [path, { program }] as const);
  return { command: [command], files: { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), ...Object.fromEntries(files) } };
}

/** `python -m http.server` serves files; without arguments it reads an empty script; anything else is not supported. */
export const pythonImage = (): ImageDescription =>
  languageImage('python3', { '/usr/local/bin/python3': python, '/usr/local/bin/python': python });

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, the job of the documentation; anything else is not supported. */
export const perlImage = (): ImageDescription => languageImage('perl', { '/usr/local/bin/perl': perl });

const python: Program = function* run(system) {
  if (system.arguments.length === 1) return 0;
  const [, option, module, ...rest] = system.arguments.filter((argument) => argument !== '-u');
  if (option !== '-m' || (module !== 'http.server' && module !== 'SimpleHTTPServer')) {
    throw new UnsupportedConstruct('a script of Python');
  }
  const port = Number(rest.find((argument) => /^\d+$/.test(argument)) ?? '8000');
  const server = new HttpServer(system, {
    reply: ({ path }) => {
      const file = readSiteFile(system, system.context.directory, path);
      const response = typeof file === 'string' ? textResponse(404, '') : textResponse(200, file.text, file.type);
      return { response, delay: 0 };
    },
  });
  server.listen(port);
  yield* system.print(`Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`);
  yield* server.serve(() => false);
  return 0;
};

const perl: Program = function* run(system) {
  if (system.arguments.length === 1) return 0;
  const match = /^print bpi\((\d{1,4})\);?$/.exec(system.arguments.at(-1) ?? '');
  if (match === null || !system.arguments.includes('-Mbignum=bpi')) throw new UnsupportedConstruct('a script of Perl');
  yield* system.print(`${piDigits(Number(match[1]))}\n`);
  return 0;
};

/** Pi with so many digits in all, by Machin's formula; the last digit is rounded. */
export function piDigits(count: number): string {
  const guard = 10n ** 10n;
  const one = 10n ** BigInt(count) * guard;
  const scaled = 4n * (4n * arctangentOfInverse(5n, one) - arctangentOfInverse(239n, one));
  const digits = String((scaled / guard + 5n) / 10n);
  return `${digits.charAt(0)}.${digits.slice(1)}`;
}

function arctangentOfInverse(inverse: bigint, one: bigint): bigint {
  let power = one / inverse;
  let sum = power;
  for (let divisor = 3n, sign = -1n; power > 0n; divisor += 2n, sign = -sign) {
    power /= inverse * inverse;
    sum += (sign * power) / divisor;
  }
  return sum;
}
