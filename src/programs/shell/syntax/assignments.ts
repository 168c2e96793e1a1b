import type { ArrayAssignment, ArrayElement, Assignment, Word, WordPart } from './ast';
import { createWord, literalWord } from './ast';
import { expandBraces } from './brace-expansion';
import type { Lexer } from './lexer';

const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/;
/** A name before `[…]=` or `=(`. */
const ARRAY_NAME = /[A-Za-z_]\w*(?=\[|\+?=\()/y;
/** Nothing before `[…]=`. */
const NO_NAME = /(?=\[)/y;

/** Reads `name=value`; undefined when a word is no assignment. Tildes behind `=` and `:` are marked. */
export function splitAssignment(word: Word, mayAppend = false): Assignment | undefined {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'text') return undefined;
  const match = ASSIGNMENT.exec(first.text);
  const [prefix = '', name = '', plus = ''] = match ?? [];
  if (match === null || (plus !== '' && !mayAppend)) return undefined;
  const value = first.text.slice(prefix.length);
  return { name, subscript: undefined, value: createWord([...markTildes(value, rest.length === 0), ...rest]), appends: plus !== '' };
}

function markTildes(text: string, isWhole: boolean): WordPart[] {
  const parts: WordPart[] = [];
  for (const piece of text.split(/(?<=^|:)(~[\w.-]*)(?=[/:]|$)/)) {
    const isLast = text.endsWith(piece);
    if (piece.startsWith('~') && (isWhole || !isLast)) parts.push({ kind: 'tilde', user: piece.slice(1) });
    else if (piece !== '') parts.push({ kind: 'text', text: piece });
  }
  return parts;
}

/** Takes `name[…]=value` or `name=(…)` of bash; undefined when none is next. */
export function acceptArrayAssignment(lexer: Lexer): Assignment | ArrayAssignment | undefined {
  const head = lexer.takeAssignmentHead(ARRAY_NAME);
  if (head === undefined) return undefined;
  const { name, subscript, appends } = head;
  if (subscript === undefined) return { name, elements: readElements(lexer), appends };
  return { name, subscript, value: lexer.takeAdjacentWord() ?? literalWord(''), appends };
}

/** Reads what stands between the parentheses of an array; the opening one has been taken. */
function readElements(lexer: Lexer): ArrayElement[] {
  const elements: ArrayElement[] = [];
  while (!lexer.acceptOperator(')')) {
    const token = lexer.peek();
    if (token.kind === 'word') elements.push(readElement(lexer, token.word));
    else if (token.kind === 'newline') lexer.take();
    else lexer.cursor.fail('unexpected end of an array');
  }
  return elements;
}

function readElement(lexer: Lexer, word: Word): ArrayElement {
  const source = lexer.peekedSource;
  const head = source.startsWith('[') ? lexer.takeAssignmentHead(NO_NAME) : undefined;
  if (head === undefined) {
    lexer.take();
    return { subscript: undefined, words: expandBraces(word), appends: false, source };
  }
  const value = lexer.takeAdjacentWord() ?? literalWord('');
  return { subscript: head.subscript, words: [value], appends: head.appends, source: lexer.peekedSource };
}
