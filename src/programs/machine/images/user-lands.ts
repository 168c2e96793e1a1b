import { curl } from '../applets/curl';
import { bindNslookup, classicNslookup } from '../applets/nslookup';
import { finiteSleep } from '../applets/small-programs';
import { FURTHER_PROGRAMS } from '../applets/table';
import { unsupportedProgram } from '../applets/unsupported';
import type { ImageFiles } from '../files/image-tree';
import type { ImageDescription } from '../image';
import { bash } from '../../shell/sh';
import { baseFiles, busyboxFiles, distributionFiles, programFiles, type ExtraUsers } from './base-files';

/** `/bin/bash`: the same shell with some of what bash adds; the rest of bash is refused. */
const BASH = programFiles({ '/bin/bash': bash });
const DISTRIBUTION = distributionFiles();
const RUN: ImageFiles = { '/var/run': { link: '/run' } };
const CURL = programFiles({ '/usr/bin/curl': curl });
const GETENT = programFiles(Object.fromEntries(Object.entries(FURTHER_PROGRAMS).map(([name, program]) => [`/usr/bin/${name}`, program])));

/** Programs that an image has and that are not built here: they refuse to run. */
export function refusing(names: string): ImageFiles {
  return programFiles(Object.fromEntries(names.split(' ').map((name) => [`/usr/bin/${name}`, unsupportedProgram(name)])));
}

/** Programs of Debian's smallest image that BusyBox has under the same names. It has no `kill`, `ps`, `wget`, `nc` and `ping`. */
const DEBIAN_PROGRAMS = (
  'sh [ arch awk base32 base64 basename cat chgrp chmod chown chroot cksum clear cmp comm cp cut date dd df diff dirname dmesg du ' +
  'echo egrep env expand expr factor false fgrep find flock fold fsck getopt grep groups gunzip gzip head hostid hostname id install ' +
  'ionice killall5 link ln logger login logname losetup ls lsattr md5sum mkdir mkfifo mknod mktemp more mount mountpoint mv nice nl nohup ' +
  'nproc nsenter od paste pidof printenv printf pwd readlink realpath renice reset rm rmdir run-parts sed seq setpriv setsid sha1sum ' +
  'sha256sum sha512sum shred shuf sleep sort split stat stty su sum sync tac tail tar taskset tee test timeout touch tr true truncate ' +
  'tty umount uname unexpand uniq unlink unshare users wc which who whoami xargs yes zcat'
).split(' ');

/** The package procps, which larger images of Debian have. */
const PROCPS = ['free', 'kill', 'pgrep', 'pkill', 'pmap', 'ps', 'sysctl', 'top', 'uptime', 'w', 'watch'];

function someOfBusybox(names: readonly string[]): ImageFiles {
  const files = busyboxFiles();
  return Object.fromEntries(names.filter((name) => `/bin/${name}` in files).map((name) => [`/bin/${name}`, files[`/bin/${name}`]!]));
}

function alpine(users: ExtraUsers = {}): ImageFiles {
  return {
    ...baseFiles(users), ...RUN, ...DISTRIBUTION, ...busyboxFiles(), ...GETENT, ...refusing('apk ldd scanelf ssl_client'),
    '/etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nPRETTY_NAME="Alpine Linux"\n',
  };
}

function debian(furtherPrograms: readonly string[] = [], users: ExtraUsers = {}): ImageFiles {
  return {
    ...baseFiles(users), ...RUN, ...DISTRIBUTION, ...someOfBusybox([...DEBIAN_PROGRAMS, ...furtherPrograms]), ...BASH, ...GETENT,
    ...refusing('apt apt-get apt-cache dpkg perl iconv ldd lsblk whereis numfmt csplit join ptx pr fmt tput useradd usermod groupadd b2sum'),
    '/etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  };
}

/** What an official image is built upon, by its tag: `alpine` in it, or else Debian's smallest image. */
export function landOf(tag: string, users: ExtraUsers = {}): ImageFiles {
  return tag.includes('alpine') ? alpine(users) : debian([], users);
}

/** What an image of a language is built upon: Debian with many programs, unless its tag says `slim` or `alpine`. */
export function largeLandOf(tag: string): ImageFiles {
  if (tag.includes('alpine') || tag.includes('slim')) return landOf(tag);
  return { ...debian([...PROCPS, 'wget', 'unzip', 'bzip2', 'bunzip2', 'patch', 'xz', 'unxz']), ...CURL, ...refusing('git hg svn gcc g++ make autoconf file') };
}

/** The last release (1.28) whose `nslookup` asks by the C library, and the last one (1.30) whose `sleep` takes no `infinity`. */
const CLASSIC_NSLOOKUP = 28;
const FINITE_SLEEP = 30;
/** The last Alpine (3.10) with such a `sleep`. */
const FINITE_SLEEP_OF_ALPINE = 10;

/** BusyBox: the shell `sh` is the command. */
export const busyboxImage = (tag = 'latest'): ImageDescription => {
  const minor = Number(/^1\.(\d+)/.exec(tag)?.[1] ?? Number.POSITIVE_INFINITY);
  const older = {
    ...(minor <= CLASSIC_NSLOOKUP && programFiles({ '/bin/nslookup': classicNslookup })),
    ...(minor <= FINITE_SLEEP && programFiles({ '/bin/sleep': finiteSleep })),
  };
  return { command: ['sh'], files: { ...baseFiles(), ...busyboxFiles(), ...older } };
};

/** Alpine: BusyBox with a C library. */
export const alpineImage = (tag = 'latest'): ImageDescription => {
  const minor = Number(/^3\.(\d+)/.exec(tag)?.[1] ?? Number.POSITIVE_INFINITY);
  return { command: ['/bin/sh'], files: { ...alpine(), ...(minor <= FINITE_SLEEP_OF_ALPINE && programFiles({ '/bin/sleep': finiteSleep })) } };
};

/** Debian's own image. */
export const debianImage = (): ImageDescription => ({ command: ['bash'], files: debian() });

/** Ubuntu's own image, which has procps. */
export const ubuntuImage = (): ImageDescription => ({ command: ['/bin/bash'], files: debian(PROCPS) });

/** Images of Fedora, CentOS and Red Hat: of what they have besides the usual programs little is known here. */
export const redHatImage = (): ImageDescription => ({
  command: ['/bin/bash'],
  isPartial: true,
  files: { ...debian(), ...CURL, ...refusing('yum dnf microdnf rpm apt apt-get dpkg') },
});

/** The image `bash`, made from Alpine. */
export const bashImage = (): ImageDescription => ({ command: ['bash'], files: { ...alpine(), ...programFiles({ '/usr/local/bin/bash': bash }) } });

/** Images made to look into a network: shells with curl. */
export const curlImage = (): ImageDescription => ({
  entrypoint: ['/usr/bin/curl'],
  user: 'curl_user',
  files: {
    ...alpine({ passwd: 'curl_user:x:100:101:Linux User,,,:/home/curl_user:/sbin/nologin', group: 'curl_group:x:101:' }), ...CURL, ...BASH,
  },
});

/** Images whose command is a shell and which have curl, the `nslookup` of BIND and much more. */
export const toolsImage = (): ImageDescription => ({
  command: ['sh'], isPartial: true, files: { ...alpine(), ...CURL, ...BASH, ...programFiles({ '/usr/bin/nslookup': bindNslookup }) },
});

/** An image that nobody knows anything about: it has a shell and the usual programs, and no command of its own. */
export const unknownImage = (): ImageDescription => ({ command: [], isPartial: true, files: { ...alpine(), ...CURL, ...BASH } });
