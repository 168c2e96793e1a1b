import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { ApiError, invalidObject, kubectlErrorText } from '../api/errors';
import { podWarnings } from '../api/pod-warnings';
import { validatePodUpdate } from '../api/validation/validate-pod-update';
import { findKind } from './kinds';
import { ManifestError } from './manifest-error';
import { readAppliedObject } from './read-applied-object';
import { type FieldValidation, readManifest } from './read-manifest';
import { podOfManifest, readPods } from './read-pods';
import { podOfTemplate } from './workload-pods';

interface RecordedCommand {
  readonly name: string;
  readonly command: string;
  readonly manifest?: string;
  readonly stderr: string;
  readonly existing?: string;
}

const FILE = join(__dirname, '..', 'api', 'recorded', 'api-errors.jsonl.gz');
const RECORDS = gunzipSync(readFileSync(FILE))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RecordedCommand);

/** Commands whose answer follows from the file alone. */
const CREATIONS = RECORDS.filter(
  ({ command, manifest, existing }) =>
    /^kubectl (apply|create) -f /.test(command) && manifest !== undefined && existing === undefined,
);

/** Creations that cannot be replayed here yet, by what is missing. */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  'kubectl apply looks for the live object first': ['metadate', 'metadata-empty'],
  'kubectl compares namespaces': ['namespace-mismatch'],
  'there is no file': ['apply-nofile'],
  'the uid of a new job is random': ['job-selector-set'],
};
const LEFT_NAMES = new Set(Object.values(LEFT).flat());

const VALIDATION: Readonly<Record<string, FieldValidation>> = { warn: 'Warn', false: 'Ignore' };

function render(error: unknown, fileName: string): string {
  if (error instanceof ApiError) return kubectlErrorText(error, `error when creating "${fileName}"`);
  if (!(error instanceof ManifestError)) throw error;
  if (error.kubectlText !== undefined) return error.kubectlText;
  assert.ok(error.apiError, error.message);
  return kubectlErrorText(error.apiError, `error when creating "${fileName}"`);
}

/** What kubectl prints on stderr when it creates the objects of the manifest. */
function replay({ command, manifest = '' }: RecordedCommand): string {
  const fileName = /-f (\S+)/.exec(command)![1];
  const option = /--validate=(\w+)/.exec(command)?.[1] ?? '';
  const lines: string[] = [];
  try {
    for (const object of readManifest(manifest, { fileName, fieldValidation: VALIDATION[option] })) {
      const pods = object.kind === 'Pod' ? [podOfManifest(object)] : [];
      readAppliedObject(object);
      if (findKind(object.apiVersion, object.kind)?.templatePath !== undefined) podOfTemplate(object);
      lines.push(...[...object.warnings, ...pods.flatMap(podWarnings)].map((warning) => `Warning: ${warning}`));
    }
  } catch (error) {
    lines.push(render(error, fileName));
  }
  return lines.map((line) => `${line}\n`).join('');
}

describe('a manifest is answered in the words of the recorded cluster', () => {
  for (const record of CREATIONS.filter(({ name }) => !LEFT_NAMES.has(name))) {
    test(record.name, () => {
      assert.equal(replay(record), record.stderr);
    });
  }
});

/** Changes of live pods. `kubectl replace` is left: it takes away what admission added to the live pod. */
const CHANGES = RECORDS.filter(
  ({ name, command, existing }) => /^live-/.test(name) && /^kubectl apply -f /.test(command) && existing !== undefined,
);

/** The text without the comparison of old and new spec in the API server's own form, which is not made here. */
function withoutComparison(text: string): string {
  return text.replace(/\n@@ [^]*$/, '\n');
}

/** What kubectl prints on stderr when it applies the manifest to the pod that the existing one made. */
function replayChange({ manifest = '', existing = '' }: RecordedCommand): string {
  const [next] = readPods(manifest);
  const errors = validatePodUpdate(next, readPods(existing)[0]);
  return errors.length === 0 ? '' : `${invalidObject('Pod', next.metadata.name, errors).message}\n`;
}

describe('a change of a pod is answered in the words of the recorded cluster', () => {
  for (const record of CHANGES) {
    test(record.name, () => {
      assert.equal(replayChange(record), withoutComparison(record.stderr));
    });
  }
  test('for all recorded changes', () => assert.equal(CHANGES.length, 16));
});

test('every creation is replayed or listed as left', () => {
  const names = new Set(CREATIONS.map(({ name }) => name));
  assert.deepEqual([...LEFT_NAMES].filter((name) => !names.has(name)), []);
  assert.equal(CREATIONS.length - LEFT_NAMES.size, 131);
});

test('what is listed as left does differ', () => {
  const left = CREATIONS.filter(({ name }) => LEFT_NAMES.has(name));
  assert.deepEqual(left.filter((record) => replay(record) === record.stderr), []);
});
