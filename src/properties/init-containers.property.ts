import fc from 'fast-check';

import type { Container } from '../api/pod';
import type { Cluster } from '../cluster/cluster';
import type { Profile } from '../cluster/profile';
import { seconds, type Duration, type Instant } from '../simulation/time';
import { livesOf } from './container-lives';
import { SYNC_DELAY } from './detection-window';
import { IDLE, type ContainerPlan, type Experiment } from './experiment';
import { testLaw } from './law';
import { probeAttempts } from './probe-attempts';
import { profiles, spans } from './profile-arbitrary';
import { describeInstant } from './render-time';

/** An init container that fails a few times before it succeeds, or a sidecar. */
interface Init {
  readonly kind: 'init' | 'sidecar';
  /** Of an init container. */
  readonly failures: number;
  /** An init container exits after so long; a sidecar with a startup probe is up after so long. */
  readonly takes: Duration;
  /** Of a sidecar. */
  readonly hasStartupProbe: boolean;
}

interface InitInput {
  readonly inits: readonly Init[];
  /** The main container crashes once, after so long. */
  readonly crashAfter: Duration;
  readonly profile: Profile;
}

const inputs: fc.Arbitrary<InitInput> = fc.record({
  inits: fc.array(fc.record({
    kind: fc.constantFrom('init' as const, 'sidecar' as const),
    failures: fc.integer({ min: 0, max: 2 }),
    takes: spans(seconds(0.001), seconds(12)),
    hasStartupProbe: fc.boolean(),
  }), { minLength: 1, maxLength: 5 }),
  crashAfter: spans(seconds(0.001), seconds(5)),
  profile: profiles(),
});

const STARTUP_PERIOD_SECONDS = 2;

function planOf({ kind, failures, takes }: Init): ContainerPlan {
  if (kind === 'sidecar') {
    const startup = [{ from: 0, outcome: 'failure' as const }, { from: takes, outcome: 'success' as const }];
    return { runs: [{ ...IDLE, probes: { startup } }] };
  }
  const failing = { ...IDLE, exitAfter: takes, exitCode: 1 };
  return { runs: [...Array.from({ length: failures }, () => failing), { ...failing, exitCode: 0 }] };
}

function containerOf({ kind, hasStartupProbe }: Init, name: string): Container {
  if (kind === 'init') return { name, image: `${name}:1` };
  const startupProbe = { tcpSocket: { port: 8080 }, periodSeconds: STARTUP_PERIOD_SECONDS, failureThreshold: 30 };
  return { name, image: `${name}:1`, restartPolicy: 'Always', startupProbe: hasStartupProbe ? startupProbe : undefined };
}

function stepName({ kind }: Init): string {
  return kind === 'init' ? 'init container' : 'sidecar';
}

function nameOf(index: number): string {
  return `init-${index + 1}`;
}

/** Each init container takes three lives at most, with the waits of 0 and 10 s between them. */
function experiment({ inits, crashAfter, profile }: InitInput): Experiment {
  const plans: Record<string, ContainerPlan> = {};
  for (const [index, init] of inits.entries()) plans[nameOf(index)] = planOf(init);
  plans.main = { runs: [{ ...IDLE, exitAfter: crashAfter, exitCode: 1 }, IDLE] };
  const initContainers = inits.map((init, index) => containerOf(init, nameOf(index)));
  return {
    pod: { metadata: { name: 'web' }, spec: { initContainers, containers: [{ name: 'main', image: 'main:1' }] } },
    plans,
    profile,
    until: seconds(20) + inits.length * seconds(60),
  };
}

/** When an init container let the next one begin: at its success, or when the sidecar ran or its startup probe succeeded. */
function doneAt({ kind, hasStartupProbe }: Init, name: string, { trace, now }: Cluster): Instant {
  const lives = livesOf(trace, name);
  if (kind === 'init') return lives.find(({ exitCode }) => exitCode === 0)?.exitedAt ?? Infinity;
  if (!hasStartupProbe) return lives[0]?.startedAt ?? Infinity;
  const up = probeAttempts(trace, now).find(({ container, outcome }) => container === name && outcome === 'success');
  return up?.endedAt ?? Infinity;
}

/** What lets a container begin is noticed at the next relist at the latest, and the sync that follows creates it. */
function* orderViolations({ inits }: InitInput, cluster: Cluster): Iterable<string> {
  const names = [...inits.keys()].map(nameOf);
  for (const [index, init] of inits.entries()) {
    const done = doneAt(init, names[index], cluster);
    const next = names[index + 1] ?? 'main';
    const created = livesOf(cluster.trace, next)[0]?.createdAt;
    if (created !== undefined && created >= done && created < done + SYNC_DELAY) continue;
    yield `${names[index]} was done ${describeInstant(done)}, and ${next} was created ${describeInstant(created)}`;
  }
}

testLaw(__filename, {
  name: 'init containers run one after the other until each has succeeded once, and main containers after all of them',
  runs: 500,
  inputs,
  experiment,
  *violations(input, cluster) {
    const { trace } = cluster;
    yield* orderViolations(input, cluster);
    for (const [index, { kind, failures }] of input.inits.entries()) {
      const ran = livesOf(trace, nameOf(index)).length;
      const expected = kind === 'init' ? failures + 1 : 1;
      if (ran !== expected) yield `${nameOf(index)} ran ${ran} times, not ${expected} times`;
    }
    if (livesOf(trace, 'main').length !== 2) yield 'The main container was not restarted once';
  },
  expectations: ({ inits }) => inits.map(({ kind }, index) => {
    const next = inits[index + 1];
    const later = next === undefined ? 'container "main"' : `${stepName(next)} "${nameOf(index + 1)}"`;
    return kind === 'init'
      ? `init container "${nameOf(index)}" exited before ${later} started`
      : `sidecar "${nameOf(index)}" started before ${later} started`;
  }),
});
