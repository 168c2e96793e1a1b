import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Pod, RestartPolicy } from '../api/pod';
import type { ContainerBehaviour, RecordedAction, RecordedEnvironment, RecordedScenario } from '../recordings/recording';
import { readRecords, recordingPath } from '../recordings/read-records';
import { runRecordedScenario } from '../recordings/replay-recording';
import { parseReplayOptions } from './replay-options';
import { runtimeViolations } from './runtime-invariants';
import { statusViolations } from './status-invariants';

/** What is changed in a recorded scenario; what is absent stays. */
interface Mutation {
  readonly phases: Pick<RecordedEnvironment, 'plegPhase' | 'syncPhase' | 'housekeepingPhase' | 'gcPhase' | 'wallFraction'>;
  readonly jitter: RecordedEnvironment['jitter'];
  /** By how much everything is stretched that programs take, and the times of actions. */
  readonly programs: number;
  readonly actions: number;
  readonly restartPolicy: RestartPolicy | undefined;
  readonly graceSeconds: number | undefined;
  /** One more delete request. */
  readonly deletion: { readonly at: number; readonly gracePeriodSeconds: number | undefined } | undefined;
}

const part = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1_000);
const factor = fc.constantFrom(1, 0.25, 0.5, 0.8, 1.25, 2);

const mutations: fc.Arbitrary<Mutation> = fc.record({
  phases: fc.record({
    plegPhase: part, syncPhase: part, housekeepingPhase: part.map((each) => 2 * each), gcPhase: part.map((each) => 60 * each),
    wallFraction: part,
  }),
  jitter: fc.constantFrom('zero' as const, 'random' as const),
  programs: factor,
  actions: factor,
  restartPolicy: fc.option(fc.constantFrom<RestartPolicy>('Always', 'OnFailure', 'Never'), { nil: undefined }),
  graceSeconds: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  deletion: fc.option(fc.record({
    at: fc.integer({ min: 0, max: 200_000 }).map((milliseconds) => milliseconds / 1_000),
    gracePeriodSeconds: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  }), { nil: undefined }),
});

/** Long scenarios are cut: what is of interest happens early, or again and again. */
const LONGEST_SECONDS = 400;

const TIMES_OF_PROGRAMS: ReadonlySet<string> = new Set(['exitAfter', 'latency', 'from', 'after', 'failLatency', 'startLatency']);

/** The behaviour with all of its times stretched. */
function stretched<T>(value: T, by: number): T {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => (
    TIMES_OF_PROGRAMS.has(key) && typeof each === 'number' ? Math.round(each * by * 1_000) / 1_000 : each
  )) as T;
}

function mutatedPod(pod: Pod, { restartPolicy, graceSeconds }: Mutation): Pod {
  const spec = {
    ...pod.spec,
    ...(restartPolicy !== undefined && { restartPolicy }),
    ...(graceSeconds !== undefined && { terminationGracePeriodSeconds: graceSeconds }),
  };
  return { ...pod, spec };
}

function mutated(scenario: RecordedScenario, mutation: Mutation): RecordedScenario {
  const { phases, jitter, programs, actions: later, deletion } = mutation;
  const actions: RecordedAction[] = (scenario.actions ?? []).map((action) => ({ ...action, at: action.at * later }));
  const podName = scenario.pods?.[0].pod.metadata.name;
  if (deletion !== undefined) actions.push({ do: 'delete', pod: podName, ...deletion });
  const frame = {
    env: { ...scenario.env, ...phases, jitter }, actions, until: Math.min(scenario.until, LONGEST_SECONDS),
  };
  const behaviour = (given: Readonly<Record<string, ContainerBehaviour>>): typeof given => stretched(given, programs);
  if (scenario.pods === undefined) {
    return { ...scenario, ...frame, pod: mutatedPod(scenario.pod, mutation), behaviour: behaviour(scenario.behaviour) };
  }
  const pods = scenario.pods.map((each) => (
    { ...each, pod: mutatedPod(each.pod, mutation), behaviour: behaviour(each.behaviour) }
  ));
  return { ...scenario, ...frame, pods };
}

function violations(scenario: RecordedScenario): readonly string[] {
  const { trace } = runRecordedScenario(scenario);
  const pods: readonly Pod[] = scenario.pods === undefined ? [scenario.pod] : scenario.pods.map(({ pod }) => pod);
  // A pod makes room for a critical one, which comes last.
  const mayBeEvicted = pods.length > 1
    || (scenario.actions ?? []).some((action) => action.do === 'evict' || action.do === 'shutdownNode');
  return pods.flatMap((pod) => [...statusViolations(pod, trace, mayBeEvicted), ...runtimeViolations(pod, trace)]);
}

const SCENARIOS = [...readRecords(recordingPath('kubelet-basic')), ...readRecords(recordingPath('kubelet-edge'))]
  .map(({ scenario }) => scenario);

test('every status and runtime call of a recorded scenario is consistent', () => {
  for (const scenario of SCENARIOS) assert.deepEqual(violations(scenario), [], scenario.name);
});

test('and stays so when phases, times, policies and deletions are changed', () => {
  const { seed, path, runs = 300 } = parseReplayOptions(process.env);
  const property = fc.property(fc.nat(SCENARIOS.length - 1), mutations, (index, mutation) => {
    assert.deepEqual(violations(mutated(SCENARIOS[index], mutation)), [], SCENARIOS[index].name);
  });
  fc.assert(property, { seed, path, numRuns: runs });
});
