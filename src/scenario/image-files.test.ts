import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { findDeclaredImages } from './image-files';
import { ScenarioError } from './scenario-error';

const root = mkdtempSync(join(tmpdir(), 'podclock-images-'));
after(() => { rmSync(root, { recursive: true }); });

function write(folder: string, text: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'images.yaml'), text);
}

test('images are declared for a folder by its own file, then by those above, up to the start', () => {
  write('.', 'above: { workingDirectory: /root }');
  write('start', '{web: {workingDirectory: /start}, db: {workingDirectory: /start}}');
  write('start/a/b', 'web: { workingDirectory: /b }');
  const find = (folder: string, name: string): string | undefined => (
    findDeclaredImages(join(root, folder), join(root, 'start')).find(name)?.workingDirectory
  );
  assert.deepEqual(['web', 'db', 'above'].map((name) => find('start/a/b', name)), ['/b', '/start', undefined]);
  assert.deepEqual([find('start/a', 'web'), find('start', 'web')], ['/start', '/start']);
});

test('outside of the folder of the start only the own file counts', () => {
  write('elsewhere', 'web: { workingDirectory: /elsewhere }');
  mkdirSync(join(root, 'elsewhere', 'below'), { recursive: true });
  const images = (folder: string) => findDeclaredImages(join(root, folder), join(root, 'start'));
  assert.equal(images('elsewhere').find('web')?.workingDirectory, '/elsewhere');
  assert.equal(images('elsewhere/below').find('web'), undefined);
});

test('a file that is not right is named from the start on, with line and column', () => {
  write('start/bad', 'web:\n  ports: 8080\n');
  assert.throws(() => findDeclaredImages(join(root, 'start/bad'), join(root, 'start')), (error) => {
    assert.ok(error instanceof ScenarioError);
    assert.match(error.message, /^Cannot read bad\/images\.yaml:2:10: "ports" must be an object/);
    return true;
  });
});
