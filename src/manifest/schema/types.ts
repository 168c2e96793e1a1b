import { CONTAINER_TYPES } from './container-types';
import type { Struct, StructTable } from './field';
import { METADATA_TYPES } from './metadata-types';
import { OBJECT_TYPES } from './object-types';
import { PLACEMENT_TYPES } from './placement-types';
import { POD_TYPES } from './pod-types';
import { SECURITY_TYPES } from './security-types';
import { STORAGE_TYPES } from './storage-types';
import { VOLUME_TYPES } from './volume-types';
import { WORKLOAD_TYPES } from './workload-types';

/** All structs of the API that manifests of known kinds can hold. */
export const STRUCTS: StructTable = {
  ...METADATA_TYPES,
  ...POD_TYPES,
  ...CONTAINER_TYPES,
  ...VOLUME_TYPES,
  ...STORAGE_TYPES,
  ...PLACEMENT_TYPES,
  ...SECURITY_TYPES,
  ...OBJECT_TYPES,
  ...WORKLOAD_TYPES,
};

/** Types that are neither structs nor lists nor maps. Any other name is a string type of the API, such as `PullPolicy`. */
export type ScalarType =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'Quantity'
  | 'IntOrString'
  | 'Time'
  | 'bytes'
  | 'any';

/** A type of the tables, taken apart. */
export type FieldType =
  | { readonly form: 'list'; readonly element: string }
  | { readonly form: 'map'; readonly element: string }
  | { readonly form: 'struct'; readonly struct: Struct }
  | { readonly form: 'scalar'; readonly scalar: ScalarType };

const SCALARS: ReadonlySet<string> = new Set<ScalarType>([
  'string',
  'bool',
  'int32',
  'int64',
  'Quantity',
  'IntOrString',
  'Time',
  'bytes',
  'any',
]);

/** Takes a type of the tables apart. */
export function parseType(type: string): FieldType {
  if (type.startsWith('[]')) return { form: 'list', element: type.slice(2) };
  if (type.startsWith('map[string]')) return { form: 'map', element: type.slice('map[string]'.length) };
  if (type === 'ResourceList') return { form: 'map', element: 'Quantity' };
  const struct = STRUCTS[type];
  if (struct !== undefined) return { form: 'struct', struct };
  return { form: 'scalar', scalar: SCALARS.has(type) ? (type as ScalarType) : 'string' };
}

const GO_NAMES: Readonly<Record<string, string>> = {
  IntOrString: 'intstr.IntOrString',
  Quantity: 'resource.Quantity',
  'types.UID': 'types.UID',
  bytes: '[]uint8',
};
const BUILT_IN = new Set(['string', 'bool', 'int32', 'int64']);

/** The type as Go's messages print it: `[]v1.Container`. */
export function goTypeName(type: string): string {
  if (type.startsWith('[]')) return `[]${goTypeName(type.slice(2))}`;
  if (type.startsWith('map[string]')) return `map[string]${goTypeName(type.slice('map[string]'.length))}`;
  if (BUILT_IN.has(type)) return type;
  return GO_NAMES[type] ?? `v1.${type}`;
}
