import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ManifestError } from './manifest-error';
import { type ManifestOptions, parseManifest } from './parse-manifest';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n';

/** The value of a field `x` of an object. */
function valueOf(yaml: string): unknown {
  return parseManifest(`apiVersion: v1\nkind: Pod\n${yaml}`)[0].value.x;
}

function errorOf(text: string, options: ManifestOptions = { fileName: 'pod.yaml' }): ManifestError {
  try {
    parseManifest(text, options);
  } catch (error) {
    assert.ok(error instanceof ManifestError);
    return error;
  }
  throw new assert.AssertionError({ message: 'the manifest was accepted' });
}

test('documents are separated by three dashes, and empty ones are left out', () => {
  const text = `---\n# nothing\n---\n${POD}---\n\n---\n${POD.replace('web', 'db')}...\n`;
  assert.deepEqual(
    parseManifest(text).map(({ kind, name }) => [kind, name]),
    [['Pod', 'web'], ['Pod', 'db']],
  );
  assert.deepEqual(parseManifest(''), []);
});

test('JSON is YAML', () => {
  const [object] = parseManifest('{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "web", "namespace": "a"}\n}');
  assert.deepEqual([object.apiVersion, object.kind, object.name, object.namespace], ['v1', 'Pod', 'web', 'a']);
});

test('a list is taken apart, lists within lists too', () => {
  const item = '{apiVersion: v1, kind: Pod, metadata: {name: NAME}}';
  const list = (items: string): string => `{apiVersion: v1, kind: List, items: [${items}]}`;
  const text = list(`${item.replace('NAME', 'a')}, ${list(item.replace('NAME', 'b'))}`);
  assert.deepEqual(parseManifest(text).map(({ name }) => name), ['a', 'b']);
});

