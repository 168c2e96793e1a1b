import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { kubectlErrorText } from '../api/errors';
import { ManifestError } from './manifest-error';
import { listLeftAside, readManifest, type ReadOptions } from './read-manifest';

const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;
const container = (fields: string): string => pod(`  containers:\n  - name: app\n    image: nginx\n${fields}`);

function errorOf(text: string, options: ReadOptions = { fileName: 'f.yaml' }): ManifestError {
  try {
    readManifest(text, options);
  } catch (error) {
    assert.ok(error instanceof ManifestError);
    return error;
  }
  throw new assert.AssertionError({ message: 'the manifest was accepted' });
}

test('fields that are null are left out, and elements that are null are empty', () => {
  const text = container('    command: [~]\n    livenessProbe:\n    env: [~]\n    resources: {limits: {cpu: ~}}\n');
  const [object] = readManifest(text);
  const { containers } = object.value.spec as { containers: unknown[] };
  assert.deepEqual(containers[0], {
    name: 'app',
    image: 'nginx',
    command: [''],
    env: [{}],
    resources: { limits: { cpu: '0' } },
  });
});

test('fields keep the order of the manifest', () => {
  const [object] = readManifest(container('    args: []\n'));
  assert.deepEqual(Object.keys(object.value), ['apiVersion', 'kind', 'metadata', 'spec']);
});

describe('an unknown field', () => {
  test('is refused, with its place and what may be meant', () => {
    const error = errorOf(container('    livenesProbe: {}\n'));
    assert.equal(error.problem, 'strict decoding error: unknown field "spec.containers[0].livenesProbe"');
    assert.equal(`${error.line}:${error.column}`, '9:5');
    assert.equal(error.hint, 'Is "livenessProbe" meant?');
  });

  test('that stands at the wrong level is told where it belongs', () => {
    assert.equal(
      errorOf(pod('  readinessProbe: {}\n')).hint,
      'A field of this name belongs at spec.initContainers[].readinessProbe',
    );
    assert.equal(errorOf(pod('  nonsense: {}\n')).hint, undefined);
  });

  test('is one of several that are all named', () => {
    assert.equal(errorOf(pod('  b: 1\n  a: 1\n')).problem, 'strict decoding error: unknown field "spec.a", unknown field "spec.b"');
  });

  test('is left out with a warning, or silently', () => {
    const [warned] = readManifest(pod('  foo: 1\n'), { fieldValidation: 'Warn' });
    assert.deepEqual(warned.warnings, ['unknown field "spec.foo"']);
    assert.deepEqual(warned.value.spec, {});
    const [ignored] = readManifest(pod('  foo: 1\n'), { fieldValidation: 'Ignore' });
    assert.deepEqual(ignored.warnings, []);
  });
});

