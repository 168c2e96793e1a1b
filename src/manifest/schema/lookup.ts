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
