/** The letters of `set`, with the names that `set -o` knows them by. */
const OPTION_NAMES = {
  e: 'errexit', f: 'noglob', I: 'ignoreeof', i: 'interactive', m: 'monitor', n: 'noexec', s: 'stdin', x: 'xtrace',
  v: 'verbose', C: 'noclobber', a: 'allexport', b: 'notify', u: 'nounset', h: 'trackall', E: 'errtrace',
} as const;

/** The name of an option. */
export type OptionName = (typeof OPTION_NAMES)[keyof typeof OPTION_NAMES] | 'pipefail';

const BY_NAME = new Map<string, OptionName>([
  ...Object.values(OPTION_NAMES).map((name): [string, OptionName] => [name, name]),
  ['pipefail', 'pipefail'],
]);

/** The option that a letter stands for. */
export function optionByLetter(letter: string): OptionName | undefined {
  return Object.hasOwn(OPTION_NAMES, letter) ? OPTION_NAMES[letter as keyof typeof OPTION_NAMES] : undefined;
}

/** The option with a long name. */
export function optionByName(name: string): OptionName | undefined {
  return BY_NAME.get(name);
}

/** The letters in the order of ash's table; `c` stands for `sh -c` and cannot be set. */
const LETTERS = 'efIimnscxvCabuh';

/** What `$-` shows: the letters of the options that are set, from the end of the table to its beginning. */
export function optionLetters(options: ReadonlySet<OptionName>, isCommandString: boolean): string {
  const isShown = (letter: string): boolean => {
    const name = optionByLetter(letter);
    return name === undefined ? isCommandString : options.has(name);
  };
  return [...LETTERS].reverse().filter(isShown).join('');
}

/** Names of all options in the order of `set -o`. */
export function optionNames(): readonly OptionName[] {
  return [...BY_NAME.values()];
}
