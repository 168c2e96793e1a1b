import type { ImageFile } from '../files/image-tree';
import type { Image } from '../image';
import { createImage } from '../image';
import { parseSignal } from '../kernel/signals';
import { baseFiles, busyboxFiles, distributionFiles } from '../images/base-files';
import { DeclarationError, PROGRAM_MEMBERS, readCommandAnswers, readProgram } from './read-declaration';
import { declaredCommand, declaredProgram } from './run-declared';

/** Where the program of a declared image lies. */
const ENTRYPOINT = '/app';

/**
 * An image of a user's own, as YAML gives it. Times are seconds or texts such as `1m30s`.
 *
 * @example
 * ```yaml
 * startUp: 3s                       # until the ports are open
 * ports:
 *   8080:
 *     /healthz: [{ from: 0s, status: 200 }, { from: 40s, status: 500 }]
 *     /slow: { status: 200, takes: 3s, body: done }
 *     "*": 200
 *   5432: tcp                       # accepts connections, says nothing
 * prints: [{ at: 0s, text: starting }]
 * logsRequests: true                # GET /healthz 200
 * exitsAfter: 1h
 * exitCode: 3
 * signals:
 *   TERM: { after: 5s, code: 0, prints: bye }
 *   HUP: ignore
 * commands:                         # for exec probes and hooks; by the age of process 1
 *   /bin/check: [{ code: 1 }, { from: 10s, code: 0, takes: 200ms, prints: ok }]
 * environment: { MODE: production }
 * workingDirectory: /srv
 * user: "1000"
 * stopSignal: QUIT
 * files: { /etc/app.conf: "a=1" }
 * ```
 */
export type ImageDeclaration = Readonly<Record<string, unknown>>;

const IMAGE_MEMBERS = ['commands', 'environment', 'workingDirectory', 'user', 'stopSignal', 'files'];

/** Builds an image of a declaration; it has a shell and the usual programs besides. @throws DeclarationError */
export function declareImage(declaration: ImageDeclaration): Image {
  const program: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(declaration)) {
    if (!IMAGE_MEMBERS.includes(name)) program[name] = value;
  }
  const unknown = Object.keys(program).find((name) => !(PROGRAM_MEMBERS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new DeclarationError(unknown, `is not known: expected one of ${[...PROGRAM_MEMBERS, ...IMAGE_MEMBERS].join(', ')}`);
  }
  const files: Record<string, ImageFile> = { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), ...readTexts(declaration.files, 'files') };
  for (const [path, answers] of Object.entries((declaration.commands ?? {}) as object)) {
    const place = path.startsWith('/') ? path : `/usr/local/bin/${path}`;
    files[place] = { program: declaredCommand(readCommandAnswers(answers, path)) };
  }
  files[ENTRYPOINT] = { program: declaredProgram(readProgram(program)) };
  return createImage({
    entrypoint: [ENTRYPOINT],
    environment: readTexts(declaration.environment, 'environment'),
    workingDirectory: readText(declaration.workingDirectory, 'workingDirectory'),
    user: readText(declaration.user, 'user'),
    stopSignal: readSignal(declaration.stopSignal),
    files,
  });
}

function readText(value: unknown, place: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw new DeclarationError(place, 'must be a text');
  return String(value);
}

function readTexts(value: unknown, place: string): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new DeclarationError(place, 'must be an object');
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) texts[name] = readText(text, `${place}.${name}`) ?? '';
  return texts;
}

function readSignal(value: unknown): ReturnType<typeof parseSignal> {
  const text = readText(value, 'stopSignal');
  if (text === undefined) return undefined;
  const signal = parseSignal(text);
  if (signal === undefined) throw new DeclarationError('stopSignal', 'must be the name or number of a signal');
  return signal;
}
