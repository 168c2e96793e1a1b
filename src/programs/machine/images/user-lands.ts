import { unsupportedProgram } from '../applets/unsupported';
import { FURTHER_PROGRAMS } from '../applets/table';
import { curl } from '../applets/curl';
import type { ImageFiles } from '../files/image-tree';
import type { ImageDescription } from '../image';
import { bash } from '../../shell/sh';
import { baseFiles, busyboxFiles, distributionFiles } from './base-files';

/** What can be run in an image that is a user land and nothing else. */
function userLand(command: readonly string[], files: ImageFiles = {}): ImageDescription {
  return { command, files: { ...baseFiles(), ...busyboxFiles(), ...files } };
}

/** `/bin/bash`: the same shell with some of what bash adds; the rest of bash is refused. */
const BASH: ImageFiles = { '/bin/bash': { program: bash } };
const DISTRIBUTION = distributionFiles();
const CURL: ImageFiles = { '/usr/bin/curl': { program: curl } };
/** Programs of these images that are not built here: they refuse to run. */
const refusing = (...names: readonly string[]): ImageFiles =>
  Object.fromEntries(names.map((name) => [`/usr/bin/${name}`, { program: unsupportedProgram(name) }]));
const GETENT: ImageFiles = Object.fromEntries(
  Object.entries(FURTHER_PROGRAMS).map(([name, program]) => [`/usr/bin/${name}`, { program }]),
);

/** BusyBox: the shell `sh` is the command. */
export const busyboxImage = (): ImageDescription => userLand(['sh']);

/** Alpine: BusyBox with a C library. */
export const alpineImage = (): ImageDescription => userLand(['/bin/sh'], {
  ...DISTRIBUTION,
  ...GETENT,
  ...refusing('apk'),
  '/etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nPRETTY_NAME="Alpine Linux"\n',
});

/** Debian, Ubuntu and the like; their programs are those of BusyBox under the same names. */
export const debianImage = (): ImageDescription => userLand(['bash'], { ...DISTRIBUTION, ...BASH, ...GETENT, ...refusing('apt', 'apt-get', 'dpkg', 'perl', 'yum', 'dnf') });

/** Images made to look into a network: shells with curl. */
export const curlImage = (): ImageDescription => ({
  ...userLand([], { ...DISTRIBUTION, ...CURL, ...GETENT, ...BASH }),
  entrypoint: ['/usr/bin/curl'],
});

/** Images whose command is a shell and which have curl. */
export const toolsImage = (): ImageDescription => userLand(['sh'], { ...DISTRIBUTION, ...CURL, ...GETENT, ...BASH });

/** An image that nobody knows anything about: it has a shell and the usual programs, and no command of its own. */
export const unknownImage = (): ImageDescription => ({ ...userLand([], { ...DISTRIBUTION, ...CURL, ...GETENT, ...BASH }), isPartial: true });
