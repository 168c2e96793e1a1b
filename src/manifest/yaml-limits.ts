import { Lexer } from 'yaml';

/** Bytes of one manifest: what the API server takes in one request (`…/apiserver/pkg/server/config.go`). */
export const LARGEST_MANIFEST_BYTES = 3 * 1024 * 1024;

/** Levels of nesting; real manifests have below 20. */
export const DEEPEST_NESTING = 100;

/** Nodes that aliases may add by repeating what they stand for. */
export const MOST_REPEATED_NODES = 10_000;

const SCALAR_FOLLOWS = '\u001f';

/** The offset at which lists and maps within brackets are nested too deeply, if any. */
function deepFlow(text: string): number | undefined {
  if ((text.match(/[[{]/g)?.length ?? 0) <= DEEPEST_NESTING) return undefined;
  let depth = 0;
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (!isScalar && (token === '[' || token === '{')) depth += 1;
    if (!isScalar && (token === ']' || token === '}')) depth -= 1;
    if (depth > DEEPEST_NESTING) return offset;
    isScalar = token === SCALAR_FOLLOWS;
    if (/^[^\u0002\u0018\u001f]/.test(token)) offset += token.length;
  }
  return undefined;
}

/** The columns at which a line opens a level: its `-`, `?` and `:` and its first other character. */
function levelsOf(line: string): number[] {
  const columns: number[] = [];
  for (let column = 0; column < line.length; column += 1) {
    if (line[column] === ' ') continue;
    columns.push(column);
    const isIndicator = '-?:'.includes(line[column]) && (column + 1 === line.length || line[column + 1] === ' ');
    if (!isIndicator) break;
  }
  return columns;
}

/** The offset at which indentation is nested too deeply, if any. */
function deepBlock(text: string): number | undefined {
  const open: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    for (const column of levelsOf(line.trimEnd())) {
      while (open.length > 0 && open[open.length - 1] >= column) open.pop();
      open.push(column);
      if (open.length > DEEPEST_NESTING) return offset + column;
    }
    offset += line.length + 1;
  }
  return undefined;
}

/**
 * The offset at which a text is nested too deeply, if any. Found before parsing, because the parser is recursive and a
 * text of brackets could end the whole process.
 */
export function findDeepNesting(text: string): number | undefined {
  return deepFlow(text) ?? deepBlock(text);
}
