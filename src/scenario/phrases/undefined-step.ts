import { findMisfit, type Misfit } from './misfit';
import { nearestPhrases, snippetFor } from './nearest-phrases';
import type { PhraseParameter } from './read-parameter-types';
import type { Phrase } from './read-phrases';
import { inWordsOfPhrases } from './synonyms';

/** Columns of a line of text. */
const WIDTH = 100;

/** A step that matches no phrase. */
export interface UndefinedStep {
  readonly text: string;
  /** What it stands for; absent = not known. */
  readonly role?: Phrase['role'];
}

/**
 * What to tell somebody whose step matches no phrase: what is wrong with it, if it is a phrase but for one parameter; the nearest
 * ones; and what may stand in the first of them.
 */
export function explainUndefinedStep({ text, role = 'Given' }: UndefinedStep, phrases: readonly Phrase[], parameters: readonly PhraseParameter[]): string {
  const plain = text.replace(/"[^"]*"/g, '""');
  const misfit = inWordsOfPhrases(plain) === plain ? findMisfit(text, phrases) : undefined;
  const nearest = [...new Set([...(misfit === undefined ? [] : [misfit.phrase]), ...nearestPhrases(text, phrases)])].slice(0, 3);
  return [
    `No phrase matches: ${text}`,
    ...explainPlaceholders(text),
    ...explainMisfit(misfit),
    'The nearest phrases:',
    ...nearest.flatMap(({ role, expression, example }) => [`  ${role} ${expression}`, ...indented(example.split('\n'), 6)]),
    ...explainParameters(nearest[0], parameters),
    'All phrases: npm run phrases. To define a new one:',
    `  ${snippetFor(text, role)}`,
  ].join('\n');
}

/** An outline puts values in for what its examples have a column of. */
function explainPlaceholders(step: string): string[] {
  return [...step.matchAll(/<[\w ]+>/g)].map(([text]) => `${text} stands there as it is written: the scenario has no examples with the column "${text.slice(1, -1)}"`);
}

function explainMisfit(misfit: Misfit | undefined): string[] {
  if (misfit === undefined) return [];
  const { text, parameter, meant, belongsTo } = misfit;
  const instead = meant === undefined ? '' : `; did you mean ${meant}?`;
  return [`It would be one but for "${text}", which is no {${parameter}}${belongsTo === undefined ? instead : ` but a {${belongsTo}}`}`];
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
