import { type Document, isMap, type Node, type Pair, visit, type YAMLMap, type YAMLParseError } from 'yaml';

import type { SourceText } from './source-text';

/** A syntax error: what kubectl's YAML library says, and the node that is to blame. */
export interface SyntaxProblem {
  /** In the words of libyaml, where they are known, else in those of our parser. */
  readonly problem: string;
  /** Offset of the offending node. */
  readonly offset: number;
  /** Offset that libyaml reports; its parser (not its scanner) counts lines from 0, so the line is one less. */
  readonly reported: number;
  readonly countsFromZero: boolean;
  /** What to do about it. */
  readonly hint?: string;
}

type Parsed = Document.Parsed;

function problemAt(problem: string, offset: number, reported = offset, countsFromZero = false): SyntaxProblem {
  return { problem, offset, reported, countsFromZero };
}

/** The innermost node of a document that ends last and meets a condition. */
function findNode(document: Parsed, meets: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Node(_, node) {
      if (meets(node)) found = node;
    },
  });
  return found;
}

function startOf(node: Node | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise;
}

/** The pair whose key begins at an offset, with the map it is in. */
function findPair(document: Parsed, offset: number): { map: YAMLMap; pair: Pair } | undefined {
  let found: { map: YAMLMap; pair: Pair } | undefined;
  visit(document, {
    Map(_, map) {
      const pair = map.items.find(({ key }) => startOf(key as Node, -1) === offset);
      if (pair !== undefined) found = { map, pair };
    },
  });
  return found;
}

/** A word at the column where keys stand, without a colon behind it. */
function missingColon(document: Parsed, source: SourceText, start: number, end: number): SyntaxProblem {
  const entry = findPair(document, start);
  const isLaterKey = entry !== undefined && entry.map.items[0] !== entry.pair;
  if (isLaterKey) return problemAt("could not find expected ':'", start, end);
  const colon = source.text.indexOf(':', end - 1);
  return problemAt('mapping values are not allowed in this context', start, colon < 0 ? end : colon);
}

/** A second colon, as in `command: echo: hi`. */
function nestedMap(document: Parsed, source: SourceText, start: number): SyntaxProblem {
  const map = findNode(document, (node) => isMap(node) && startOf(node, -1) === start) as YAMLMap | undefined;
  const keyEnd = (map?.items[0]?.key as Node | undefined)?.range?.[1] ?? start;
  const colon = source.text.indexOf(':', keyEnd);
  return problemAt('mapping values are not allowed in this context', colon < 0 ? start : colon);
}

/** A list or map in brackets whose end is missing. */
function openBracket(document: Parsed, source: SourceText, message: string, offset: number): SyntaxProblem {
  const isSequence = message.startsWith('Flow sequence');
  const opening = isSequence ? '[' : '{';
  const node = findNode(document, ({ range }) => range?.[0] !== undefined && source.text[range[0]] === opening);
  const expected = isSequence ? "']'" : "'}'";
  return problemAt(`did not find expected ',' or ${expected}`, startOf(node, offset), offset, true);
}

/** kubectl does not mind the indentation of quoted text, and our parser does. */
const INDENT_QUOTED_TEXT = 'Close the quoted text, or indent its lines more than its key';

function openQuote(document: Parsed, source: SourceText, quote: string, offset: number): SyntaxProblem {
  const node = findNode(document, ({ range }) => range?.[0] !== undefined && source.text[range[0]] === quote);
  const start = startOf(node, offset);
  const isClosed = source.text.indexOf(quote, start + 1) >= 0;
  return { ...problemAt('found unexpected end of stream', start, source.text.length), ...(isClosed && { hint: INDENT_QUOTED_TEXT }) };
}

function badIndent(document: Parsed, source: SourceText, message: string, offset: number): SyntaxProblem {
  if (message.startsWith('Flow')) return openBracket(document, source, message, offset);
  const expected = message.includes('sequence') ? "'-' indicator" : 'key';
  return problemAt(`did not find expected ${expected}`, offset, offset, true);
}

/** A missing quote, or a key without a colon: libyaml notices that one at the next word. */
function missingCharacter(document: Parsed, source: SourceText, error: YAMLParseError): SyntaxProblem {
  const [start, end] = error.pos;
  const quote = /^Missing closing (["'])/.exec(error.message)?.[1];
  if (quote !== undefined) return openQuote(document, source, quote, start);
  const blanks = /\s*/y;
  blanks.lastIndex = end;
  return problemAt("could not find expected ':'", start, end + (blanks.exec(source.text)?.[0].length ?? 0));
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with blanks; YAML allows no tabs there',
  BAD_SCALAR_START: 'Put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'Indent keys of one mapping alike, and quote values that contain a colon and a blank',
  MULTILINE_IMPLICIT_KEY: 'A key ends with a colon and a blank',
};

/** Errors that need no more than their words. */
const PLAIN_PROBLEMS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'found character that cannot start any token',
  BAD_SCALAR_START: 'found character that cannot start any token',
  BAD_DQ_ESCAPE: 'found unknown escape character',
  BAD_ALIAS: 'did not find expected alphabetic or numeric character',
};

function otherProblem(message: string, offset: number): SyntaxProblem {
  if (message.startsWith('Block scalar header')) {
    return problemAt('did not find expected comment or line break', offset);
  }
  return problemAt(message.charAt(0).toLowerCase() + message.slice(1), offset);
}

/** What a syntax error of our parser is called by kubectl, and where. */
export function describeSyntaxError(error: YAMLParseError, document: Parsed, source: SourceText): SyntaxProblem {
  const described = describe(error, document, source);
  return { ...described, hint: described.hint ?? HINTS[error.code] };
}

function describe(error: YAMLParseError, document: Parsed, source: SourceText): SyntaxProblem {
  const { code, message } = error;
  const [start, end] = error.pos;
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return nestedMap(document, source, start);
  if (code === 'MULTILINE_IMPLICIT_KEY') return missingColon(document, source, start, end);
  if (code === 'BAD_INDENT') return badIndent(document, source, message, start);
  if (code === 'MISSING_CHAR') return missingCharacter(document, source, error);
  const plain = PLAIN_PROBLEMS[code];
  return plain === undefined ? otherProblem(message, start) : problemAt(plain, start);
}