test('an item of a list is located in the whole text', () => {
  const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n`;
  const { line, column } = parseManifest(text)[0].locate('metadata.name');
  assert.deepEqual([line, column], [7, 11]);
});

describe('values', () => {
  test('quoted scalars and block scalars are text', () => {
    assert.deepEqual(valueOf('x: ["1", \'yes\', !!str 5, 5, yes]'), ['1', 'yes', '5', 5, true]);
    assert.equal(valueOf('x: |\n  1\n  2\n'), '1\n2\n');
  });

  test('an explicit tag goes before the quotes', () => {
    assert.equal(valueOf('x: !!int "5"'), 5);
    assert.equal(valueOf('x: !mine 5'), '5');
  });

  test('keys become text', () => {
    assert.deepEqual(valueOf('x: {1: a, yes: b, 1.5: c, "on": d}'), { 1: 'a', true: 'b', 1.5: 'c', on: 'd' });
  });

  test('a key that is a list or nothing is refused', () => {
    assert.equal(errorOf('? [a]\n: 1\n').problem, 'unsupported kind of key in a mapping');
    assert.equal(errorOf('~: 1\n').problem, 'unsupported kind of key in a mapping');
  });

  test('a key of the name __proto__ is an ordinary key', () => {
    assert.deepEqual(Object.keys(valueOf('x: {__proto__: {a: 1}}') as object), ['__proto__']);
  });

  test('an alias repeats the value of its anchor', () => {
    assert.deepEqual(valueOf('a: &a [1]\nx: [*a, *a]'), [[1], [1]]);
  });

  test('a merge brings the keys of other mappings', () => {
    const anchors = 'a: &a {p: 1, q: 1}\nb: &b {q: 2, r: 2}\n';
    assert.deepEqual(valueOf(`${anchors}x: {<<: *a, q: 3}`), { p: 1, q: 3 });
    assert.deepEqual(valueOf(`${anchors}x: {<<: [*a, *b]}`), { p: 1, q: 1, r: 2 });
    assert.deepEqual(valueOf(`${anchors}x: {"<<": 1}`), { '<<': 1 });
    assert.equal(errorOf('x: {<<: 1}').problem, 'map merge requires map or sequence of maps as the value');
  });

  test('a number that JSON does not have is refused', () => {
    assert.equal(errorOf('x: .inf').problem, 'json: unsupported value: +Inf');
    assert.equal(errorOf('x: -.inf').problem, 'json: unsupported value: -Inf');
    assert.equal(errorOf('x: .nan').problem, 'json: unsupported value: NaN');
  });
});

describe('a key that occurs twice', () => {
  const text = `${POD}  name: db\n`;

  test('is refused, with the place of the second', () => {
    const error = errorOf(text);
    assert.equal(error.problem, 'key "name" already set in map');
    assert.deepEqual([error.line, error.column], [5, 3]);
    assert.match(error.hint ?? '', /kubectl would take the last one/);
  });

  test('counts as the last one when kubectl\'s way is wanted', () => {
    assert.equal(parseManifest(text, { duplicateKeys: 'last' })[0].name, 'db');
  });
});

describe('aliases', () => {
  test('of unknown anchors are refused', () => {
    const error = errorOf(`${POD}x: *y\n`);
    assert.equal(error.problem, "unknown anchor 'y' referenced");
    assert.equal(error.kubectlText, "error: error parsing pod.yaml: error converting YAML to JSON: yaml: unknown anchor 'y' referenced");
  });

  test('within their own anchor are refused', () => {
    assert.equal(errorOf('x: &a [*a]').problem, "anchor 'a' value contains itself");
  });

  test('that repeat too much are refused', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? 'x' : Array(9).fill(`*l${level - 1}`).join(', ');
      return `l${level}: &l${level} [${items}]\n`;
    });
    assert.equal(errorOf(levels.join('')).problem, 'document contains excessive aliasing');
  });
});

describe('a text that is no YAML', () => {
  /** Text, problem, place of the offending node, and the line that kubectl names. */
  const cases: readonly (readonly [name: string, text: string, problem: string, place: string, line: string])[] = [
    ['has a tab as indentation', 'a:\n\tb: 1\n', 'found character that cannot start any token', '2:1', 'line 2: '],
    ['has a wrong indentation', 'a:\n    b: 1\n  c: 2\n', 'did not find expected key', '3:1', 'line 2: '],
    ['has a wrong escape', 'a: "\\q"\n', 'found unknown escape character', '1:5', 'line 1: '],
    ['begins a value with a percent sign', 'a: %x\n', 'found character that cannot start any token', '1:4', 'line 1: '],
    ['begins a value with an at sign', 'a: @x\n', 'found character that cannot start any token', '1:4', 'line 1: '],
    ['has an open brace', 'b: 1\na: {b: 1\n', "did not find expected ',' or '}'", '2:4', 'line 2: '],
    ['has an open single quote', "a: 'x\nb: 1\n", 'found unexpected end of stream', '1:4', 'line 3: '],
    ['has an alias without a name', 'a: *\n', 'did not find expected alphabetic or numeric character', '1:4', 'line 1: '],
    ['has two colons in a line', 'command: echo: hi\n', 'mapping values are not allowed in this context', '1:14', 'line 1: '],
    ['has text after a block indicator', 'a: |x\n  b\n', 'did not find expected comment or line break', '1:5', 'line 1: '],
    ['misses a blank after a colon', 'a:b\nc: d\n', 'mapping values are not allowed in this context', '1:1', 'line 2: '],
    ['misses the colon of a first key', 'm:\n  name web\n  l: {}\n', 'mapping values are not allowed in this context', '2:3', 'line 3: '],
    ['misses the colon of a later key', 'a: 1\nb 2\nc: 3\n', "could not find expected ':'", '2:1', 'line 3: '],
    ['ends in a key without a colon', 'a: 1\nb 2\n', "could not find expected ':'", '2:1', 'line 3: '],
    ['closes a bracket that is not open', 'a: ]\n', 'unexpected flow-seq-end token in YAML stream: "]"', '1:4', 'line 1: '],
  ];
  for (const [name, text, problem, place, line] of cases) {
    test(name, () => {
      const error = errorOf(text);
      assert.equal(error.problem, problem);
      assert.equal(`${error.line}:${error.column}`, place);
      assert.equal(error.kubectlText, `error: error parsing pod.yaml: error converting YAML to JSON: yaml: ${line}${problem}`);
    });
  }

  test('in a later document is placed in the file, while kubectl counts lines within the document', () => {
    const error = errorOf(`${POD}---\nb: 1\na: [\n`);
    assert.equal(`${error.line}:${error.column}`, '7:4');
    assert.match(error.kubectlText ?? '', /yaml: line 2: did not find expected ',' or '\]'$/);
  });

  test('is shown with its line, a caret and a hint', () => {
    assert.equal(
      errorOf('a: 1\nb:\n\tc: 1\n').message,
      [
        'Cannot read pod.yaml:3:1: found character that cannot start any token',
        '  1 | a: 1',
        '  2 | b:',
        '  3 | \tc: 1',
        '    | ^',
        '  Hint: Indent with blanks; YAML allows no tabs there',
      ].join('\n'),
    );
  });
});

describe('a document that is no object', () => {
  const turnOff = 'if you choose to ignore these errors, turn validation off with --validate=false';

  test('lacks a kind', () => {
    const error = errorOf('apiVersion: 1\n');
    assert.equal(error.problem, "apiVersion isn't string type, kind not set");
    assert.equal(
      error.kubectlText,
      `error: error validating "pod.yaml": error validating data: [apiVersion isn't string type, kind not set]; ${turnOff}`,
    );
  });

  test('is a number', () => {
    assert.equal(errorOf('5\n').problem, 'invalid object to validate');
  });
});

describe('limits', () => {
  const deep = 'nested more than 100 levels deep';

  test('lists within lists are refused before they end the process', () => {
    assert.equal(errorOf('['.repeat(100_000)).problem, deep);
    assert.equal(errorOf(`x: ${'{a: '.repeat(100_000)}`).problem, deep);
    assert.equal(errorOf('- '.repeat(100_000)).problem, deep);
    assert.equal(errorOf(Array.from({ length: 150 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')).problem, deep);
  });

  test('brackets in text do not nest', () => {
    assert.equal(valueOf(`x: "${'['.repeat(1000)}"`), '['.repeat(1000));
    assert.equal(valueOf(`# ${'- [ '.repeat(1000)}\nx: "${'- - '.repeat(100)}1"`), `${'- - '.repeat(100)}1`);
    assert.deepEqual((valueOf(`x: [${'[], '.repeat(200)}]`) as unknown[]).length, 200);
  });

  test('a manifest has at most 3 MB', () => {
    const error = errorOf(`x: ${'y'.repeat(3 * 1024 * 1024)}`);
    assert.equal(error.problem, 'Request entity too large: limit is 3145728');
    assert.equal(error.apiError?.code, 413);
  });

  test('a long line is cut in the excerpt', () => {
    const error = errorOf(`a: "${'x'.repeat(500)}\\q"\n`);
    assert.match(error.excerpt, /\| column 505$/);
    assert.ok(error.excerpt.length < 200);
  });
});

test('lines of a quoted text that are not indented more than their key are told', () => {
  const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a: '[\n      1\n    ]'\n";
  assert.throws(() => parseManifest(text), (error: unknown) => error instanceof ManifestError && /indent its lines more than its key/.test(error.hint ?? ''));
});
