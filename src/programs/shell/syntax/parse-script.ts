import type { Script } from './ast';
import { Cursor } from './cursor';
import { parseAll } from './parser';

/** Scripts that are kept after parsing: a container that restarts, a probe that is repeated, run the same text again. */
const CACHE_SIZE = 256;
const cache = new Map<string, Script>();

/** Reads the text of a script. The same text gives the same object for a while. */
export function parseScript(text: string): Script {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const script = parseAll(new Cursor(text));
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, script);
  return script;
}
