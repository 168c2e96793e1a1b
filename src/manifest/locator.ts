import { type Document, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

import type { SourcePlace } from '../api/field-error';
import { followAlias, isMergeKey } from './read-yaml';
import type { SourceText } from './source-text';
import { type JsonScalar, keyText, resolvePlainScalar } from './yaml-scalars';

/** The parts of a path such as `spec.containers[0].resources.requests[cpu]`. */
export function splitPath(path: string): readonly string[] {
  return Array.from(path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g), (match) => match[1] ?? match[2]);
}

function nameOf(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const text = String(key.value ?? '');
  return keyText(key.type === 'PLAIN' ? resolvePlainScalar(text) : (text as JsonScalar));
}

/** Finds where the fields of one object stand in the text of its manifest. */
export class Locator {
  constructor(
    readonly source: SourceText,
    readonly root: Node,
    readonly document: Document.Parsed,
  ) {}

  /**
   * The place of a field. When the manifest does not have it, the place of what would hold it. `what` says whether the
   * name or the value matters; a list or map as value is shown by its name.
   */
  locate(path: string, what: 'name' | 'value' = 'value'): SourcePlace {
    return this.locateParts(splitPath(path), what);
  }

  /** Like {@link locate}, for a path whose parts may hold any characters. */
  locateParts(parts: readonly string[], what: 'name' | 'value' = 'value'): SourcePlace {
    let node: Node | undefined = this.root;
    let offset = this.root.range?.[0] ?? 0;
    for (const part of parts) {
      node = followAlias(node, this.document);
      if (isSeq(node)) {
        const item = node.items[Number(part)] as Node | undefined;
        if (item === undefined) break;
        node = item;
        offset = item.range?.[0] ?? offset;
        continue;
      }
      const pair = isMap(node) ? this.#findPair(node, part) : undefined;
      if (pair === undefined) break;
      const [key, value] = [pair.key as Node, pair.value as Node | null];
      const isShown = what === 'value' && isScalar(value) && value.value !== '';
      offset = (isShown ? value.range?.[0] : key.range?.[0]) ?? offset;
      node = value ?? undefined;
    }
    return this.source.place(offset);
  }

  /** The locator of an item of a list of objects. */
  item(path: readonly (string | number)[]): Locator {
    let node: Node | undefined = this.root;
    for (const part of path) {
      node = followAlias(node, this.document);
      if (isSeq(node)) node = node.items[Number(part)] as Node | undefined;
      else if (isMap(node)) node = this.#findPair(node, String(part))?.value as Node | undefined;
    }
    return new Locator(this.source, node ?? this.root, this.document);
  }

  /** The last pair of that name, or one that a merge brings. */
  #findPair(map: YAMLMap, name: string): Pair | undefined {
    const pairs = map.items as Pair[];
    const own = pairs.filter(({ key }) => nameOf(key) === name).pop();
    if (own !== undefined) return own;
    for (const { key, value } of pairs) {
      if (!isMergeKey(key)) continue;
      const target = followAlias(value, this.document);
      const maps = isSeq(target) ? target.items.map((one) => followAlias(one, this.document)) : [target];
      for (const merged of maps) {
        const pair = isMap(merged) ? this.#findPair(merged, name) : undefined;
        if (pair !== undefined) return pair;
      }
    }
    return undefined;
  }
}
