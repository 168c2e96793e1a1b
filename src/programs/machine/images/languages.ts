import { unsupportedProgram } from '../applets/unsupported';
import { DEFAULT_NODE_VERSION, nodeProgram } from '../../javascript/node/node';
import { UnsupportedConstruct } from '../errors';
import { joinPath, normalizePath } from '../files/paths';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { HttpResponse } from '../network/http-message';
import { HttpServer } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import { programFiles } from './base-files';
import { largeLandOf } from './user-lands';

/** Images of languages, of whose programs only what documentation likes to show can be run; the rest is refused by name. */
function languageImage(tag: string, command: readonly string[], programs: Readonly<Record<string, Program>>): ImageDescription {
  return { command, isPartial: true, files: { ...largeLandOf(tag), ...programFiles(programs) } };
}

/** `python -m http.server` serves files; without arguments it reads an empty script; anything else is not supported. */
export const pythonImage = (tag: string): ImageDescription =>
  languageImage(tag, ['python3'], { '/usr/local/bin/python3': python, '/usr/local/bin/python': python });

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, the job of the documentation; anything else is not supported. */
export const perlImage = (tag: string): ImageDescription => languageImage(tag, ['perl'], { '/usr/local/bin/perl': perl });

/** The last releases of Node.js by their first numbers, for tags that leave the rest open. */
const NODE_RELEASES: Readonly<Record<string, string>> = { 18: 'v18.20.8', 20: 'v20.19.5', 22: DEFAULT_NODE_VERSION, 24: 'v24.9.0' };

/** Node.js: scripts run as they are written; `npm` and `yarn` do not. */
export function nodeImage(tag: string): ImageDescription {
  const [, major = '', rest] = /^(\d+)(\.\d+\.\d+)?/.exec(tag) ?? [];
  const version = rest === undefined ? NODE_RELEASES[major] ?? DEFAULT_NODE_VERSION : `v${major}${rest}`;
  const node = nodeProgram({ version, mayHavePackages: false });
  const others = Object.fromEntries(['npm', 'npx', 'yarn'].map((name) => [`/usr/local/bin/${name}`, packageManager(name)]));
  return languageImage(tag, ['node'], { '/usr/local/bin/node': node, ...others });
}

/** A program that installs packages and runs the commands of package.json: `npm start` and the like are refused by name. */
function packageManager(name: string): Program {
  return function* refuse(system) {
    throw new UnsupportedConstruct(system.arguments.slice(1, 3).reduce((command, word) => `${command} ${word}`, `the command ${name}`));
  };
}

/** A Java runtime, which runs no program here. */
export const javaImage = (tag: string): ImageDescription => languageImage(`slim-${tag}`, ['jshell'], { '/opt/java/openjdk/bin/java': scripts('Java'), '/usr/bin/java': scripts('Java'), '/opt/java/openjdk/bin/jshell': scripts('Java'), '/usr/bin/jshell': scripts('Java') });

/** Ruby, of which nothing can be run. */
export const rubyImage = (tag: string): ImageDescription => languageImage(tag, ['irb'], { '/usr/local/bin/ruby': scripts('Ruby'), '/usr/local/bin/irb': scripts('Ruby'), '/usr/local/bin/bundle': scripts('Bundler') });
/** PHP, of which nothing can be run: `php` by itself, or in a server, as the tag says. */
export const phpImage = (tag: string): ImageDescription => languageImage(tag, phpCommand(tag), {
  '/usr/local/bin/php': scripts('PHP'), '/usr/local/sbin/php-fpm': unsupportedProgram('php-fpm'),
  '/usr/local/bin/apache2-foreground': unsupportedProgram('apache2-foreground'),
});

function phpCommand(tag: string): readonly string[] {
  if (tag.includes('apache')) return ['apache2-foreground'];
  return tag.includes('fpm') ? ['php-fpm'] : ['php', '-a'];
}
/** Go, of which nothing can be run. */
export const goImage = (tag: string): ImageDescription => languageImage(tag, ['bash'], { '/usr/local/go/bin/go': scripts('Go') });

/** An interpreter whose programs only a scenario can describe; without one it reads an empty input, and is done. */
function scripts(language: string): Program {
  return function* refuse(system) {
    if (system.arguments.slice(1).every((arg) => arg === '-a')) return 0;
    throw new UnsupportedConstruct(scriptName(system.arguments.slice(1), language));
  };
}

/** How a program of an interpreter is called: `the program app.jar of Java`. */
function scriptName(args: readonly string[], language: string): string {
  const place = args.indexOf('-jar');
  const name = place >= 0 ? args[place + 1] : args.find((arg) => !arg.startsWith('-'));
  return name === undefined || args.some((arg) => /^-[ec]$/.test(arg)) ? `a program of ${language}` : `the program ${name} of ${language}`;
}

const python: Program = function* run(system) {
  if (system.arguments.length === 1) return 0;
  const [, option, module, ...rest] = system.arguments.filter((argument) => argument !== '-u');
  if (option !== '-m' || (module !== 'http.server' && module !== 'SimpleHTTPServer')) {
    throw new UnsupportedConstruct(scriptName(system.arguments.slice(1), 'Python'));
  }
  const { port, directory } = readServerOptions(rest);
  const root = normalizePath(directory, system.context.directory);
  const server = new HttpServer(system, { reply: ({ path }) => ({ response: servedByPython(system, root, path), delay: 0 }) });
  server.listen(port);
  yield* system.print(`Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`);
  yield* server.serve(() => false);
  return 0;
};

/** The port and `--directory` of `http.server`; an address to bind to is not supported. */
function readServerOptions(args: readonly string[]): { readonly port: number; readonly directory: string } {
  let port = 8000;
  let directory = '.';
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = args[index].split('=', 2);
    if (name === '-d' || name === '--directory') directory = value ?? args[index += 1] ?? '.';
    else if (/^\d+$/.test(name)) port = Number(name);
    else throw new UnsupportedConstruct(`the option ${name} of http.server`);
  }
  return { port, directory };
}

/** Follows `Lib/http/server.py` SimpleHTTPRequestHandler.send_head: a directory without a slash is moved, one without an index is listed. */
function servedByPython(system: System, root: string, path: string): HttpResponse {
  const plain = path.replace(/[?#].*/, '');
  const place = joinPath(root, normalizePath(plain).slice(1));
  const isDirectory = system.paths.find(place)?.kind === 'directory';
  if (isDirectory && !plain.endsWith('/')) return { status: 301, headers: [{ name: 'Location', value: `${plain}/` }], body: '' };
  const file = readSiteFile(system, root, path);
  if (typeof file !== 'string') return textResponse(200, file.text, file.type);
  return isDirectory ? textResponse(200, listing(plain, system.paths.list(place))) : textResponse(404, '');
}

function listing(path: string, names: readonly string[]): string {
  const title = `Directory listing for ${path}`;
  const items = [...names].sort().map((name) => `<li><a href="${name}">${name}</a></li>`);
  return ['<!DOCTYPE HTML>', `<html><head><title>${title}</title></head>`, `<body><h1>${title}</h1><hr><ul>`, ...items, '</ul><hr></body></html>', ''].join('\n');
}

const perl: Program = function* run(system) {
  if (system.arguments.length === 1) return 0;
  const match = /^print bpi\((\d{1,4})\);?$/.exec(system.arguments.at(-1) ?? '');
  if (match === null || !system.arguments.includes('-Mbignum=bpi')) throw new UnsupportedConstruct('a program of Perl');
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
