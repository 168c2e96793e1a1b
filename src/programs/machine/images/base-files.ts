import type { ImageFiles } from '../files/image-tree';
import type { Program } from '../kernel/program';
import { BUSYBOX_APPLETS } from '../applets/table';
import { withMessages } from '../applets/applet';
import { sh } from '../../shell/sh';

const PASSWORD_FILE = [
  'root:x:0:0:root:/root:/bin/sh',
  'daemon:x:1:1:daemon:/usr/sbin:/bin/false',
  'bin:x:2:2:bin:/bin:/bin/false',
  'sys:x:3:3:sys:/dev:/bin/false',
  'sync:x:4:100:sync:/bin:/bin/sync',
  'mail:x:8:8:mail:/var/spool/mail:/bin/false',
  'www-data:x:33:33:www-data:/var/www:/bin/false',
  'operator:x:37:37:Operator:/var:/bin/false',
  'nobody:x:65534:65534:nobody:/home:/bin/false',
];
const GROUP_FILE = [
  'root:x:0:', 'daemon:x:1:', 'bin:x:2:', 'sys:x:3:', 'adm:x:4:', 'tty:x:5:', 'disk:x:6:', 'mail:x:8:', 'wheel:x:10:root',
  'www-data:x:33:', 'users:x:100:', 'nobody:x:65534:',
];

/** Further lines of the files of users and groups. */
export interface ExtraUsers {
  readonly passwd?: string;
  readonly group?: string;
}

/** Directories and files that every image with a user land has. */
export function baseFiles(extraUsers: ExtraUsers = {}): ImageFiles {
  return {
    '/tmp': { directory: true, mode: 0o1777 },
    '/root': { directory: true, mode: 0o700 },
    '/home': { directory: true, user: 65_534 },
    '/var/run': { directory: true },
    '/var/spool/mail': { directory: true },
    '/run': { directory: true },
    '/lib': { directory: true },
    '/sys': { directory: true },
    '/usr/sbin': { directory: true },
    '/var/www': { directory: true },
    '/etc/passwd': lines([...PASSWORD_FILE, ...(extraUsers.passwd === undefined ? [] : [extraUsers.passwd])]),
    '/etc/group': lines([...GROUP_FILE, ...(extraUsers.group === undefined ? [] : [extraUsers.group])]),
    '/etc/shadow': { text: lines(['root:*:::::::']), mode: 0o640 },
  };
}

/** Directories of images that are made from a distribution. */
export function distributionFiles(): ImageFiles {
  const paths = ['/var/log', '/var/lib', '/var/cache', '/var/tmp', '/opt', '/srv', '/mnt', '/media', '/sbin', '/usr/local/bin', '/usr/share'];
  return Object.fromEntries(paths.map((path) => [path, { directory: true, mode: path === '/var/tmp' ? 0o1777 : 0o755 }]));
}

/** The shell and the applets of busybox in `/bin`. */
export function busyboxFiles(): ImageFiles {
  const files: Record<string, { readonly program: Program }> = {};
  for (const [name, program] of Object.entries(BUSYBOX_APPLETS)) files[`/bin/${name}`] = { program };
  for (const name of ['sh', 'ash']) files[`/bin/${name}`] = { program: sh };
  files['/bin/busybox'] = { program: busybox };
  return { ...files, '/usr/bin/env': { program: BUSYBOX_APPLETS.env ?? busybox } };
}

/** Executable files of programs by their paths. */
export function programFiles(programs: Readonly<Record<string, Program>>): ImageFiles {
  return Object.fromEntries(Object.entries(programs).map(([path, program]) => [path, { program }]));
}

/** `busybox applet …` */
const busybox: Program = withMessages(function* run(system) {
  const [, name, ...args] = system.arguments;
  const program = name === 'sh' || name === 'ash' ? sh : name === undefined ? undefined : BUSYBOX_APPLETS[name];
  if (name === undefined || program === undefined) {
    yield* system.warn(`${name ?? 'busybox'}: applet not found\n`);
    return 127;
  }
  return system.execute({ program, arguments: [name, ...args], environment: system.environment });
});

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
