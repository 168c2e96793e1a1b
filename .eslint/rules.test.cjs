'use strict';

const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { describe, it } = require('node:test');
const { RuleTester } = require('eslint');
const tseslint = require('typescript-eslint');

RuleTester.describe = describe;
RuleTester.it = it;

const untyped = new RuleTester({ languageOptions: { parser: tseslint.parser } });
/** Snippets lie outside of the project: in it, each would be looked for among all files. */
const SNIPPET = join(tmpdir(), 'snippet.ts');
const typed = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: { allowDefaultProject: ['*.ts'], defaultProject: join(__dirname, '..', 'tsconfig.json') },
      tsconfigRootDir: tmpdir(),
    },
  },
});

const SLEEP = [
  'type Process<T = void> = Generator<number, T, number>; declare function sleep(): Process<boolean>;',
  'declare function same<T>(value: T): T; declare const maybe: { sleep(): Process } | undefined;',
  'declare function either(now: true): void; declare function either(now: false): Process;',
].join(' ');
const run = (body) => ({ code: `${SLEEP} function* run(): Process<unknown> { ${body} }`, filename: SNIPPET });
const wrong = (body, messageId) => ({ ...run(body), errors: [{ messageId }] });

typed.run('no-forgotten-yield', require('./no-forgotten-yield.cjs'), {
  valid: [
    run('yield* sleep();'),
    run('const body = sleep(); yield* body;'),
    run('let body; body = sleep(); return body;'),
    run('if (yield* sleep()) yield 1;'),
    run('yield 1; run; Number(1);'),
    run('same(1); either(true); if (same(1) > 2) yield 1;'),
  ],
  invalid: [
    wrong('sleep();', 'dropped'),
    wrong('void sleep();', 'dropped'),
    wrong('Math.abs(1) > 1 && sleep();', 'dropped'),
    wrong('same(sleep());', 'dropped'),
    wrong('maybe?.sleep();', 'dropped'),
    wrong('either(false);', 'dropped'),
    wrong('yield sleep();', 'notDelegated'),
    wrong('if (sleep()) yield 1;', 'tested'),
    wrong('while (!sleep()) yield 1;', 'tested'),
    wrong('return sleep() ? 1 : 2;', 'tested'),
    wrong('const both = sleep() && 1; return both;', 'tested'),
  ],
});

untyped.run('documented-exports', require('./documented-exports.cjs'), {
  valid: [
    '/** What it is. */ export const a = 1;',
    '/** Both. */ export function f(x: string): void; export function f(x: number): void; export function f(): void {}',
    'const a = 1; export { a };',
    { code: 'export interface Pod { readonly name: string }', options: [{ types: false }] },
  ],
  invalid: [
    { code: 'export const a = 1;', errors: [{ messageId: 'missing', data: { name: 'a' } }] },
    { code: '// Not a doc comment.\nexport class A {}', errors: [{ messageId: 'missing', data: { name: 'A' } }] },
    { code: 'export type A = 1;', errors: [{ messageId: 'missing', data: { name: 'A' } }] },
    { code: 'export function f(): void {}', options: [{ types: false }], errors: [{ messageId: 'missing' }] },
  ],
});

untyped.run('explained-disables', require('./explained-disables.cjs'), {
  valid: ['// eslint-disable-next-line no-var -- the reason\nvar a;', 'let b; // eslint-disabled'],
  invalid: [
    { code: '// eslint-disable-next-line no-var\nvar a;', errors: [{ messageId: 'unexplained' }] },
    { code: '/* eslint-disable */ var a;', errors: [{ messageId: 'unexplained' }] },
    { code: '/* eslint-disable -- everything */ var a;', errors: [{ messageId: 'unexplained' }] },
  ],
});
