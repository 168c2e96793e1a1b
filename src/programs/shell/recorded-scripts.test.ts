import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { HOUR } from '../../simulation/time';
import { Bench } from '../machine/testing/bench';

/**
 * What BusyBox 1.35 did with a script as process 1 of a namespace of its own, standard error on standard output.
 * Recorded once; times are those of a real machine and so a little late.
 */
interface RecordedScript {
  readonly script: string;
  readonly output: string;
  readonly code: number;
  readonly seconds: number;
}

/** The same for a signal that came from outside half a second after the start; code null = it had to be killed. */
interface RecordedSignal {
  readonly script: string;
  readonly signal: 'TERM';
  readonly output: string;
  readonly code: number | null;
  readonly seconds: number;
}

function read<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(join(__dirname, 'testing', name), 'utf8')) as readonly T[];
}

/** How much later than the model a real machine may be. */
const LATENESS = 0.4;

describe('a script prints and ends as it does in BusyBox', () => {
  for (const recorded of read<RecordedScript>('recorded-scripts.json')) {
    test(recorded.script, () => {
      const bench = new Bench(['sh', '-c', 'exec 2>&1; exec sh -c "$1"', 'sh', recorded.script]);
      bench.host.runUntilIdle(HOUR);
      assert.deepEqual(bench.host.failures, []);
      assert.equal(bench.raw, recorded.output);
      assert.equal(bench.exit?.code, recorded.code);
      const late = recorded.seconds - (bench.exitedAt ?? 0);
      assert.ok(late > -0.11 && late < LATENESS, `ended at ${bench.exitedAt}, recorded ${recorded.seconds}`);
    });
  }
});

describe('a script reacts to a signal from outside as it does in BusyBox', () => {
  for (const recorded of read<RecordedSignal>('recorded-signals.json')) {
    test(`${recorded.signal}: ${recorded.script}`, () => {
      const stdin = recorded.script.includes('read') ? 'open' : 'empty';
      const bench = new Bench(['sh', '-c', recorded.script], { stdin }).advance(0.5);
      bench.machine.signal(recorded.signal);
      bench.advance(7);
      assert.equal(bench.raw, recorded.output);
      assert.equal(bench.exit?.code ?? null, recorded.code);
      const after = (bench.exitedAt ?? 7.5) - 0.5;
      assert.ok(Math.abs(recorded.seconds - after) < LATENESS, `ended after ${after}, recorded ${recorded.seconds}`);
    });
  }
});
