import { UnsupportedConstruct } from '../../machine/errors';
import type { ParameterOperation, ParameterPart, Selection, WordPart } from './ast';
import { literalWord } from './ast';
import type { Cursor } from './cursor';
import type { WordReader } from './word-reader';

const NAME = /[A-Za-z_]\w*/y;
const SPECIAL_PARAMETER = /[@*#?$!-]|\d/y;
const BRACED_NAME = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
const KEYS = /![A-Za-z_]\w*(?=\[[@*]\]\})/y;
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
  return name === '' ? undefined : { kind: 'parameter', name, selection: undefined, operation: { kind: 'value' } };
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
    const length = readLength(reader);
    if (length !== undefined) return length;
  }
  const keys = cursor.dialect === 'bash' ? readKeys(reader) : undefined;
  if (keys !== undefined) return keys;
  const name = cursor.match(BRACED_NAME);
  const selection = readSelection(reader, name);
  if (cursor.dialect === 'bash') refuseBashExpansion(cursor, name);
  if (name === '') cursor.fail('bad substitution');
  if (cursor.isAtEnd) cursor.fail("missing '}'");
  const operation = readOperation(reader, isQuoted);
  if (!cursor.accept('}')) cursor.fail('bad substitution');
  return { kind: 'parameter', name, selection, operation };
}

/** `[@]`, `[*]` or `[expression]` of bash behind a name. */
function readSelection(reader: WordReader, name: string, keys = false): Selection | undefined {
  const { cursor } = reader;
  if (cursor.dialect !== 'bash' || !/^[A-Za-z_]/.test(name) || !cursor.accept('[')) return undefined;
  if (cursor.accept('@]')) return { kind: 'all', sign: '@', keys };
  if (cursor.accept('*]')) return { kind: 'all', sign: '*', keys };
  const subscript = reader.readSubscript();
  if (subscript === undefined || subscript.source === '') return cursor.fail('bad substitution');
  return { kind: 'element', subscript };
}

/** `${!name[@]}`: the indexes of an array. Undefined when something else begins here. */
function readKeys(reader: WordReader): ParameterPart | undefined {
  const { cursor } = reader;
  const start = cursor.position;
  const name = cursor.match(KEYS).slice(1);
  const selection = name === '' ? undefined : readSelection(reader, name, true);
  if (selection !== undefined && cursor.accept('}')) {
    return { kind: 'parameter', name, selection, operation: { kind: 'value' } };
  }
  cursor.position = start;
  return undefined;
}

/** What bash has between the braces beyond ash. */
function refuseBashExpansion(cursor: Cursor, name: string): void {
  const rest = cursor.current;
  if (rest === '^' || rest === ',' || rest === '@') throw new UnsupportedConstruct(`the operator ${rest} of bash in \${${name}…}`);
  if (name === '!' && rest !== '}') throw new UnsupportedConstruct('indirect expansion of bash (${!name})');
}

/** `${#name}`; undefined when the `#` is the parameter itself, as in `${#:-x}`. */
function readLength(reader: WordReader): WordPart | undefined {
  const { cursor } = reader;
  const start = cursor.position;
  cursor.take();
  const name = cursor.match(BRACED_NAME);
  const selection = name === '' ? undefined : readSelection(reader, name);
  if (name !== '' && cursor.accept('}')) return { kind: 'parameter', name, selection, operation: { kind: 'length' } };
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
  const { cursor } = reader;
  const all = cursor.accept('/');
  const mayAnchor = cursor.dialect === 'bash' && !all;
  const anchor = mayAnchor && cursor.accept('#') ? 'prefix' : mayAnchor && cursor.accept('%') ? 'suffix' : undefined;
  const pattern = reader.readBraceWord(false, '/}');
  const replacement = cursor.accept('/') ? reader.readBraceWord(false) : literalWord('');
  return { kind: 'replace', all, anchor, pattern, replacement };
}
