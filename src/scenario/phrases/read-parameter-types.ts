import { commentAbove } from './doc-comment';

/** A parameter type of phrases. */
export interface PhraseParameter {
  readonly name: string;
  readonly doc: string;
}

/** Reads the parameter types that a file of steps defines; the comment above each is its documentation. */
export function parseParameterTypes(source: string): PhraseParameter[] {
  const lines = source.split('\n');
  return lines.flatMap((text, index) => {
    if (!text.startsWith('defineParameterType(')) return [];
    const name = /name: '(\w+)'/.exec(lines.slice(index, index + 2).join(' '))?.[1] ?? '';
    return [{ name, doc: commentAbove(lines, index).join(' ') }];
  });
}