describe('a value of the wrong type', () => {
  const cases: readonly (readonly [fields: string, problem: string])[] = [
    ['    stdin: 1\n', 'json: cannot unmarshal number into Go struct field Container.spec.containers.stdin of type bool'],
    ['    env: {}\n', 'json: cannot unmarshal object into Go struct field Container.spec.containers.env of type []v1.EnvVar'],
    [
      '    resources: {limits: 1}\n',
      'json: cannot unmarshal number into Go struct field ResourceRequirements.spec.containers.resources.limits of type ' +
        'v1.ResourceList',
    ],
    [
      '    imagePullPolicy: yes\n',
      'json: cannot unmarshal bool into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy',
    ],
    [
      '    livenessProbe: {httpGet: {port: 1.5}}\n',
      'json: cannot unmarshal number 1.5 into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port' +
        ' of type int32',
    ],
    [
      '    livenessProbe: {httpGet: {port: true}}\n',
      'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port of ' +
        'type int32',
    ],
    [
      '    livenessProbe: {periodSeconds: 2147483648}\n',
      'json: cannot unmarshal number 2147483648 into Go struct field Probe.spec.containers.livenessProbe.periodSeconds of type int32',
    ],
    ['    resources: {limits: {cpu: {}}}\n', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
    ['    resources: {limits: {cpu: 1ki}}\n', "unable to parse quantity's suffix"],
  ];
  for (const [fields, problem] of cases) {
    test(fields.trim(), () => assert.equal(errorOf(container(fields)).problem, problem));
  }

  test('that is first in the order of the keys is reported, unless a quantity is wrong', () => {
    assert.match(errorOf(container('    tty: 1\n    stdin: 1\n')).problem, /stdin/);
    assert.match(errorOf(container('    resources: {limits: {cpu: x}}\n    args: 1\n')).problem, /^quantities/);
  });

  test('in the metadata is found by kubectl itself', () => {
    const error = errorOf('apiVersion: v1\nkind: Pod\nmetadata: []\n');
    assert.equal(
      error.kubectlText,
      'error: unable to decode "f.yaml": json: cannot unmarshal array into Go struct field metadataOnlyObject.metadata of type ' +
        'v1.ObjectMeta',
    );
  });

  test('can be a time', () => {
    const text = (time: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  creationTimestamp: ${time}\n`;
    assert.match(errorOf(text('yesterday')).problem, /^parsing time "yesterday" as/);
    assert.match(errorOf(text('5')).problem, /^json: cannot unmarshal number into .* of type string$/);
    assert.equal(readManifest(text('2026-07-24T04:09:49Z')).length, 1);
  });

  test('can be the data of a secret', () => {
    const text = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: ${data}}\n`;
    assert.equal(errorOf(text('abc')).problem, 'illegal base64 data at input byte 0');
    assert.equal(errorOf(text('a=')).problem, 'illegal base64 data at input byte 1');
    assert.equal(errorOf(text('YQ==x')).problem, 'illegal base64 data at input byte 4');
    assert.equal(errorOf(text('"YWI=="')).problem, 'illegal base64 data at input byte 4');
    assert.match(errorOf(text('5')).problem, /of type \[\]uint8$/);
    for (const good of ['YQ==', 'YWI=', 'YWJj', '"YW\\nJj"', '""']) assert.equal(readManifest(text(good)).length, 1, good);
  });

  test('is answered by the API server', () => {
    const { apiError } = errorOf(container('    args: 1\n'));
    assert.equal(
      kubectlErrorText(apiError!, 'error when creating "f.yaml"'),
      'Error from server (BadRequest): error when creating "f.yaml": Pod in version "v1" cannot be handled as a Pod: json: ' +
        'cannot unmarshal number into Go struct field Container.spec.containers.args of type []string',
    );
  });
});

describe('kinds', () => {
  test('of other versions are refused with the right version', () => {
    const error = errorOf('apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a, namespace: b}\n');
    assert.equal(error.hint, 'Kind Deployment has apiVersion apps/v1');
    assert.equal(
      error.kubectlText,
      'error: resource mapping not found for name: "a" namespace: "b" from "f.yaml": no matches for kind "Deployment" in version ' +
        '"extensions/v1beta1"\nensure CRDs are installed first',
    );
  });

  test('that nobody knows are refused', () => {
    assert.equal(errorOf('apiVersion: v1\nkind: Widget\n').hint, undefined);
  });

  test('that change nothing in the life of a pod are left aside, and told', () => {
    const text = `${pod('  containers: []\n')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web}
`;
    assert.deepEqual(readManifest(text).map(({ kind }) => kind), ['Pod']);
    assert.deepEqual(listLeftAside(text), [
      { kind: 'Ingress', name: 'web', why: 'nothing comes from outside the cluster' },
      { kind: 'ServiceMonitor', name: 'web', why: 'what its controller does is not simulated' },
    ]);
  });

  test('that would change pods are refused', () => {
    const error = errorOf('apiVersion: v1\nkind: LimitRange\n');
    assert.equal(error.problem, 'objects of kind "LimitRange" change or refuse pods, which is not simulated');
    assert.equal(error.kubectlText, undefined);
  });

  test('of Kubernetes in versions that are gone, and of configurations, are refused', () => {
    assert.match(errorOf('apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n').problem, /^no matches for kind/);
    assert.match(errorOf('apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\n').problem, /^no matches for kind/);
    assert.match(errorOf('apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n').problem, /^no matches for kind/);
  });

  test('metadata of objects that are left aside has its types', () => {
    assert.match(errorOf('apiVersion: v1\nkind: Node\nmetadata: {labels: {a: 1}}\n').problem, /cannot unmarshal number/);
  });
});

describe('what is no manifest yet', () => {
  test('is known as a file of kustomize', () => {
    for (const text of ['resources: [web.yaml]\n', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', pod('  $patch: delete\n')]) {
      assert.match(errorOf(text).hint ?? '', /kubectl kustomize/);
    }
  });

  test('is known as a template', () => {
    for (const text of ['kind: {{ .Values.kind }}\n', '{{- if .Values.on }}\nkind: Pod\n{{- end }}\n']) {
      assert.match(errorOf(text).hint ?? '', /helm template/);
    }
  });
});

test('a field that would change a pod in a way that is not simulated is refused', () => {
  const error = errorOf(pod('  runtimeClassName: gvisor\n'));
  assert.equal(error.problem, 'field "spec.runtimeClassName" is refused: runtime classes are not simulated');
  assert.equal(`${error.line}:${error.column}`, '6:3');
});
