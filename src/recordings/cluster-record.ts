import { integerBetween, listOf, name, objectOf } from './record-checks';
import { RecordError } from './record-error';

/** A scenario of a recorded cluster, as far as it is an input. */
export interface ClusterRecord {
  readonly name: string;
  readonly durationMs: number;
  readonly manifests: readonly { readonly file: string; readonly text: string }[];
  readonly actions: readonly { readonly t: number; readonly cmd: string }[];
}

/** A version of a pod as a watch of the API shows it; `t` in milliseconds. */
export interface PodRow {
  readonly t: number;
  readonly kind: 'pod';
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly pod: string;
  readonly [field: string]: unknown;
}

const LONGEST = 24 * 3_600_000;
const checkManifests = listOf(objectOf({ file: name, text: name }));
const checkActions = listOf(objectOf({ t: integerBetween(-LONGEST, LONGEST), cmd: name }));
const checkDuration = integerBetween(0, LONGEST);

/**
 * Takes the inputs of a cluster's record; what was observed is not looked at.
 * @throws RecordError naming the field that is missing or wrong
 */
export function clusterRecordOf(record: Readonly<Record<string, unknown>>): ClusterRecord {
  const { name: recordName, durationMs, manifests, actions } = record;
  if (typeof recordName !== 'string') throw new RecordError('name', 'is missing');
  checkDuration(durationMs, 'durationMs');
  checkManifests(manifests, 'manifests');
  checkActions(actions, 'actions');
  return { name: recordName, durationMs, manifests, actions } as ClusterRecord;
}
