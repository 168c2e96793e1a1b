import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError } from '../failures';
import type { Shell } from '../shell';

/** `getopts letters name [arg …]` */
export function* getOptions(shell: Shell, args: readonly string[]): Body<number> {
  const [, letters, name, ...given] = args;
  if (letters === undefined || name === undefined) throw new ShellError('usage: getopts optstring var [arg...]');
  const words = given.length > 0 ? given : shell.positional;
  const { index, at } = currentPosition(shell, words.length);
  const word = words[index - 1];
  if (word === undefined || !/^-./.test(word) || word === '--') {
    if (word === '--') shell.assign('OPTIND', String(index + 1));
    shell.assign(name, '?');
    return 1;
  }
  return yield* takeLetter(shell, { letters, name, words, index, at, letter: word.charAt(at) });
}

interface Option {
  readonly letters: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly index: number;
  readonly at: number;
  readonly letter: string;
}

function* takeLetter(shell: Shell, option: Option): Body<number> {
  const { letters, name, words, index, at, letter } = option;
  const word = words[index - 1] ?? '';
  const place = letter === ':' ? -1 : letters.indexOf(letter, letters.startsWith(':') ? 1 : 0);
  const isLast = at + 1 >= word.length;
  if (place >= 0 && letters.charAt(place + 1) === ':') {
    const value = isLast ? words[index] : word.slice(at + 1);
    moveTo(shell, isLast && value !== undefined ? index + 2 : index + 1, 1);
    return yield* setArgument(shell, option, value);
  }
  if (isLast) moveTo(shell, index + 1, 1);
  else moveTo(shell, index, at + 1);
  if (place >= 0) {
    shell.variables.unset('OPTARG');
    shell.assign(name, letter);
    return 0;
  }
  return yield* refuse(shell, option, `Illegal option -${letter}`, '?');
}

function* setArgument(shell: Shell, option: Option, value: string | undefined): Body<number> {
  if (value === undefined) {
    return yield* refuse(shell, option, `No arg for -${option.letter} option`, option.letters.startsWith(':') ? ':' : '?');
  }
  shell.assign('OPTARG', value);
  shell.assign(option.name, option.letter);
  return 0;
}

function* refuse(shell: Shell, option: Option, message: string, result: string): Body<number> {
  shell.assign(option.name, result);
  if (option.letters.startsWith(':')) shell.assign('OPTARG', option.letter);
  else yield* shell.system.warn(`${message}\n`);
  return 0;
}

/** Goes on to a letter. Inside a group of letters OPTIND names the next word already. */
function moveTo(shell: Shell, index: number, at: number): void {
  shell.assign('OPTIND', String(at > 1 ? index + 1 : index));
  shell.optionPosition = at > 1 ? { index, at } : undefined;
}

/** Where the next letter is: what is remembered, unless somebody has set OPTIND to something else. */
function currentPosition(shell: Shell, count: number): { readonly index: number; readonly at: number } {
  const { optionPosition } = shell;
  const optind = Number(shell.variables.get('OPTIND') ?? '1');
  if (optionPosition !== undefined && optind === optionPosition.index + 1) return optionPosition;
  return { index: optind > count + 1 || !(optind >= 1) ? 1 : optind, at: 1 };
}
