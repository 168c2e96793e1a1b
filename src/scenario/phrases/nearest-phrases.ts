import { DURATION_PATTERN } from '../duration';
import { CONTAINER_STATES } from '../observation/container-state';
import { POD_STATES } from '../observation/pod-state';
import type { Phrase } from './read-phrases';
import { inWordsOfPhrases } from './synonyms';

/** What the parameters of phrases look like in a step, values aside. */
const PARAMETERS: Readonly<Record<string, string | readonly string[]>> = {
  string: '""', int: '#', reason: 'Killing', qosClass: 'Burstable', duration: '#', window: '#', quantity: '#', moment: 'at #', pod: 'pod ""', container: 'container ""',
  podState: 'state', containerState: 'state', probe: 'probe', health: 'health', hook: 'hook', signal: 'signal', delay: ['#', 'any time in #'],
  exit: ['with code # after #', '# after SIGTERM', '# after SIGTERM with code #'], fails: ['fails', 'stops answering'], startOrExit: ['started', 'exited'],
};

/** Values that stand for parameters, with what they become. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/"[^"]*"/g, '""'],
  [new RegExp(String.raw`${DURATION_PATTERN}|\d+`, 'g'), '#'],
  [/\bthe (pod|container|init container|sidecar)\b/g, '$1 ""'],
  [new RegExp(String.raw`\b(?:${[...POD_STATES, ...CONTAINER_STATES].join('|')})\b`, 'g'), 'state'],
  [/\b(?:liveness|readiness|startup)\b/g, 'probe'],
  [/\b(?:healthy|ready|started)\b/g, 'health'],
  [/\b(?:postStart|preStop)\b/g, 'hook'],
  [/\bSIG[A-Z]+\b/g, 'signal'],
];

/** The phrases that come nearest to a step which matches none, the nearest first. */
export function nearestPhrases(step: string, phrases: readonly Phrase[], count = 3): Phrase[] {
  const written = withoutValues(step);
  const wanted = [written, inWordsOfPhrases(written)].map(pairsOf);
  const likenessOf = (expression: string): number => {
    const typical = typicalSteps(expression).map((each) => pairsOf(withoutValues(each)));
    return Math.max(...wanted.flatMap((each) => typical.map((pairs) => likeness(each, pairs))));
  };
  return phrases
    .map((phrase) => ({ phrase, likeness: likenessOf(phrase.expression) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ phrase }) => phrase);
}

/** A definition for a step that matches no phrase, to be completed. */
export function snippetFor(step: string, role: Phrase['role']): string {
  const expression = step
    .replace(/"[^"]*"/g, '{string}')
    .replace(new RegExp(DURATION_PATTERN, 'g'), '{duration}')
    .replace(/(?<![\w{.])\d+(?![\w.])/g, '{int}');
  return `${role}('${expression.replace(/[\\']/g, String.raw`\$&`)}', function (this: PodclockWorld) { … });`;
}

function withoutValues(step: string): string {
  return VALUES.reduce((text, [value, parameter]) => text.replace(value, parameter), step);
}

/** One step for each form that its parameters can have. */
function typicalSteps(expression: string): string[] {
  const parameter = /\{(\w+)\}/.exec(expression);
  if (parameter === null) return [expression.replace(/\((\w*)\)/g, '$1')];
  const [text, name] = parameter;
  return [PARAMETERS[name] ?? name].flat().flatMap((form: string) => typicalSteps(expression.replace(text, form)));
}

/** Words, and pairs of letters within them: tolerant to a word too many and to a letter too few. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const word of text.toLowerCase().split(/\s+/)) {
    for (let at = -1; at < word.length; at += 1) {
      const pair = `${word[at] ?? ' '}${word[at + 1] ?? ' '}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}

/** Dice's coefficient: twice what both have, by what they have together. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, times] of a) common += Math.min(times, b.get(pair) ?? 0);
  const all = [...a.values(), ...b.values()].reduce((sum, times) => sum + times, 0);
  return all === 0 ? 0 : (2 * common) / all;
}
