import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { createVolume } from './files/volume';
import { Bench } from './testing/bench';

/** A command of a pod of the recorded cluster; how it ended by itself, where it did, and after how many seconds. */
interface ClusterCommand {
  readonly image: string;
  readonly arguments?: readonly string[];
  readonly exec?: readonly string[];
  readonly code?: number;
  readonly seconds?: number;
}

const COMMANDS = JSON.parse(
  readFileSync(join(__dirname, 'testing', 'cluster-commands.json'), 'utf8'),
) as readonly ClusterCommand[];

function benchFor(image: string, command: readonly string[]): Bench {
  const mounts = ['/cache', '/v', '/pod-data', '/work', '/cfg'].map((path) => ({ path, volume: createVolume({ '/key': 'value\n' }) }));
  return new Bench(command, {
    image, mounts,
    memoryLimit: command[0] === 'tail' ? 32 * 1024 * 1024 : undefined,
    environment: { NAME: 'world', GREETING: 'hello world', POD_NAME: 'p', JOB_COMPLETION_INDEX: '1' },
  });
}

describe('the commands of the recorded cluster run as written', () => {
  for (const { image, arguments: command, exec, code, seconds = 0 } of COMMANDS) {
    if (command !== undefined) {
      test(`${image}: ${command.join(' ')}`, () => {
        const bench = benchFor(image, command).advance(100);
        assert.deepEqual(bench.host.failures, []);
        if (code === undefined) return;
        assert.equal(bench.exit?.code, code);
        const late = seconds - (bench.exitedAt ?? -1);
        assert.ok(late > -0.02 && late < 0.5, `ended at ${bench.exitedAt}, recorded ${seconds}`);
      });
    }
    if (exec !== undefined) {
      test(`${image} (exec): ${exec.join(' ')}`, () => {
        const bench = benchFor(image, image.includes('nginx') ? [] : ['sleep', '3600']).advance(1);
        bench.exec(exec);
        assert.deepEqual(bench.host.failures, []);
      });
    }
  }
});

test('the environment of the recorded pod is printed as it was recorded', () => {
  const command = COMMANDS.find((candidate) => candidate.arguments?.[2]?.includes('GREETING') === true)?.arguments ?? [];
  const bench = new Bench(command, {
    environment: { NAME: 'world', GREETING: 'hello world', POD_NAME: 'p', POD_LABEL: 'envtest' },
  }).advance(1);
  assert.deepEqual(
    bench.lines.map((line) => line.text),
    [
      'hello world world', 'sh: MISSING: not found', 'sh: GREETING: not found', '',
      'GREETING=hello world', 'HOSTNAME=p', 'NAME=world', 'POD_LABEL=envtest', 'POD_NAME=p',
    ],
  );
});
