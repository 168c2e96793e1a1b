import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { NODE_PROFILE } from '../cluster/profile';
import { Variation } from '../scenario/run/variation';
import { clusterRecordOf, type ClusterRecord, type PodRow } from './cluster-record';
import { compareClusters } from './compare-cluster';
import { parseClusterCommand } from './cluster-commands';
import { simulateLikelyLife } from './likely-life';
import { readLines, recordingPath } from './read-records';
import { simulateCluster } from './simulate-cluster';

const PODS_AND_THEIRS = new Set(['Pod', 'Service', 'ConfigMap', 'Secret']);

interface RecordedCluster {
  readonly name: string;
  readonly manifests: readonly { readonly text: string }[];
  readonly actions: readonly { readonly cmd: string }[];
  readonly rows: readonly PodRow[];
}

const records = readLines(recordingPath('cluster')).map(({ text }) => JSON.parse(text) as RecordedCluster).filter(isAboutPods);

/** Manifests of pods and what they name, applied and deleted: what can be simulated without controllers and a scheduler. */
function isAboutPods({ manifests, actions }: RecordedCluster): boolean {
  const kinds = manifests.flatMap(({ text }) => [...text.matchAll(/^kind: *(\S+)/gm)].map(([, kind]) => kind));
  if (!kinds.every((kind) => PODS_AND_THEIRS.has(kind)) || actions.length === 0) return false;
  try {
    actions.forEach(({ cmd }) => parseClusterCommand(cmd));
    return true;
  } catch {
    return false;
  }
}

const results = readFileSync(join(__dirname, 'cluster-results.md'), 'utf8');
/** The last table of cluster-results.md: what does not agree → why. */
const unmatched = new Map([...results.matchAll(/^\| `(\S+)` \| (\D.+) \|$/gm)].map(([, name, why]) => [name, why]));
/** The table before: what agrees in another phase of the node → the seed of a variation in which it does. */
const matchedBySeed = new Map([...results.matchAll(/^\| `(\S+)` \| (\d+) \|$/gm)].map(([, name, seed]) => [name, Number(seed)]));

test('the records of pods on a real cluster that do not agree are exactly those that the tables of results name', () => {
  const failed = records.filter((record) => differenceOf(record) !== undefined).map(({ name }) => name);
  assert.deepEqual(failed.sort(), [...unmatched.keys(), ...matchedBySeed.keys()].sort());
  assert.ok(records.length >= 95, `${records.length} records`);
});

test('the records that agree in another phase of the node do so with the variations that the table of results names', () => {
  for (const [name, seed] of matchedBySeed) {
    const record = records.find((each) => each.name === name)!;
    const difference = differenceOf(record, seed);
    assert.equal(difference, undefined, `${name} with seed ${seed}: ${difference}. The first seed with which it agrees: ${firstAgreement(record)}`);
  }
  assert.ok(matchedBySeed.size > 10, `${matchedBySeed.size} records`);
});

function firstAgreement(record: RecordedCluster): number | undefined {
  return Array.from({ length: 200 }, (_, index) => index + 1).find((seed) => differenceOf(record, seed) === undefined);
}

/** @param seed of a variation of phases and latencies, with the kubelet's own jitter; 0 stands for the likeliest life */
function differenceOf(record: RecordedCluster, seed = 0): string | undefined {
  try {
    const { rows: _, ...inputs } = record;
    return compareClusters(record.rows, livesOf(clusterRecordOf(inputs), seed));
  } catch (error) {
    return String(error);
  }
}

function livesOf(inputs: ClusterRecord, seed: number): PodRow[] {
  if (seed === 0) return simulateLikelyLife(inputs);
  return simulateCluster(inputs, { ...new Variation(seed).apply(NODE_PROFILE), jitter: 'random' }, seed);
}

test('rows agree with themselves, and not with rows in which a container ends otherwise or later', () => {
  const { rows } = records.find(({ name }) => name === 'never-exit1')!;
  assert.equal(compareClusters(rows, rows), undefined);
  const later = rows.map((row, index) => (index > 4 ? { ...row, t: row.t + 3_000 } : row));
  assert.match(compareClusters(rows, later) ?? '', /state \d comes/);
  assert.match(compareClusters(rows, rows.filter(({ phase }) => phase !== 'Failed')) ?? '', /is not simulated/);
  assert.match(compareClusters(rows, []) ?? '', /1 pods recorded, 0 simulated/);
});

test('commands that change something else are refused', () => {
  assert.deepEqual(parseClusterCommand('kubectl delete pod a b --grace-period=3 --wait=false'), { verb: 'delete', pods: ['a', 'b'], file: undefined, graceSeconds: 3 });
  assert.deepEqual(parseClusterCommand('kubectl delete pod a --now'), { verb: 'delete', pods: ['a'], file: undefined, graceSeconds: 1 });
  assert.deepEqual(parseClusterCommand('kubectl delete pod a --force'), { verb: 'delete', pods: ['a'], file: undefined, graceSeconds: 0 });
  assert.deepEqual(parseClusterCommand('kubectl apply -f pod.yaml'), { verb: 'apply', file: 'pod.yaml' });
  assert.deepEqual(parseClusterCommand('kubectl create configmap c --from-literal=a=1 --from-literal=b=x=y'), {
    verb: 'create', configMap: 'c', data: { a: '1', b: 'x=y' },
  });
  assert.deepEqual(parseClusterCommand('kubectl exec a -c b -- sh -c "exit 3"'), { verb: 'exec', pod: 'a', container: 'b', command: ['sh', '-c', 'exit 3'] });
  for (const command of [
    'kubectl create configmap c --from-file=x', 'kubectl exec a', 'kubectl exec $(kubectl get pods -o name) -- ls', 'kubectl scale deployment web --replicas=2',
    'kubectl delete pod a --cascade=orphan', 'rm -rf x',
  ]) {
    assert.throws(() => parseClusterCommand(command), /only kubectl apply -f FILE, kubectl create configmap, kubectl delete of pods and kubectl exec are simulated/);
  }
});
