import { LimitReached } from '../../machine/errors';
import type { Word, WordPart } from './ast';
import { createWord } from './ast';

/** Words that one word may become. */
const MAXIMUM_WORDS = 10_000;

/** A character of unquoted text, or a part that is no such text and stays as it is. */
type Unit = string | WordPart;

/** Expands `a{b,c}d` and `{1..5}` of bash: the words that one word stands for. */
export function expandBraces(word: Word): readonly Word[] {
  const hasBrace = word.parts.some((part) => part.kind === 'text' && part.text.includes('{'));
  if (!hasBrace) return [word];
  return expandUnits(unitsOf(word.parts)).map((units) => createWord(partsOf(units)));
}

function expandUnits(units: readonly Unit[]): (readonly Unit[])[] {
  for (let open = units.indexOf('{'); open >= 0; open = units.indexOf('{', open + 1)) {
    const close = matchingBrace(units, open);
    const alternatives = close < 0 ? undefined : alternativesOf(units.slice(open + 1, close));
    if (alternatives === undefined) continue;
    const before = units.slice(0, open);
    const middles = alternatives.flatMap(expandUnits);
    const ends = expandUnits(units.slice(close + 1));
    if (middles.length * ends.length > MAXIMUM_WORDS) throw new LimitReached(`${MAXIMUM_WORDS} words of one brace expansion`);
    return middles.flatMap((middle) => ends.map((end) => [...before, ...middle, ...end]));
  }
  return [units];
}

function matchingBrace(units: readonly Unit[], open: number): number {
  let depth = 0;
  for (let index = open; index < units.length; index++) {
    if (units[index] === '{') depth++;
    if (units[index] === '}' && --depth === 0) return index;
  }
  return -1;
}

/** The pieces between the commas, or the items of a range; undefined where the braces are ordinary characters. */
function alternativesOf(units: readonly Unit[]): (readonly Unit[])[] | undefined {
  const pieces: Unit[][] = [[]];
  let depth = 0;
  for (const unit of units) {
    if (unit === '{') depth++;
    if (unit === '}') depth--;
    if (unit === ',' && depth === 0) pieces.push([]);
    else pieces.at(-1)?.push(unit);
  }
  if (pieces.length > 1) return pieces;
  return units.every((unit) => typeof unit === 'string') ? rangeOf(units.join(''))?.map((text) => [...text]) : undefined;
}

function rangeOf(text: string): string[] | undefined {
  const match = /^(?:(-?\d+)\.\.(-?\d+)|([A-Za-z])\.\.([A-Za-z]))(?:\.\.(-?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, low, high, lowLetter = '', highLetter = '', given = '1'] = match;
  const isNumeric = low !== undefined && high !== undefined;
  const [first, last] = isNumeric ? [Number(low), Number(high)] : [lowLetter.charCodeAt(0), highLetter.charCodeAt(0)];
  const step = Math.max(1, Math.abs(Number(given)));
  if (Math.abs(last - first) / step > MAXIMUM_WORDS) throw new LimitReached(`${MAXIMUM_WORDS} words of one brace expansion`);
  const width = isNumeric && [low, high].some((number) => /^-?0\d/.test(number)) ? Math.max(low.length, high.length) : 0;
  const items: string[] = [];
  for (let offset = 0; offset <= Math.abs(last - first); offset += step) {
    const value = first <= last ? first + offset : first - offset;
    items.push(isNumeric ? pad(value, width) : String.fromCharCode(value));
  }
  return items;
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, '0');
  return value < 0 ? `-${digits}` : digits;
}

function unitsOf(parts: readonly WordPart[]): Unit[] {
  return parts.flatMap((part): Unit[] => (part.kind === 'text' ? [...part.text] : [part]));
}

function partsOf(units: readonly Unit[]): WordPart[] {
  const parts: WordPart[] = [];
  for (const unit of units) {
    const last = parts.at(-1);
    if (typeof unit !== 'string') parts.push(unit);
    else if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + unit };
    else parts.push({ kind: 'text', text: unit });
  }
  return parts;
}
