import { nearestPhrases, snippetFor } from './nearest-phrases';
import type { PhraseParameter } from './read-parameter-types';
import type { Phrase } from './read-phrases';

/** Columns of a line of text. */
const WIDTH = 100;

/** What to tell somebody whose step matches no phrase: the nearest ones, and what may stand in the first of them. */
export function explainUndefinedStep(step: string, phrases: readonly Phrase[], parameters: readonly PhraseParameter[]): string {
  const nearest = nearestPhrases(step, phrases);
  return [
    `No phrase matches: ${step}`,
    'The nearest phrases:',
    ...nearest.flatMap(({ role, expression, example }) => [`  ${role} ${expression}`, ...indented(example.split('\n'), 6)]),
    ...explainParameters(nearest[0], parameters),
    'All phrases: npm run phrases. To define a new one:',
    `  ${snippetFor(step)}`,
  ].join('\n');
}

function explainParameters(phrase: Phrase | undefined, parameters: readonly PhraseParameter[]): string[] {
  return parameters
    .filter(({ name }) => phrase?.expression.includes(`{${name}}`))
    .flatMap(({ name, doc }) => [`Where it says {${name}}:`, ...indented(wrap(doc), 2)]);
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
