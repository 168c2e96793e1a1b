import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  addQuantities,
  compareQuantities,
  milliValue,
  parseQuantity,
  QuantityError,
  quantitySign,
  renderQuantity,
  roundToMilli,
  subtractQuantities,
  wholeQuantity,
  wholeValue,
} from './quantity';

fc.configureGlobal({ seed: 1 });

const canonical = (text: string | number): string => renderQuantity(parseQuantity(text));

test('a quantity is printed with the largest suffix that leaves no fraction', () => {
  const cases: [string | number, string][] = [
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['1000k', '1M'],
    ['1.5Gi', '1536Mi'],
    ['0.1', '100m'],
    ['1.5Ki', '1536'],
    ['512', '512'],
    [2, '2'],
    [0.25, '250m'],
    ['0.000001', '1u'],
    ['0.5Mi', '512Ki'],
    ['0.5Ki', '512'],
    ['100', '100'],
    ['10000', '10k'],
    ['-1', '-1'],
    ['-2048Ki', '-2Mi'],
    ['0', '0'],
    ['000', '0'],
    ['0Gi', '0'],
    ['.5', '500m'],
    ['1Ei', '1Ei'],
    ['1000E', '1000E'],
    [' 1 ', '1'],
  ];
  for (const [text, printed] of cases) assert.equal(canonical(text), printed, `${text}`);
});

test('a decimal exponent is kept as an exponent', () => {
  assert.equal(canonical('12e6'), '12e6');
  assert.equal(canonical('1e4'), '10e3');
  assert.equal(canonical('1E3'), '1E3');
  assert.equal(canonical('2000e0'), '2e3');
  assert.equal(canonical('1000e-3'), '1');
});

test('a text that the API server takes for canonical stays as it is', () => {
  assert.equal(canonical('1.250'), '1.250');
  assert.equal(canonical('+5'), '+5');
  assert.equal(canonical('5.'), '5.');
  assert.equal(canonical('0100Mi'), '0100Mi');
  assert.equal(canonical('0.250'), '250m');
});

test('what is finer than a billionth is rounded away from zero', () => {
  assert.equal(canonical('0.1n'), '1n');
  assert.equal(canonical('-0.1n'), '-1n');
  assert.equal(canonical('1e-12'), '1e-9');
});

test('a binary quantity below one is printed as a decimal', () => {
  assert.equal(canonical('0.0001Ki'), '102400u');
  assert.equal(canonical('1.0001Ki'), '1024102400u');
});

test('a binary quantity is capped at the largest 64-bit number', () => {
  assert.equal(wholeValue(parseQuantity('100Ei')), 2 ** 63);
});

test('a text that is no quantity is refused in the words of the API server', () => {
  const wrongFormat = /^QuantityError: quantities must match the regular expression/;
  const wrongSuffix = /^QuantityError: unable to parse quantity's suffix$/;
  for (const text of ['', '1core', '1 Mi', '1.2.3', 'true', '0x10']) {
    assert.throws(() => parseQuantity(text), wrongFormat, text);
  }
  for (const text of ['1ki', '1e', '1e999999', '1Kii', '1M5']) assert.throws(() => parseQuantity(text), wrongSuffix, text);
  assert.throws(() => parseQuantity('x'), QuantityError);
});

test('values are read in thousandths and in whole units, rounded away from zero', () => {
  assert.equal(milliValue(parseQuantity('1.5')), 1500);
  assert.equal(milliValue(parseQuantity('100u')), 1);
  assert.equal(wholeValue(parseQuantity('64Mi')), 67_108_864);
  assert.equal(wholeValue(parseQuantity('1m')), 1);
  assert.equal(renderQuantity(roundToMilli(parseQuantity('1500u'))), '2m');
  assert.equal(renderQuantity(roundToMilli(parseQuantity('1.250'))), '1.250');
  assert.equal(renderQuantity(wholeQuantity(3)), '3');
});

test('a sum is printed like its first part, unless that is zero', () => {
  assert.equal(renderQuantity(addQuantities(parseQuantity('1Gi'), parseQuantity('1024M'))), '2048576Ki');
  assert.equal(renderQuantity(addQuantities(parseQuantity('0'), parseQuantity('1Gi'))), '1Gi');
  assert.equal(renderQuantity(subtractQuantities(parseQuantity('1'), parseQuantity('250m'))), '750m');
});

const quantityTexts = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fraction: fc.option(fc.nat({ max: 9999 }), { nil: undefined }),
    suffix: fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'e3', 'E-2', 'e+6'),
  })
  .map(({ sign, whole, fraction, suffix }) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`);

test('printing a quantity and reading it again gives the same value and the same text', () => {
  fc.assert(
    fc.property(quantityTexts, (text) => {
      const quantity = parseQuantity(text);
      const printed = renderQuantity(quantity);
      const again = parseQuantity(printed);
      assert.equal(again.nano, quantity.nano);
      assert.equal(renderQuantity(again), printed);
    }),
  );
});

test('quantities are ordered and added as numbers are', () => {
  fc.assert(
    fc.property(quantityTexts, quantityTexts, (first, second) => {
      const [a, b] = [parseQuantity(first), parseQuantity(second)];
      assert.equal(compareQuantities(a, b), -compareQuantities(b, a) + 0);
      assert.equal(subtractQuantities(addQuantities(a, b), b).nano, a.nano);
      assert.equal(quantitySign(subtractQuantities(a, b)), compareQuantities(a, b));
    }),
  );
});
