import { DEFAULT_NODE_VERSION, nodeProgram } from '../../javascript/node/node';
import type { ImageFile, ImageFiles } from '../files/image-tree';
import type { Image } from '../image';
import { createImage } from '../image';
import { baseFiles, busyboxFiles, distributionFiles } from '../images/base-files';
import { parseSignal, type Signal } from '../kernel/signals';
import { PROGRAM_MEMBERS, readCommandAnswers, readProgramMembers } from './read-declaration';
import { declaredCommand, declaredProgram } from './run-declared';
import { Value } from './value';

/** Where the program of an image lies that names no entry point. */
const APP = '/app';

/** Where programs lie that are named without a directory. */
const PROGRAMS = '/usr/local/bin';

/** Node.js as in images that are made upon its official ones; they may have packages of which nobody knows. */
const NODE: ImageFiles = { '/usr/local/bin/node': { program: nodeProgram({ version: DEFAULT_NODE_VERSION, mayHavePackages: true }) } };

/**
 * An image of a user's own, as YAML gives it. Times are seconds or texts such as `1m30s`, and count from the start of the
 * process. Everything may be left out.
 *
 * @example
 * ```yaml
 * entrypoint: [shop]                # begins with the program; absent: /app
 * command: [serve]                  # what `args` of a pod replaces
 * program: /usr/bin/java            # where the program lies, if the entry point begins with something else, such as a shell
 * startUp: 3s                       # until the ports are open
 * ports:
 *   8080:
 *     /healthz: [{ from: 0s, status: 200 }, { from: 40s, status: 500 }]
 *     /slow: { status: 200, takes: 3s, body: done }
 *     /hangs: { status: never }
 *     "*": 200                      # any other path; without it 404
 *   5432: tcp                       # accepts connections, says nothing
 *   9090: { opens: 10s, closes: 1m, /metrics: 200 }
 *   50051: grpc                     # its health service says SERVING; or, by service:
 *   50052: { grpc: { "": SERVING, shop: [{ status: NOT_SERVING }, { from: 20s, status: SERVING }] } }
 * prints: [starting, { at: 3s, text: listening, stream: stderr }]
 * logsRequests: true                # GET /healthz 200
 * memory: [{ from: 0s, uses: 64Mi }, { from: 1m, uses: 64Mi, grows: 1Mi }]   # grows by so much with each second
 * exitsAfter: 1h
 * exitCode: 3
 * signals:                          # as process 1 it ignores what is not here
 *   TERM: { after: 5s, code: 0, prints: bye, closesPorts: true }
 *   HUP: ignore
 * programs:                         # further programs, each with the members from startUp to signals
 *   worker: { exitsAfter: 30s, exitCode: 1 }
 * commands:                         # for exec probes and hooks; by the age of process 1
 *   /bin/check: [{ code: 1 }, { from: 10s, code: 0, takes: 200ms, prints: ok }]
 * environment: { MODE: production }
 * workingDirectory: /srv
 * user: "1000"
 * stopSignal: QUIT
 * shell: false                      # neither a shell nor the usual programs
 * nodejs: true                      # has Node.js, which runs the scripts of the image, of volumes and of commands as they are written
 * files:
 *   /etc/app.conf: "a=1"
 *   /start.sh: { text: "#!/bin/sh\nexec shop serve\n", mode: 0755 }
 * ```
 */
export type ImageDeclaration = Readonly<Record<string, unknown>>;

const IMAGE_MEMBERS = [
  'entrypoint', 'command', 'program', 'programs', 'commands', 'environment', 'workingDirectory', 'user', 'stopSignal', 'shell', 'nodejs', 'files',
] as const;

type Members = Readonly<Record<(typeof PROGRAM_MEMBERS)[number] | (typeof IMAGE_MEMBERS)[number], Value>>;

/** Builds an image of a declaration. @throws DeclarationError */
export function declareImage(declaration: ImageDeclaration | Value): Image {
  const value = declaration instanceof Value ? declaration : new Value(declaration);
  const members = value.members([...PROGRAM_MEMBERS, ...IMAGE_MEMBERS]);
  const given = readFiles(members.files);
  const hasShell = members.shell.flag(true);
  const userLand: ImageFiles = { ...(hasShell ? { ...baseFiles(), ...distributionFiles(), ...busyboxFiles() } : baseFiles()), ...(members.nodejs.flag(false) ? NODE : {}) };
  const entrypoint = members.entrypoint.items().map((word) => word.text(''));
  const command = members.command.items().map((word) => word.text(''));
  return createImage({
    entrypoint: entrypoint.length + command.length === 0 ? [APP] : entrypoint,
    command,
    environment: members.environment.texts(),
    workingDirectory: optionalText(members.workingDirectory),
    user: optionalText(members.user),
    stopSignal: readSignal(members.stopSignal),
    isPartial: hasShell,
    files: { ...userLand, ...readPrograms(members, { ...userLand, ...given }), ...given },
  });
}

/** The programs of an image: further ones, commands, and the one that its command line begins with unless that is another file. */
function readPrograms(members: Members, others: ImageFiles): Record<string, ImageFile> {
  const programs: Record<string, ImageFile> = {};
  for (const value of members.commands.entries()) programs[placeOf(value.name)] = { program: declaredCommand(readCommandAnswers(value)) };
  for (const value of members.programs.entries()) {
    programs[placeOf(value.name)] = { program: declaredProgram(readProgramMembers(value.members(PROGRAM_MEMBERS))) };
  }
  const [entry] = [...members.entrypoint.items(), ...members.command.items()];
  const name = entry?.text('') ?? APP;
  const isAnother = [placeOf(name), `/bin/${name}`].some((path) => path in others || path in programs);
  if (isAnother && members.program.isAbsent) {
    const isDescribed = PROGRAM_MEMBERS.some((member) => !members[member].isAbsent);
    if (isDescribed) entry?.fail('is not the program that is described here: say with program where that lies');
    return programs;
  }
  programs[placeOf(members.program.text(name))] = { program: declaredProgram(readProgramMembers(members)) };
  return programs;
}

function placeOf(name: string): string {
  return name.includes('/') ? name : `${PROGRAMS}/${name}`;
}

function readFiles(value: Value): Record<string, ImageFile> {
  return Object.fromEntries(value.entries().map((file) => [file.name, readFile(file)]));
}

function readFile(file: Value): ImageFile {
  if (!file.name.startsWith('/')) file.fail('must be an absolute path', 'name');
  if (typeof file.value !== 'object' || file.value === null) return file.text('');
  const { text, mode } = file.members(['text', 'mode']);
  return { text: text.text(''), mode: mode.wholeNumber(0o644) };
}

function optionalText(value: Value): string | undefined {
  return value.isAbsent ? undefined : value.text('');
}

function readSignal(value: Value): Signal | undefined {
  if (value.isAbsent) return undefined;
  return parseSignal(value.text('')) ?? value.fail('must be the name or number of a signal');
}
