import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { commentAbove } from './doc-comment';

/** A phrase that features can use. */
export interface Phrase {
  readonly role: 'Given' | 'When' | 'Then';
  /** A Cucumber Expression. */
  readonly expression: string;
  /** What it means; empty if nobody has written it. */
  readonly doc: string;
  /** How it is used, with a table or text if it takes one; empty if nobody has written it. */
  readonly example: string;
  /** What it is about: the name of its file without `.steps.ts`. */
  readonly noun: string;
  readonly file: string;
  readonly line: number;
}

const DEFINITION = /^(Given|When|Then)\('((?:[^'\\]|\\.)*)'/;

/** Reads the phrases of all `*.steps.ts` in a folder, in the order of files and lines. */
export function readPhrases(folder: string): Phrase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.steps.ts'))
    .sort()
    .flatMap((file) => parsePhrases(readFileSync(join(folder, file), 'utf8'), file));
}

/** Reads the phrases of one file. A definition begins at the margin, and the comment above it is its documentation. */
export function parsePhrases(source: string, file: string): Phrase[] {
  const lines = source.split('\n');
  return lines.flatMap((text, index) => {
    const match = DEFINITION.exec(text);
    if (match === null) return [];
    const [, role, expression] = match;
    const comment = commentAbove(lines, index);
    const mark = comment.findIndex((line) => line.startsWith('@example'));
    const doc = (mark < 0 ? comment : comment.slice(0, mark)).join(' ').trim();
    const example = mark < 0 ? '' : [comment[mark].slice('@example'.length).trim(), ...comment.slice(mark + 1)].join('\n').trim();
    return [{
      role: role as Phrase['role'],
      expression: expression.replace(/\\(.)/g, '$1'),
      doc,
      example,
      noun: file.replace(/\.steps\.ts$/, ''),
      file,
      line: index + 1,
    }];
  });
}
