/**
 * `npm run determinism`: every record and every scenario is run twice, in different orders, and both must leave the same
 * trace to the byte. `-- --sample`: some of them.
 */
import { createHash } from 'node:crypto';

import { readRecords, recordingPath, type RecordingName } from '../recordings/read-records';
import { replayScenario } from '../recordings/replay-recording';
import { runAndKeep } from './kept-scenarios';
import { runCommand } from './run-command';

const RECORDINGS: readonly RecordingName[] = ['kubelet-basic', 'kubelet-random', 'kubelet-edge', 'kubelet-rules'];
const SAMPLED_RECORD = 8;
const SAMPLED_FEATURES = 'features/restarts';

/** What ran, by name: the digest of the trace that it left. */
type Digests = ReadonlyMap<string, string>;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Replays records forwards or backwards, with the kubelet's jitter random, so that the draws are compared, too. */
function replayAll(sampled: boolean, backwards: boolean): Digests {
  const scenarios = RECORDINGS.flatMap((name) => readRecords(recordingPath(name)).map(({ scenario }) => scenario))
    .filter((_, index) => !sampled || index % SAMPLED_RECORD === 0);
  if (backwards) scenarios.reverse();
  const digests = new Map<string, string>();
  for (const scenario of scenarios) {
    const jittery = { ...scenario, env: { ...scenario.env, jitter: 'random' as const } };
    const traces = [replayScenario(scenario), replayScenario(jittery, 1)];
    digests.set(scenario.name, digest(JSON.stringify(traces)));
  }
  return digests;
}

async function runFeatures(sampled: boolean, order: string): Promise<Digests> {
  const paths = sampled ? [SAMPLED_FEATURES] : [];
  const { ok, output, scenarios } = await runAndKeep({ paths, folder: `reports/determinism/${order.replace(':', '-')}`, order });
  if (!ok) throw new Error(`The scenarios do not pass:\n${output}`);
  return new Map(scenarios.map(({ location, text, trace }) => [location, digest(text + trace)]));
}

/** Names what differs, or what is there only once. */
function differences(first: Digests, second: Digests): string[] {
  return [...new Set([...first.keys(), ...second.keys()])].filter((name) => first.get(name) !== second.get(name));
}

async function main(args: readonly string[]): Promise<number> {
  const sampled = args.includes('--sample');
  const pairs: readonly [string, Digests, Digests][] = [
    ['records', replayAll(sampled, false), replayAll(sampled, true)],
    ['scenarios', ...await Promise.all([runFeatures(sampled, 'defined'), runFeatures(sampled, 'random:1')])],
  ];
  let exitCode = 0;
  for (const [what, first, second] of pairs) {
    const differing = differences(first, second);
    console.log(`${first.size} ${what} twice, in different orders: ${differing.length} differ`);
    for (const name of differing) console.log(`  ${name}`);
    if (first.size === 0 || differing.length > 0) exitCode = 1;
  }
  return exitCode;
}

runCommand(main);
