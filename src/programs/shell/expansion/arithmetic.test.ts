import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ArithmeticError, evaluateArithmetic } from './arithmetic';

function evaluate(text: string, values: Record<string, string> = {}): string {
  const variables = {
    hasArrays: false,
    get: (name: string): string | undefined => values[name],
    set: (name: string, value: string): void => void (values[name] = value),
  };
  return String(evaluateArithmetic(text, variables));
}

describe('an expression has the value that C gives it', () => {
  for (const [text, value] of [
    ['', '0'], ['1 + 2 * 3', '7'], ['(1 + 2) * 3', '9'], ['-7 / 2', '-3'], ['-7 % 3', '-1'], ['2 ** 10', '1024'], ['2 ** 3 ** 2', '512'],
    ['1 << 62', '4611686018427387904'], ['9223372036854775807 + 1', '-9223372036854775808'], ['~5', '-6'], ['!0 + !7', '1'],
    ['1 < 2 && 2 < 1 || 3', '1'], ['5 & 3 | 8 ^ 1', '9'], ['0x1F + 010 + 2#101', '44'], ['1 ? 2 : 0 ? 3 : 4', '2'], ['1, 2, 3', '3'],
    ['- - 3', '3'], ['a = 3, a += 4, a *= 2', '14'], ['x++ + ++x', '2'], ['b', '0'],
  ] as const) {
    test(`${text} = ${value}`, () => assert.equal(evaluate(text), value));
  }
});

test('a side that is skipped has no effect', () => {
  const values = { a: '1' };
  assert.equal(evaluate('0 && (a = 5) || 1 || (a = 6), 1 ? 2 : (a = 7), a', values), '1');
  assert.equal(evaluate('0 && 1 / 0'), '0');
});

test('a variable may hold an expression', () => {
  assert.equal(evaluate('a * 2', { a: 'b + 1', b: '3' }), '8');
});

test('what cannot be evaluated is an error in the words of ash', () => {
  for (const [text, message] of [
    ['1 +', 'arithmetic syntax error'], ['1 2', 'arithmetic syntax error'], ['(1', 'arithmetic syntax error'], ['$', 'arithmetic syntax error'],
    ['1 / 0', 'divide by zero'], ['1 ? 2', 'malformed ?: operator'], ['089', 'arithmetic syntax error'], ['2 ** -1', 'exponent less than 0'],
  ] as const) {
    assert.throws(() => evaluate(text), new ArithmeticError(message), text);
  }
  assert.throws(() => evaluate('a', { a: 'a' }), new ArithmeticError('expression recursion loop detected'));
});
