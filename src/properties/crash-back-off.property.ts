import fc from 'fast-check';

import type { Profile } from '../cluster/profile';
import { DEFAULT_KUBELET_CONFIG } from '../kubelet/configuration/kubelet-config';
import { seconds, type Duration } from '../simulation/time';
import { livesOf } from './container-lives';
import { backOffRules, delaysAfter, restartWindow, type BackOffRules } from './crash-back-off';
import { isIn } from './detection-window';
import { IDLE, type Experiment } from './experiment';
import { testLaw } from './law';
import { profiles, spans } from './profile-arbitrary';
import { tableLines } from './program-steps';
import { describeInstant, describeWindow, featureWindow } from './render-time';

interface CrashInput {
  /** What crashes: a main container, or an init container. */
  readonly container: 'main' | 'init';
  readonly crashes: readonly { readonly exitAfter: Duration; readonly exitCode: number }[];
  readonly maxRestartPeriod: Duration | undefined;
  readonly profile: Profile;
  readonly seed: number;
}

/** A life is short, or longer than the 600 s after which the delays begin anew. */
const lifetimes = fc.oneof(
  { weight: 9, arbitrary: spans(seconds(0.001), seconds(120)) }, { weight: 1, arbitrary: spans(seconds(603), seconds(900)) },
);

const inputs: fc.Arbitrary<CrashInput> = fc.record({
  container: fc.constantFrom('main' as const, 'init' as const),
  crashes: fc.array(fc.record({
    exitAfter: lifetimes, exitCode: fc.constantFrom(1, 2, 137, 143, 255),
  }), { minLength: 1, maxLength: 9 }),
  maxRestartPeriod: fc.option(fc.integer({ min: 1, max: 300 }).map(seconds), { nil: undefined, freq: 2 }),
  profile: profiles({ jitter: true }),
  seed: fc.nat(),
});

function rules({ maxRestartPeriod, profile }: CrashInput): BackOffRules {
  return backOffRules(maxRestartPeriod, profile.jitter === 'zero' ? 0 : 0.5);
}

const LAST_LIFE = { createdAt: 0, exitedAt: undefined };

/** After its crashes the container runs on (a main container), or succeeds (an init container). */
function experiment(input: CrashInput): Experiment {
  const { container, crashes, maxRestartPeriod, profile, seed } = input;
  const last = container === 'main' ? IDLE : { ...IDLE, exitAfter: seconds(1) };
  const crasher = { name: 'app', image: 'web:1' };
  const spec = container === 'main'
    ? { containers: [crasher] } : { initContainers: [crasher], containers: [{ name: 'web', image: 'web:2' }] };
  const perRestart = profile.latencies.create + profile.latencies.start + seconds(4);
  const lived = crashes.reduce((sum, { exitAfter }) => sum + exitAfter + perRestart, 0);
  return {
    pod: { metadata: { name: 'web' }, spec },
    plans: { app: { runs: [...crashes.map((crash) => ({ ...IDLE, ...crash })), last] } },
    profile: { ...profile, config: { ...DEFAULT_KUBELET_CONFIG, maxContainerRestartPeriod: maxRestartPeriod } },
    seed,
    until: lived + crashes.length * 1.5 * rules(input).max + seconds(10),
  };
}

testLaw(__filename, {
  name: 'a container that crashes is restarted after 0, 10, 20, 40, … 300 s, and a little later at most',
  runs: 500,
  inputs,
  experiment,
  *violations(input, { trace }) {
    const lives = livesOf(trace, 'app');
    if (lives.length !== input.crashes.length + 1) {
      yield `The container was restarted ${lives.length - 1} times after ${input.crashes.length} crashes`;
    }
    const delays = delaysAfter(lives, rules(input));
    for (const [index, delay] of delays.entries()) {
      const window = restartWindow(lives[index].exitedAt!, delay, rules(input));
      const { createdAt } = lives[index + 1];
      if (isIn(window, createdAt)) continue;
      yield `Restart ${index + 1} was expected ${describeWindow(window)}, and came ${describeInstant(createdAt)}`;
    }
  },
  expectations(input) {
    const { create, start } = input.profile.latencies;
    const lives = [...input.crashes.map(({ exitAfter }) => ({ createdAt: 0, exitedAt: create + start + exitAfter })), LAST_LIFE];
    const rows = delaysAfter(lives, rules(input)).map((delay, index) => {
      const { from, to } = restartWindow(0, delay, rules(input));
      return [String(index + 1), featureWindow({ from: from + create + start, to: to + create + start })];
    });
    const name = `${input.container === 'main' ? 'container' : 'init container'} "app"`;
    return [`${name} was restarted exactly like this:`, ...tableLines([['restart', 'after exit'], ...rows])];
  },
});
