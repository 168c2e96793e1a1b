import { closestName } from '../../manifest/nearest-name';
import { isParameter, PARAMETER_WORDS, phrasePattern } from './parameter-patterns';
import type { Phrase } from './read-phrases';

/** A step that is a phrase but for one of its parameters. */
export interface Misfit {
  readonly phrase: Phrase;
  /** The parameter's name. */
  readonly parameter: string;
  /** What stands in its place. */
  readonly text: string;
  /** What may have been meant; undefined where nothing comes near. */
  readonly meant?: string;
  /** The parameter that the text would be right for. */
  readonly belongsTo?: string;
}

/** Finds the phrase that a step is but for one parameter: the one with the most words of its own, and of these one with a right subject. */
export function findMisfit(step: string, phrases: readonly Phrase[]): Misfit | undefined {
  return phrases
    .flatMap((phrase) => misfitOf(step, phrase) ?? [])
    .sort((a, b) => wordsOf(b.phrase) - wordsOf(a.phrase) || Number(isSubject(a)) - Number(isSubject(b)))[0];
}

function misfitOf(step: string, phrase: Phrase): Misfit | undefined {
  const names = [...phrase.expression.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  for (const [index, parameter] of names.entries()) {
    const match = new RegExp(`^${phrasePattern(phrase.expression, index)}$`).exec(step);
    const text = match?.groups?.['misfit'];
    if (text !== undefined && !isParameter(text, parameter)) return { phrase, parameter, text, meant: nearestWord(text, parameter), belongsTo: ownerOf(text) };
  }
  return undefined;
}

function isSubject({ phrase, parameter }: Misfit): boolean {
  return phrase.expression.startsWith(`{${parameter}}`);
}

function ownerOf(text: string): string | undefined {
  return Object.keys(PARAMETER_WORDS).find((name) => isParameter(text, name));
}

function wordsOf({ expression }: Phrase): number {
  return expression.split(' ').filter((word) => !word.startsWith('{')).length;
}

/** The word of a parameter that differs in capitals, or in a few letters. */
function nearestWord(text: string, parameter: string): string | undefined {
  const words: readonly string[] = PARAMETER_WORDS[parameter as keyof typeof PARAMETER_WORDS] ?? [];
  const typed = text.toLowerCase().replace(/[\s_-]/g, '');
  const best = closestName(typed, words, (word) => word.toLowerCase().replace(/ /g, ''));
  return best !== undefined && best.edits <= Math.max(1, Math.floor(best.name.length / 4)) ? best.name : undefined;
}
