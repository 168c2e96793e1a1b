import assert from 'node:assert/strict';
import { test } from 'node:test';

import { renderFieldError } from '../field-error';
import type { Pod } from '../pod';
import { validatePod } from './validate-pod';

/** Fields of a manifest, wrong ones included. */
export type Fields = Readonly<Record<string, unknown>>;

/** For tests: the errors of a pod with one good container, whose spec and metadata have these fields besides. */
export function errorsOf(spec: Fields, metadata: Fields = {}): string[] {
  const pod = {
    metadata: { name: 'web', ...metadata },
    spec: { containers: [{ name: 'app', image: 'nginx:1.25' }], ...spec },
  };
  return validatePod(pod as unknown as Pod).map(renderFieldError);
}

/** For tests: the errors of a container with these fields, `*` standing for the container's path. */
export function containerErrors(container: Fields, spec: Fields = {}): string[] {
  const errors = errorsOf({ containers: [{ name: 'app', image: 'nginx:1.25', ...container }], ...spec });
  return errors.map((error) => error.replace('spec.containers[0]', '*'));
}

/** What is given, and the errors it makes. */
export type Case = readonly [given: Fields, ...errors: string[]];

/** For tests: one test for each case. */
export function checkCases(cases: Readonly<Record<string, Case>>, validate: (given: Fields) => string[]): void {
  for (const [name, [given, ...errors]] of Object.entries(cases)) {
    void test(name, () => assert.deepEqual(validate(given), errors));
  }
}

/** The rule of DNS labels in the API server's words. */
export const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
/** The rule of DNS subdomains. */
export const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
/** The rule of the last part of qualified names. */
export const NAME_PART_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
/** The rule of the values of labels. */
export const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
