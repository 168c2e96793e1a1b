import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  alreadyExists,
  badRequest,
  conflict,
  forbiddenRequest,
  invalidObject,
  kubectlErrorText,
  notFound,
} from './errors';
import { duplicate, invalid, notFoundValue, required } from './field-error';
import { FieldPath } from './field-path';
import { byteLength, goJson, goQuote, sortedByKey } from './go-format';

const NAME = FieldPath.of('metadata').child('name');

test('an object with one invalid field is refused on one line', () => {
  const error = invalidObject('Pod', 'web', [required(NAME)]);
  assert.equal(error.message, 'The Pod "web" is invalid: metadata.name: Required value');
  assert.deepEqual([error.reason, error.code, error.name], ['Invalid', 422, 'ApiError']);
  assert.equal(error.excerpt, '');
});

test('several invalid fields are listed, equal ones once', () => {
  const one = duplicate(NAME, 'a');
  const other = notFoundValue(NAME, 'b');
  assert.equal(
    invalidObject('Pod', 'web', [one, one, other]).message,
    'The Pod "web" is invalid: \n* metadata.name: Duplicate value: "a"\n* metadata.name: Not found: "b"',
  );
  assert.equal(invalidObject('Pod', 'web', [one, one]).message, 'The Pod "web" is invalid: metadata.name: Duplicate value: "a"');
});

test('other refusals are printed with their reason and what kubectl was doing', () => {
  const cases = [
    [notFound('pods', 'x'), 'Error from server (NotFound): pods "x" not found', 404],
    [alreadyExists('pods', 'x'), 'Error from server (AlreadyExists): pods "x" already exists', 409],
    [forbiddenRequest('pods', 'x', 'no'), 'Error from server (Forbidden): pods "x" is forbidden: no', 403],
    [conflict('pods', 'x', 'no'), 'Error from server (Conflict): Operation cannot be fulfilled on pods "x": no', 409],
  ] as const;
  for (const [error, text, code] of cases) {
    assert.equal(kubectlErrorText(error), text);
    assert.equal(error.code, code);
  }
  assert.equal(kubectlErrorText(badRequest('no'), 'error when creating "f"'), 'Error from server (BadRequest): error when creating "f": no');
  assert.equal(kubectlErrorText(invalidObject('Pod', 'x', [required(NAME)]), 'ignored'), 'The Pod "x" is invalid: metadata.name: Required value');
});

test('values are shown as Go shows them', () => {
  assert.equal(invalid(NAME, { a: '<b>' }, '').message, 'Invalid value: {"a":"\\u003cb\\u003e"}');
  assert.equal(invalid(NAME, true, 'no').message, 'Invalid value: true: no');
  assert.equal(goQuote('a"\\\n\u0000\u00e9\u200b\u{1f600}\u{e0001}'), '"a\\"\\\\\\n\\x00\u00e9\\u200b\u{1f600}\\U000e0001"');
  assert.equal(goJson(undefined), 'null');
  assert.equal(byteLength('\u00e9'), 2);
  assert.deepEqual(Object.keys(sortedByKey({ b: 1, a: 2, c: 3 })), ['a', 'b', 'c']);
});
