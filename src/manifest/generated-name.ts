import type { ObjectMeta } from '../api/pod';

/** What is random in a real cluster is always the same here; letters and digits as the API server uses them. */
const SUFFIX = 'x2k7q';

/** A generated name has 63 characters at most, with the suffix. */
const LONGEST_BASE = 63 - SUFFIX.length;

/**
 * The name of an object: given, or made from `generateName`; empty when it has neither
 * (`…/apiserver/pkg/storage/names/generate.go` simpleNameGenerator).
 */
export function generatedName({ name, generateName }: Partial<ObjectMeta>): string {
  return name || (generateName ? `${generateName.slice(0, LONGEST_BASE)}${SUFFIX}` : '');
}

/** What the object of a manifest is called there: its name, or what its name is to begin with. */
export function nameInManifest({ name, value }: { readonly name: string; readonly value: { readonly metadata?: unknown } }): string {
  return name || ((value.metadata as Partial<ObjectMeta> | undefined)?.generateName ?? '');
}
