/** The letters of `set`, with the names that `set -o` knows them by. */
const OPTION_NAMES = {
  e: 'errexit', f: 'noglob', I: 'ignoreeof', i: 'interactive', m: 'monitor', n: 'noexec', s: 'stdin', x: 'xtrace',
  v: 'verbose', C: 'noclobber', a: 'allexport', b: 'notify', u: 'nounset', h: 'trackall',
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

/** What `$-` shows: the letters of the options that are set. */
export function optionLetters(options: ReadonlySet<OptionName>): string {
  return Object.entries(OPTION_NAMES).filter(([, name]) => options.has(name)).map(([letter]) => letter).join('');
}

/** Names of all options in the order of `set -o`. */
export function optionNames(): readonly OptionName[] {
  return [...BY_NAME.values()];
}
