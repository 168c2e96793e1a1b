'use strict';

/**
 * Lets Node require TypeScript: `node -r ./src/cli/register.cjs FILE.ts`. ts-node compiles each file, and the result is
 * kept in `node_modules/.cache` until the file changes. Where nothing can be written, it is compiled each time.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join, relative, resolve, sep } = require('node:path');

const PROJECT_ROOT = resolve(__dirname, '../..');
const KEPT = join(PROJECT_ROOT, 'node_modules', '.cache', 'compiled');

/** Another compiler, or other options, compile anew. */
const COMPILER = [
  require('ts-node/package.json').version,
  require('@swc/core/package.json').version,
  readFileSync(join(PROJECT_ROOT, 'tsconfig.json'), 'utf8'),
].join(' ');

Module._extensions['.ts'] = (module, path) => { module._compile(compile(path), path); };

// Errors name the lines of the source, and coverage counts them.
process.setSourceMapsEnabled(true);

/** The last line of a kept file says what it was made from; an earlier one would move the lines that errors name. */
function compile(path) {
  const source = readFileSync(path, 'utf8');
  const key = `\n//${createHash('sha256').update(COMPILER).update(path).update(source).digest('hex')}`;
  const kept = join(KEPT, `${relative(PROJECT_ROOT, path).split(sep).join('+')}.js`);
  const before = readKept(kept);
  if (before?.endsWith(key)) return before;
  const compiled = `${compileAnew(source, path)}${key}`;
  keep(kept, compiled);
  return compiled;
}

let compiler;

/** ts-node takes a while to load: only where something has changed. */
function compileAnew(source, path) {
  compiler ??= require('ts-node').create({ cwd: PROJECT_ROOT });
  return compiler.compile(source, path);
}

function readKept(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Other processes see the file as it was, or whole. */
function keep(file, text) {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(KEPT, { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}
