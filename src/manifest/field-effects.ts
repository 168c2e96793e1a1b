import type { FieldTreatment, Struct } from './schema/field';
import { parseType, STRUCTS } from './schema/types';

/** A given field that the simulation does not heed. */
export interface FieldEffect {
  /** Path of the field: `spec.containers[0].securityContext`. */
  readonly path: string;
  readonly treatment: Exclude<FieldTreatment, 'simulated'>;
  /** Why. */
  readonly note: string;
}

function* effectsOfStruct(value: object, struct: Struct, path: string): Generator<FieldEffect> {
  for (const [name, given] of Object.entries(value) as [string, unknown][]) {
    const field = struct[name];
    if (field === undefined || given === undefined || given === null) continue;
    const place = path === '' ? name : `${path}.${name}`;
    if (field.treatment === 'simulated') yield* effectsOfValue(given, field.type, place);
    else yield { path: place, treatment: field.treatment, note: field.note ?? '' };
  }
}

function* effectsOfValue(value: unknown, type: string, path: string): Generator<FieldEffect> {
  const parsed = parseType(type);
  if (typeof value !== 'object' || value === null) return;
  if (parsed.form === 'list') {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      yield* effectsOfValue(item, parsed.element, `${path}[${index}]`);
    }
  }
  if (parsed.form === 'struct') yield* effectsOfStruct(value, parsed.struct, path);
}

/**
 * The given fields of a pod (or of an object of another kind) that have no effect in the simulation, or that are refused,
 * with the reason. Everything else that is given is simulated. To be asked of an object as it is written: defaults count
 * as given.
 */
export function listFieldEffects(object: object, kind = 'Pod'): readonly FieldEffect[] {
  return [...effectsOfStruct(object, STRUCTS[kind] ?? {}, '')];
}
