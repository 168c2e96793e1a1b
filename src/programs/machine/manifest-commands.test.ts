import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Bench } from './testing/bench';

/** A script as manifests have them, for `sh -c` in an image of Alpine; what it has written after two minutes, and its code. */
interface ManifestCommand {
  readonly script: string;
  readonly ends: number | 'running';
  readonly output: string;
}

const COMMANDS = JSON.parse(readFileSync(join(__dirname, 'testing', 'manifest-commands.json'), 'utf8')) as readonly ManifestCommand[];

describe('commands that manifests like to have run as written', () => {
  for (const { script, ends, output } of COMMANDS) {
    test(script, () => {
      const bench = new Bench(['sh', '-c', script], { image: 'alpine:3.20', environment: { POD_NAME: 'web-0', PORT: '8080' } }).advance(150);
      assert.deepEqual(bench.host.failures, []);
      assert.deepEqual([bench.exit?.code ?? 'running', bench.output], [ends, output]);
    });
  }
});

describe('a program of BusyBox that is not built here is refused by its name', () => {
  for (const [script, construct] of [
    ['ping -c 1 127.0.0.1', 'the program ping'], ['df -h /', 'the program df'], ['free -m', 'the program free'], ['top -b -n 1', 'the program top'],
    ['tar -xzf /tmp/a.tgz', 'the program tar'], ['ip route', 'the program ip'], ['mount', 'the program mount'], ['crond -f', 'the program crond'],
    ['stat -c %z /tmp', '%z of stat'], ["awk '{print | \"sort\"}'", 'print | command of awk'], ["awk 'function f() {}'", 'a function of awk'],
    ["awk 'BEGIN { system(\"ls\") }'", 'the function system of awk'], ['cat /proc/meminfo', 'the file /proc/meminfo'],
  ] as const) {
    test(script, () => {
      const [failure] = new Bench(['sh', '-c', `echo x | ${script}`], { image: 'alpine' }).advance(10).host.failures;
      assert.match(failure?.message ?? '', new RegExp(` uses ${construct.replace(/[|()%]/g, '\\$&')}, which is not supported`));
    });
  }
});
