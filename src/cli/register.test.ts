import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { inProject, REGISTER } from './test/project';

/** A project that has nothing but the compiler and one file. */
class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'podclock-'));
  readonly kept = join(this.folder, 'node_modules', '.cache', 'compiled');

  constructor(context: TestContext) {
    context.after(() => { rmSync(this.folder, { recursive: true }); });
    mkdirSync(join(this.folder, 'src', 'cli'), { recursive: true });
    mkdirSync(join(this.folder, 'node_modules'));
    copyFileSync(REGISTER, join(this.folder, 'src', 'cli', 'register.cjs'));
    copyFileSync(inProject('tsconfig.json'), join(this.folder, 'tsconfig.json'));
    for (const name of ['ts-node', 'typescript', '@swc']) symlinkSync(inProject('node_modules', name), join(this.folder, 'node_modules', name));
  }

  write(text: string): void {
    writeFileSync(join(this.folder, 'main.ts'), text);
  }

  run(): string {
    const { stdout, stderr } = spawnSync(process.execPath, ['-r', './src/cli/register.cjs', 'main.ts'], { cwd: this.folder, encoding: 'utf8' });
    return stdout + stderr;
  }
}

test('a TypeScript file is compiled once, and again when it has changed', (context) => {
  const project = new SmallProject(context);
  project.write('const n: number = 1; console.log(n);');
  assert.equal(project.run(), '1\n');
  const kept = join(project.kept, 'main.ts.js');
  assert.deepEqual(readdirSync(project.kept), ['main.ts.js']);

  writeFileSync(kept, readFileSync(kept, 'utf8').replace('console.log(n)', "console.log('kept')"));
  assert.equal(project.run(), 'kept\n');

  project.write('const n: number = 2; console.log(n);');
  assert.equal(project.run(), '2\n');
  assert.equal(project.run(), '2\n');
});

test('what was kept only in part is compiled anew', (context) => {
  const project = new SmallProject(context);
  project.write('console.log(1 as number);');
  project.run();
  const kept = join(project.kept, 'main.ts.js');
  writeFileSync(kept, readFileSync(kept, 'utf8').slice(0, -1));
  assert.equal(project.run(), '1\n');
});

test('where nothing can be kept, files are compiled all the same', (context) => {
  const project = new SmallProject(context);
  writeFileSync(join(project.folder, 'node_modules', '.cache'), 'not a folder');
  project.write('console.log(1 as number);');
  assert.equal(project.run(), '1\n');
});

test('an error names the line of the TypeScript file', (context) => {
  const project = new SmallProject(context);
  project.write(['interface Erased {', '  readonly a: string;', '}', 'function fail(): never {', "  throw new Error('here');", '}', 'fail();'].join('\n'));
  const place = /at fail \(.*main\.ts:5:9\)/;
  assert.match(project.run(), place, 'compiled');
  assert.match(project.run(), place, 'kept');
});
