import type { Program } from '../kernel/program';
import { canonicalName } from '../network/resolver';
import { groupName, readPasswordFile } from '../user';
import { applet } from './applet';

/** Release of the kernel that `uname` shows. */
const KERNEL_RELEASE = '6.1.0';

/** Programs that tell who and where one is. */
export const IDENTITY: Readonly<Record<string, Program>> = {
  id: applet({ letters: 'ugnrG' }, function* id(system, { flags }) {
    const { user, group, groups } = system.context;
    const { files } = system.task.kernel;
    const userName = readPasswordFile(files).find((entry) => entry.user === user)?.name;
    const ownGroup = groupName(files, group);
    const inWords = flags.has('n');
    if (flags.has('u')) {
      yield* system.print(`${inWords ? (userName ?? user) : user}\n`);
    } else if (flags.has('G')) {
      const all = [group, ...groups].map((number) => (inWords ? (groupName(files, number) ?? number) : number));
      yield* system.print(`${all.join(' ')}\n`);
    } else if (flags.has('g')) {
      yield* system.print(`${inWords ? (ownGroup ?? group) : group}\n`);
    } else {
      const named = (number: number, name: string | undefined): string => (name === undefined ? String(number) : `${number}(${name})`);
      const all = [group, ...groups].map((number) => named(number, groupName(files, number))).join(',');
      yield* system.print(`uid=${named(user, userName)} gid=${named(group, ownGroup)} groups=${all}\n`);
    }
    return 0;
  }),
  groups: applet({ letters: '' }, function* groups(system) {
    const { group, groups: further } = system.context;
    yield* system.print(`${[group, ...further].map((number) => groupName(system.task.kernel.files, number) ?? number).join(' ')}\n`);
    return 0;
  }),
  whoami: applet({ letters: '' }, function* whoami(system) {
    const { user } = system.context;
    const entry = readPasswordFile(system.task.kernel.files).find((candidate) => candidate.user === user);
    if (entry === undefined) {
      yield* system.warn(`whoami: unknown uid ${user}\n`);
      return 1;
    }
    yield* system.print(`${entry.name}\n`);
    return 0;
  }),
  hostname: applet({ letters: 'isfd' }, function* hostname(system, { flags }) {
    const { hostName, address } = system.network;
    const fullName = canonicalName(system, hostName);
    const domain = fullName.includes('.') ? `${fullName.slice(fullName.indexOf('.') + 1)}\n` : '';
    if (flags.has('f')) yield* system.print(`${fullName}\n`);
    else if (flags.has('s')) yield* system.print(`${hostName.replace(/\..*/, '')}\n`);
    else if (flags.has('d')) yield* system.print(domain);
    else yield* system.print(`${flags.has('i') ? address : hostName}\n`);
    return 0;
  }),
  uname: applet({ letters: 'asnrmvpio' }, function* uname(system, { flags }) {
    const parts: readonly (readonly [string, string])[] = [
      ['s', 'Linux'],
      ['n', system.network.hostName],
      ['r', KERNEL_RELEASE],
      ['v', '#1 SMP'],
      ['m', 'x86_64'],
      ['o', 'GNU/Linux'],
    ];
    const wanted = flags.size === 0 ? new Set(['s']) : flags;
    const shown = parts.filter(([letter]) => wanted.has('a') || wanted.has(letter));
    yield* system.print(`${shown.map(([, text]) => text).join(' ')}\n`);
    return 0;
  }),
  nproc: applet({ letters: '' }, function* nproc(system) {
    yield* system.print('2\n');
    return 0;
  }),
  tty: applet({ letters: 's' }, function* tty(system, { flags }) {
    if (!flags.has('s')) yield* system.print('not a tty\n');
    return 1;
  }),
};
