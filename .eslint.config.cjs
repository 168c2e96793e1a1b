'use strict';

const tseslint = require('typescript-eslint');

const local = {
  rules: {
    'documented-exports': require('./.eslint/documented-exports.cjs'),
    'explained-disables': require('./.eslint/explained-disables.cjs'),
    'no-forgotten-yield': require('./.eslint/no-forgotten-yield.cjs'),
  },
};

const TESTS = ['**/*.test.ts', '**/*.property.ts'];

/** Everything that runs on the virtual clock: all of `src` but the command line, the benchmarks and the unit tests. */
const ENGINE = { files: ['src/**/*.ts'], ignores: ['src/cli/**', 'src/bench/**', '**/*.test.ts'] };

const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const RE_EXPORTS = [
  { selector: 'ExportAllDeclaration', message: 'Only src/index.ts re-exports; import from the file itself.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'Only src/index.ts re-exports; import from the file itself.' },
];
const ASYNCHRONY = [
  { selector: ':function[async=true]', message: 'The engine is synchronous: write a process (a generator).' },
  { selector: 'AwaitExpression', message: 'The engine is synchronous: write a process (a generator).' },
  { selector: 'ForOfStatement[await=true]', message: 'The engine is synchronous: write a process (a generator).' },
  { selector: 'ImportExpression', message: 'The engine is synchronous: import at the top of the file.' },
];
const LOCALE = [
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale\\w+)$/]',
    message: 'The result depends on the machine: compare and format without a locale.',
  },
];

const wallClock = (name) => ({ name, message: 'The engine has one clock: the simulation.' });
const asynchronous = (name) => ({ name, message: 'The engine is synchronous: schedule a timer of the simulation.' });

module.exports = tseslint.config(
  { ignores: ['node_modules/**', 'reports/**', '.coverage/**'] },
  {
    files: ['src/**/*.ts', 'steps/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: __dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { local },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, ...RE_EXPORTS],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: true, considerDefaultExhaustiveForUnions: false },
      ],
      'local/explained-disables': 'error',
      'local/no-forgotten-yield': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'steps/**/*.ts'],
    ignores: TESTS,
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: TESTS,
    rules: { 'local/documented-exports': 'error' },
  },
  {
    // The types of `api/` are Kubernetes' own, documented upstream under the same names.
    files: ['src/api/**/*.ts'],
    ignores: TESTS,
    rules: { 'local/documented-exports': ['error', { types: false }] },
  },
  {
    ...ENGINE,
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        wallClock('Date'),
        wallClock('performance'),
        asynchronous('Promise'),
        asynchronous('setTimeout'),
        asynchronous('setInterval'),
        asynchronous('setImmediate'),
        asynchronous('queueMicrotask'),
        { name: 'crypto', message: 'Draw from a named random stream of the simulation.' },
        { name: 'Intl', message: 'The result depends on the machine: format without a locale.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['timers', 'timers/promises', 'perf_hooks', 'child_process', 'worker_threads', 'fs/promises']
            .flatMap((name) => [name, `node:${name}`])
            .map((name) => ({ name, message: 'The engine is synchronous and has one clock: the simulation.' }))
            .concat({
              name: 'node:crypto',
              allowImportNames: ['createHash'],
              message: 'Draw from a named random stream of the simulation.',
            }),
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a named random stream of the simulation.' },
        { object: 'process', property: 'env', message: 'Options come in as arguments.' },
        { object: 'process', property: 'hrtime', message: 'The engine has one clock: the simulation.' },
        { object: 'process', property: 'uptime', message: 'The engine has one clock: the simulation.' },
        { object: 'process', property: 'nextTick', message: 'Schedule a timer of the simulation.' },
        { object: 'globalThis', property: 'Date', message: 'The engine has one clock: the simulation.' },
      ],
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, ...RE_EXPORTS, ...ASYNCHRONY, ...LOCALE],
    },
  },
  {
    files: ['src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', DEFAULT_EXPORT, ...ASYNCHRONY, ...LOCALE] },
  },
  {
    files: ['**/{utils,util,helpers,helper,common,misc}.ts'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'Program', message: 'Name the file after what it holds.' }],
    },
  },
);
