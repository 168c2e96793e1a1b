import type { Script } from './ast';
import type { Dialect } from './cursor';
import { Cursor } from './cursor';
import { parseAll } from './parser';

/** Scripts that are kept after parsing: a container that restarts, a probe that is repeated, run the same text again. */
const CACHE_SIZE = 256;
const caches: Readonly<Record<Dialect, Map<string, Script>>> = { ash: new Map(), bash: new Map() };

/** Reads the text of a script. The same text gives the same object for a while. */
export function parseScript(text: string, dialect: Dialect = 'ash'): Script {
  const cache = caches[dialect];
  const known = cache.get(text);
  if (known !== undefined) return known;
  const script = parseAll(new Cursor(text, 1, dialect));
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, script);
  return script;
}
