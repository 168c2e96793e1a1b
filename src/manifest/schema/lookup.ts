import { STRUCTS, parseType } from './types';

/** The fields of the struct that holds (or would hold) the field at a path, such as `spec.containers[0].imge`. */
export function knownFieldsAt(kind: string, path: string): readonly string[] {
  let type = kind;
  for (const part of path.split('.').slice(0, -1)) {
    const field = STRUCTS[type]?.[part.replace(/\[.*$/, '')];
    if (field === undefined) return [];
    const parsed = parseType(field.type);
    type = parsed.form === 'list' || parsed.form === 'map' ? parsed.element : field.type;
  }
  return Object.keys(STRUCTS[type] ?? {});
}

const DEEPEST_SEARCH = 8;

/**
 * Where a kind has a field of that name, nearest to the top first, such as `spec.containers[].livenessProbe`; undefined
 * if nowhere.
 */
export function findFieldPath(kind: string, name: string): string | undefined {
  let level: { readonly type: string; readonly path: string }[] = [{ type: kind, path: '' }];
  const seen = new Set<string>();
  for (let depth = 0; depth < DEEPEST_SEARCH && level.length > 0; depth += 1) {
    const next: { type: string; path: string }[] = [];
    for (const { type, path } of level) {
      const struct = STRUCTS[type];
      if (struct === undefined || seen.has(type)) continue;
      seen.add(type);
      if (Object.hasOwn(struct, name)) return `${path}${name}`;
      for (const [field, { type: fieldType }] of Object.entries(struct)) {
        const isList = fieldType.startsWith('[]');
        next.push({ type: isList ? fieldType.slice(2) : fieldType, path: `${path}${field}${isList ? '[]' : ''}.` });
      }
    }
    level = next;
  }
  return undefined;
}
