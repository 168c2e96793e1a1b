import type { AnyNode, Options, Program } from 'acorn';
import { parse } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';

/** How deep parentheses, blocks and functions of a script may lie in one another. */
const DEEPEST_NESTING = 150;
const CACHE_SIZE = 50;

/** A text that is no script, in the words of the parser. */
export class ScriptSyntaxError extends Error {
  override readonly name = 'ScriptSyntaxError';

  constructor(
    message: string,
    /** From 1. */
    readonly line: number,
    /** From 1. */
    readonly column: number,
  ) {
    super(message);
  }
}

const parsed = new Map<string, Program>();

/**
 * Reads a script; the nodes are shared by all that run it, and nobody changes them.
 * @throws ScriptSyntaxError
 * @throws UnsupportedConstruct when it is nested too deeply
 */
export function parseScript(text: string, file: string, sourceType: 'script' | 'module'): Program {
  const key = `${sourceType}\0${file}\0${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const program = parseAnew(text, { ...OPTIONS, sourceType, sourceFile: file, allowReturnOutsideFunction: sourceType === 'script' });
  checkNesting(program);
  if (parsed.size >= CACHE_SIZE) parsed.clear();
  parsed.set(key, program);
  return program;
}

const OPTIONS: Options = { ecmaVersion: 2022, locations: true, allowHashBang: true, allowSuperOutsideMethod: false };

function parseAnew(text: string, options: Options): Program {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof SyntaxError && 'loc' in error) {
      const { line, column } = error.loc as { line: number; column: number };
      throw new ScriptSyntaxError(error.message.replace(/ \(\d+:\d+\)( in .*)?$/s, ''), line, column + 1);
    }
    // The parser calls itself for each level: the host has no more room for it.
    if (error instanceof RangeError) throw nestedTooDeeply();
    throw error;
  }
}

function nestedTooDeeply(): UnsupportedConstruct {
  return new UnsupportedConstruct(`a script whose parts lie more than ${DEEPEST_NESTING} deep in one another`);
}

/** Chains such as `a + b + c …` count as well: they are computed from the inside, too. */
function checkNesting(program: Program): void {
  let level: AnyNode[] = [program];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_NESTING) throw nestedTooDeeply();
    level = level.flatMap(childrenOf);
  }
}

/** The nodes directly inside a node. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(item)) children.push(item);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && typeof value.type === 'string';
}
