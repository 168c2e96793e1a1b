import { UnsupportedConstruct } from '../../machine/errors';
import type { ParameterOperation, WordPart } from './ast';
import { literalWord } from './ast';
import type { Cursor } from './cursor';
import type { WordReader } from './word-reader';

const NAME = /[A-Za-z_]\w*/y;
const SPECIAL_PARAMETER = /[@*#?$!-]|\d/y;
const BRACED_NAME = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
const WORD_OPERATIONS: Readonly<Record<string, 'default' | 'assign' | 'error' | 'alternative'>> = {
  '-': 'default',
  '=': 'assign',
  '?': 'error',
  '+': 'alternative',
};

/** Reads what begins with `$`; undefined when the `$` stands for itself (it has been taken). */
export function readDollar(reader: WordReader, isQuoted: boolean): WordPart | undefined {
  const { cursor } = reader;
  cursor.take();
  if (cursor.accept('((')) return cursor.nested(() => ({ kind: 'arithmetic', expression: reader.readArithmetic() }));
  if (cursor.accept('(')) {
    return cursor.nested(() => ({ kind: 'command', script: reader.parseSubstitution(cursor, ')') }));
  }
  if (cursor.accept('{')) return cursor.nested(() => readBraces(reader, isQuoted));
  const name = cursor.match(NAME) || cursor.match(SPECIAL_PARAMETER);
  return name === '' ? undefined : { kind: 'parameter', name, operation: { kind: 'value' } };
}

/** Reads a command substitution in backquotes. Inside it a backslash quotes `$`, a backquote and a backslash. */
export function readBackquotes(reader: WordReader, isQuoted: boolean): WordPart {
  const { cursor } = reader;
  const { line } = cursor;
  cursor.take();
  const raw = cursor.match(/(?:[^`\\]|\\[^])*/y);
  if (!cursor.accept('`')) cursor.fail('EOF in backquote substitution');
  const text = raw.replace(isQuoted ? /\\([$`\\"])/g : /\\([$`\\])/g, '$1');
  return cursor.nested(() => ({ kind: 'command', script: reader.parseSubstitution(cursor.inner(text, line), 'end') }));
}

function readBraces(reader: WordReader, isQuoted: boolean): WordPart {
  const { cursor } = reader;
  if (cursor.current === '#' && cursor.peek(1) !== '}') {
    const length = readLength(cursor);
    if (length !== undefined) return length;
  }
  const name = cursor.match(BRACED_NAME);
  if (cursor.dialect === 'bash') refuseBashExpansion(cursor, name);
  if (name === '') cursor.fail('bad substitution');
  if (cursor.isAtEnd) cursor.fail("missing '}'");
  const operation = readOperation(reader, isQuoted);
  if (!cursor.accept('}')) cursor.fail('bad substitution');
  return { kind: 'parameter', name, operation };
}

/** What bash has between the braces beyond ash. */
function refuseBashExpansion(cursor: Cursor, name: string): void {
  const rest = cursor.current;
  if (rest === '[') throw new UnsupportedConstruct(`arrays of bash (\${${name}[…]})`);
  if (rest === '^' || rest === ',' || rest === '@') throw new UnsupportedConstruct(`the operator ${rest} of bash in \${${name}…}`);
  if (name === '!' && rest !== '}') throw new UnsupportedConstruct('indirect expansion of bash (${!name})');
}

/** `${#name}`; undefined when the `#` is the parameter itself, as in `${#:-x}`. */
function readLength(cursor: Cursor): WordPart | undefined {
  const start = cursor.position;
  cursor.take();
  const name = cursor.match(BRACED_NAME);
  if (name !== '' && cursor.accept('}')) return { kind: 'parameter', name, operation: { kind: 'length' } };
  cursor.position = start;
  return undefined;
}

function readOperation(reader: WordReader, isQuoted: boolean): ParameterOperation {
  const { cursor } = reader;
  if (cursor.current === '}') return { kind: 'value' };
  const ifEmpty = cursor.current === ':';
  const kind = WORD_OPERATIONS[ifEmpty ? cursor.peek(1) : cursor.current];
  if (kind !== undefined) {
    cursor.position += ifEmpty ? 2 : 1;
    return { kind, ifEmpty, word: reader.readBraceWord(isQuoted) };
  }
  if (cursor.accept(':')) return readSubstring(reader);
  if (cursor.accept('/')) return readReplace(reader);
  return readTrim(reader);
}

function readTrim(reader: WordReader): ParameterOperation {
  const { cursor } = reader;
  const sign = cursor.take();
  if (sign !== '#' && sign !== '%') cursor.fail('bad substitution');
  const longest = cursor.accept(sign);
  const pattern = reader.readBraceWord(false);
  return { kind: 'trim', side: sign === '#' ? 'prefix' : 'suffix', longest, pattern };
}

function readSubstring(reader: WordReader): ParameterOperation {
  const offset = reader.readBraceWord(false, ':}');
  const length = reader.cursor.accept(':') ? reader.readBraceWord(false) : undefined;
  return { kind: 'substring', offset, length };
}

function readReplace(reader: WordReader): ParameterOperation {
  const all = reader.cursor.accept('/');
  const pattern = reader.readBraceWord(false, '/}');
  const replacement = reader.cursor.accept('/') ? reader.readBraceWord(false) : literalWord('');
  return { kind: 'replace', all, pattern, replacement };
}
