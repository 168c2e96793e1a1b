import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { HOUR } from '../../simulation/time';
import { Bench } from '../machine/testing/bench';

/** What bash 5.2 did with a script, standard error on standard output. Recorded once. */
interface RecordedScript {
  readonly script: string;
  readonly output: string;
  readonly code: number;
}

const recordedScripts = JSON.parse(
  readFileSync(join(__dirname, 'testing', 'recorded-bash-scripts.json'), 'utf8'),
) as readonly RecordedScript[];

describe('a script with arrays and regular expressions prints and ends as it does in bash', () => {
  for (const recorded of recordedScripts) {
    test(recorded.script, () => {
      const bench = new Bench(['bash', '-c', 'exec 2>&1; exec bash -c "$1"', 'bash', recorded.script], { image: 'debian:12' });
      bench.host.runUntilIdle(HOUR);
      assert.deepEqual(bench.host.failures, []);
      assert.equal(bench.raw, recorded.output);
      assert.equal(bench.exit?.code, recorded.code);
    });
  }
});
