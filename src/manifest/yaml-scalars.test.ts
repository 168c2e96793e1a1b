import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { keyText, resolvePlainScalar } from './yaml-scalars';

fc.configureGlobal({ seed: 1 });

function checkValues(cases: readonly (readonly [string, unknown])[]): void {
  for (const [text, value] of cases) assert.equal(resolvePlainScalar(text), value, text);
}

test('words of YAML 1.1 are booleans', () => {
  for (const word of ['y', 'Yes', 'on', 'TRUE']) assert.equal(resolvePlainScalar(word), true, word);
  for (const word of ['n', 'No', 'off', 'False']) assert.equal(resolvePlainScalar(word), false, word);
  checkValues([
    ['yEs', 'yEs'],
    ['oN', 'oN'],
  ]);
});

test('an empty scalar, a tilde and the word null are nothing', () => {
  for (const word of ['', '~', 'null', 'Null', 'NULL']) assert.equal(resolvePlainScalar(word), null);
});

test('integers may be octal, hexadecimal or binary and may have underscores', () => {
  checkValues([
    ['010', 8],
    ['0o10', 8],
    ['0x1F', 31],
    ['-0b11', -3],
    ['1_000', 1000],
    ['+5', 5],
    ['0', 0],
    ['-0', 0],
    ['08', 8],
    ['0644', 420],
  ]);
});

test('numbers with a point or an exponent are decimal', () => {
  checkValues([
    ['1.5', 1.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1e3', 1000],
    ['1.', 1],
    ['.inf', Infinity],
    ['-.Inf', -Infinity],
  ]);
  assert.ok(Number.isNaN(resolvePlainScalar('.nan')));
});

test('what only looks like a number is text', () => {
  checkValues([
    ['1.2.3', '1.2.3'],
    ['1:30', '1:30'],
    ['2001-01-01', '2001-01-01'],
    ['5s', '5s'],
    ['-', '-'],
    ['.x', '.x'],
    ['0x', '0x'],
    ['1e999', '1e999'],
    ['Infinity', 'Infinity'],
  ]);
});

test('a key becomes text', () => {
  assert.deepEqual([keyText(true), keyText(1.5), keyText('a')], ['true', '1.5', 'a']);
});

test('every integer is read as itself', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      assert.equal(resolvePlainScalar(String(value)), value + 0);
      assert.equal(resolvePlainScalar(`0x${Math.abs(value).toString(16)}`), Math.abs(value));
    }),
  );
});
