import { AppletError } from './applet';

const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };
const RIGHTS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: 0o6000, t: 0o1000 };

/** The mode that `755` or `u+x,go-w` makes of a mode. @throws AppletError */
export function parseMode(text: string, current: number, isDirectory = false): number {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let mode = current;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause);
    if (match === null) throw new AppletError(`invalid mode '${text}'`);
    const [, who = '', operator, letters = ''] = match;
    const mask = (who === '' ? 'a' : who).split('').reduce((bits, letter) => bits | (WHO[letter] ?? 0), 0);
    let rights = 0;
    for (const letter of letters) {
      if (letter === 'X') rights |= isDirectory || (mode & 0o111) !== 0 ? 0o111 : 0;
      else rights |= RIGHTS[letter] ?? 0;
    }
    if (operator === '+') mode |= rights & mask;
    else if (operator === '-') mode &= ~(rights & mask);
    else mode = (mode & ~mask) | (rights & mask);
  }
  return mode;
}

const KINDS: Readonly<Record<string, string>> = {
  file: '-', directory: 'd', virtual: 'd', link: 'l', device: 'c',
};

/** A mode as `ls -l` shows it: `-rw-r--r--`. */
export function renderMode(kind: string, mode: number): string {
  const letters = [6, 3, 0].map((shift) => {
    const bits = (mode >> shift) & 7;
    const execute = (bits & 1) !== 0 ? 'x' : '-';
    const special = shift === 6 ? (mode & 0o4000 ? 's' : '') : shift === 3 ? (mode & 0o2000 ? 's' : '') : mode & 0o1000 ? 't' : '';
    const last = special === '' ? execute : execute === 'x' ? special : special.toUpperCase();
    return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${last}`;
  });
  return `${KINDS[kind] ?? '-'}${letters.join('')}`;
}
