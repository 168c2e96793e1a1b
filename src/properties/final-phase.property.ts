import fc from 'fast-check';

import type { RestartPolicy } from '../api/pod';
import type { Profile } from '../cluster/profile';
import { seconds, SECOND, type Duration } from '../simulation/time';
import type { Trace } from '../trace/trace';
import { livesOf, type ContainerLife } from './container-lives';
import { STEPS } from './detection-window';
import { IDLE, type ContainerPlan, type Experiment } from './experiment';
import { testLaw } from './law';
import { profiles, spans } from './profile-arbitrary';
import { describeInstant } from './render-time';

/** A container that exits: with these codes in its successive lives (the last one for ever), each after a while. */
interface Exiting {
  readonly exitAfter: Duration;
  readonly exitCodes: readonly number[];
}

interface PhaseInput {
  readonly restartPolicy: RestartPolicy;
  readonly init: Exiting | undefined;
  readonly mains: readonly Exiting[];
  readonly profile: Profile;
}

const exiting: fc.Arbitrary<Exiting> = fc.record({
  exitAfter: spans(seconds(0.001), seconds(15)),
  exitCodes: fc.array(fc.constantFrom(0, 0, 1, 137), { minLength: 1, maxLength: 3 }),
});

const inputs: fc.Arbitrary<PhaseInput> = fc.record({
  restartPolicy: fc.constantFrom<RestartPolicy>('Never', 'OnFailure', 'Always'),
  init: fc.option(exiting, { nil: undefined, freq: 2 }),
  mains: fc.array(exiting, { minLength: 1, maxLength: 3 }),
  profile: profiles(),
});

/** Three minutes: three lives with the waits of 0 and 10 s between them, twice. */
function experiment({ restartPolicy, init, mains, profile }: PhaseInput): Experiment {
  const plans: Record<string, ContainerPlan> = {};
  const container = (name: string, { exitAfter, exitCodes }: Exiting): { name: string; image: string } => {
    plans[name] = { runs: exitCodes.map((exitCode) => ({ ...IDLE, exitAfter, exitCode })) };
    return { name, image: `${name}:1` };
  };
  return {
    pod: {
      metadata: { name: 'job' },
      spec: {
        restartPolicy,
        initContainers: init && [container('init', init)],
        containers: mains.map((main, index) => container(`main-${index + 1}`, main)),
      },
    },
    plans,
    profile,
    until: seconds(180),
  };
}

/** What becomes of a container: how often it is restarted, and how it ends; `never` ends if it has to run again for ever. */
type Outcome = { readonly end: 'succeeded' | 'failed'; readonly restarts: number } | { readonly end: 'never' };

/** `pkg/api/v1/pod/util.go` ContainerShouldRestart: Always restarts, OnFailure after a code other than 0, Never never. */
function outcomeOf({ exitCodes }: Exiting, restartPolicy: RestartPolicy): Outcome {
  if (restartPolicy === 'Always') return { end: 'never' };
  if (restartPolicy === 'Never') return { end: exitCodes[0] === 0 ? 'succeeded' : 'failed', restarts: 0 };
  const restarts = exitCodes.indexOf(0);
  return restarts < 0 ? { end: 'never' } : { end: 'succeeded', restarts };
}

/** An init container has done its work when it has succeeded, whatever the policy; Always counts as OnFailure for it. */
function initOutcome(init: Exiting | undefined, restartPolicy: RestartPolicy): Outcome {
  if (init === undefined) return { end: 'succeeded', restarts: 0 };
  return outcomeOf(init, restartPolicy === 'Always' ? 'OnFailure' : restartPolicy);
}

function expectedPhase({ restartPolicy, init, mains }: PhaseInput): string {
  const initEnd = initOutcome(init, restartPolicy).end;
  if (initEnd !== 'succeeded') return initEnd === 'failed' ? 'Failed' : 'Pending';
  const ends = mains.map((main) => outcomeOf(main, restartPolicy).end);
  if (ends.includes('never')) return 'Running';
  return ends.includes('failed') ? 'Failed' : 'Succeeded';
}

function* restartViolations({ restartPolicy, init, mains }: PhaseInput, trace: Trace): Iterable<string> {
  const initialized = initOutcome(init, restartPolicy).end === 'succeeded';
  for (const [index, main] of mains.entries()) {
    const lives = livesOf(trace, `main-${index + 1}`).length;
    const outcome = outcomeOf(main, restartPolicy);
    const expected = !initialized ? 0 : outcome.end === 'never' ? undefined : outcome.restarts + 1;
    if (expected !== undefined && lives !== expected) yield `main-${index + 1} ran ${lives} times, not ${expected} times`;
  }
}

/**
 * The last exit is noticed at the next relist, at most a second later; the sync that follows finds that the pod is over.
 * The worker then waits for the relist after that, stops the sandbox, and the phase goes out with the sandbox's condition.
 */
function* timeViolations({ profile }: PhaseInput, trace: Trace, lives: readonly ContainerLife[]): Iterable<string> {
  const lastExit = Math.max(...lives.map(({ exitedAt }) => exitedAt ?? Infinity));
  const terminal = trace.statuses.find(({ status }) => status?.phase === 'Succeeded' || status?.phase === 'Failed');
  const latest = lastExit + 2 * SECOND + profile.latencies.stopSandbox + profile.latencies.statusWrite + STEPS;
  if (terminal === undefined || terminal.t <= lastExit || terminal.t > latest) {
    yield `The last container exited ${describeInstant(lastExit)}, and the phase became final ${describeInstant(terminal?.t)}`;
  }
}

testLaw(__filename, {
  name: 'restart policy and exit codes decide how often containers run and which phase is final',
  runs: 500,
  inputs,
  experiment,
  *violations(input, { trace }) {
    const expected = expectedPhase(input);
    const phase = trace.statuses.at(-1)?.status?.phase;
    if (phase !== expected) yield `The phase is ${phase}, not ${expected}`;
    yield* restartViolations(input, trace);
    const lives = ['init', 'main-1', 'main-2', 'main-3'].flatMap((name) => livesOf(trace, name));
    if (expected === 'Succeeded' || expected === 'Failed') yield* timeViolations(input, trace, lives);
  },
  expectations: (input) => [`pod "job" is now ${expectedPhase(input)}`],
});
