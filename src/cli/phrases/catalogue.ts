import type { PhraseParameter } from '../../scenario/phrases/read-parameter-types';
import type { Phrase } from '../../scenario/phrases/read-phrases';
import { wordsFor } from '../../scenario/phrases/synonyms';

/** What phrases can be about, in the order in which a scenario gets to it. */
const NOUNS: readonly (readonly [noun: string, title: string])[] = [
  ['cluster', 'The cluster'],
  ['manifest', 'Manifests'],
  ['image', 'Images'],
  ['program', 'What the programs in the containers do'],
  ['recording', 'Recordings of a real kubelet'],
  ['clock', 'Time'],
  ['action', 'What happens to pods and to the node'],
  ['pod', 'Pods'],
  ['container', 'Containers'],
  ['signal', 'Signals'],
  ['event', 'Events'],
  ['log', 'Logs'],
  ['probe', 'Probes and hooks'],
];

/** What a whole scenario looks like, and how it becomes true of every node. */
const FIRST_SCENARIO = [
  '```gherkin',
  '@any-phase',
  'Scenario: The third failure kills the program',
  '  Given the manifest "deploy/web.yaml" is applied',
  '  And container "app" fails its liveness probe after 30s',
  '  And container "app" ignores SIGTERM',
  '  When 2m pass',
  '  Then container "app" received SIGTERM 50s..60s after start',
  '  And container "app" exited with code 137 80s..90s after start',
  '```',
  '',
  'What programs do is said after the manifest and before time passes. Without a tag a scenario runs once, with phases that give round',
  'numbers and a start that takes a millisecond. Tagged `@any-phase` it runs 25 times, each with other phases of the kubelet\'s loops',
  'and a start that takes up to a second, and has to hold every time; times that depend on such things are windows there.',
] as const;

/** Phrases about one thing. */
interface Group {
  readonly title: string;
  readonly phrases: readonly Phrase[];
}

/** The phrases in which each word occurs, or a synonym of it: in the phrase, its parameters, its documentation or what it is about. */
export function filterPhrases(phrases: readonly Phrase[], words: readonly string[], parameters: readonly PhraseParameter[] = []): Phrase[] {
  return phrases.filter(({ role, expression, doc, example, noun }) => {
    const values = parameters.filter(({ name }) => expression.includes(`{${name}}`)).map((parameter) => parameter.doc);
    const text = [role, expression, doc, example, noun, ...values].join(' ').toLowerCase();
    return words.every((word) => wordsFor(word.toLowerCase()).some((each) => text.includes(each)));
  });
}

/** The catalogue for a terminal. */
export function renderForTerminal(phrases: readonly Phrase[]): string {
  if (phrases.length === 0) return 'No phrase has these words.\n';
  return groups(phrases).map(({ title, phrases: ofGroup }) => (
    `${title}\n\n${ofGroup.map((phrase) => indent(`${phrase.role.padEnd(5)} ${phrase.expression}`, phrase)).join('\n\n')}\n`
  )).join('\n');
}

/** The catalogue as Markdown: `steps/README.md`. */
export function renderMarkdown(phrases: readonly Phrase[], parameters: readonly PhraseParameter[]): string {
  return [
    '# Phrases',
    '',
    `The ${phrases.length} phrases that features are written with. This file is made by \`npm run phrases -- --write\` from the comments in`,
    '`steps/*.steps.ts`; `npm run phrases -- probe` finds those with a word.',
    '',
    'Given says how things are, When lets something happen, Then says what has to be so. Only the phrases about time move the clock.',
    'A container of which no phrase says anything runs its command in virtual time, if that is a shell or one of the usual programs, or if',
    'its image is a known one (busybox, nginx, redis …). What nobody knows is a well-behaved server: it runs for ever, answers every probe',
    'with success at once, and exits with code 0 as soon as it receives SIGTERM; an ordinary init container does its work at once and exits',
    'with code 0. One phrase about what a program does, and the phrases are all that counts for this container.',
    'An image of which nothing is said is on the node.',
    '',
    ...FIRST_SCENARIO,
    '',
    '## Parameters',
    '',
    '| in a phrase | in a step |',
    '|---|---|',
    ...parameters.map(({ name, doc }) => `| \`{${name}}\` | ${doc} |`),
    '| `{int}`, `{word}`, `{string}` | a whole number; a word; a text in double quotes |',
    '',
    'Times are exact to a hundredth of a second; of a window the upper end is excluded; `*` in a table stands for anything. Time columns',
    'of tables are `at` (since the beginning), `after creation`, `after deletion` and, for containers, `after start` (of the run that the',
    'row is about) and `after exit` (of the run before). "Exactly" means that what is not listed must not have been.',
    ...groups(phrases).flatMap(({ title, phrases: ofGroup }) => ['', `## ${title}`, ...ofGroup.flatMap(renderPhrase)]),
    '',
  ].join('\n');
}

function renderPhrase({ role, expression, doc, example }: Phrase): string[] {
  return ['', `**${role}** \`${expression}\``, '', doc, '', '```gherkin', `${role} ${example}`, '```'];
}

function groups(phrases: readonly Phrase[]): Group[] {
  const known = NOUNS.map(([noun, title]) => ({ title, phrases: phrases.filter((phrase) => phrase.noun === noun) }));
  const others = phrases.filter(({ noun }) => NOUNS.every(([each]) => each !== noun));
  return [...known, { title: 'Others', phrases: others }].filter((group) => group.phrases.length > 0);
}

function indent(head: string, { doc, example }: Phrase): string {
  return [`  ${head}`, `        ${doc}`, ...example.split('\n').map((line, index) => `        ${index === 0 ? '> ' : '  '}${line}`)].join('\n');
}
