import type { Cluster } from '../cluster/cluster';
import type { Profile } from '../cluster/profile';
import { milliseconds, seconds, SECOND, type Duration, type Instant } from '../simulation/time';
import { livesOf } from './container-lives';
import { testLaw } from './law';
import { describeInstant } from './render-time';
import { stoppingExperiment, stoppingNames, stoppingPods, type Stopping, type StoppingPod } from './stopping-pod';

/** The end of one container of the deleted pod, from the moment at which all kills began together. */
interface Ending {
  readonly name: string;
  /** With SIGTERM. */
  readonly toldAt: Instant;
  readonly goneAt: Instant;
  /** When it was ready to be told: its hook was over, or the grace period. */
  readonly readyAt: Instant;
  /** What the hook has left of the grace period. */
  readonly graceLeft: Duration;
}

function ending(name: string, { hook = 0 }: Stopping, grace: Duration, begin: Instant, { trace }: Cluster): Ending {
  const [{ sigtermAt, stopReturnedAt }] = livesOf(trace, name);
  const waited = Math.min(hook, grace);
  const graceLeft = grace - Math.floor(waited / SECOND) * SECOND;
  return { name, toldAt: sigtermAt ?? Infinity, goneAt: stopReturnedAt ?? Infinity, readyAt: begin + waited, graceLeft };
}

/**
 * A sidecar is told when all main containers and the sidecar after it are gone (and with it, as long as nobody's grace
 * period is over, all later ones), or when what its hook left of the grace period is over; a hook that used it all up
 * leaves nothing to wait for.
 * Follows `pkg/kubelet/kuberuntime/kuberuntime_termination_order.go` waitForTurn.
 */
function tellingTime({ readyAt, graceLeft }: Ending, before: readonly Ending[]): Instant {
  const othersGoneAt = Math.max(...before.map(({ goneAt }) => goneAt));
  return Math.max(readyAt, Math.min(othersGoneAt, readyAt + graceLeft));
}

function* violations(input: StoppingPod, begin: Instant, cluster: Cluster): Iterable<string> {
  const grace = seconds(input.graceSeconds);
  const endings = (kind: 'main' | 'sidecar'): Ending[] => stoppingNames(kind, input)
    .map((name, index) => ending(name, input[`${kind}s`][index], grace, begin, cluster));
  const mains = endings('main');
  const sidecars = endings('sidecar');
  for (const { name, toldAt, readyAt } of mains) {
    if (toldAt !== readyAt) yield `${name} got SIGTERM ${describeInstant(toldAt)}, not ${describeInstant(readyAt)}`;
  }
  for (const [index, sidecar] of sidecars.entries()) {
    const expected = tellingTime(sidecar, [...mains, ...sidecars.slice(index + 1, index + 2)]);
    if (sidecar.toldAt === expected) continue;
    yield `${sidecar.name} got SIGTERM ${describeInstant(sidecar.toldAt)}, not ${describeInstant(expected)}`;
  }
  yield* budgetViolations([...mains, ...sidecars], begin + grace, cluster.profile);
}

/**
 * All share one grace period g. Who waits for hook and turn until it is over is told at g plus the fraction of a second
 * that the cut to whole seconds gave back after the hook, and killed 2 s later. Who is told before g is killed at g plus
 * two such fractions at most, which is less than g + 2 s.
 */
function* budgetViolations(gone: readonly Ending[], graceOverAt: Instant, { latencies }: Profile): Iterable<string> {
  for (const { name, goneAt, readyAt, graceLeft } of gone) {
    const cut = Math.max(0, readyAt + graceLeft - graceOverAt);
    const latest = graceOverAt + cut + seconds(2) + latencies.kill;
    if (cut < seconds(1) && goneAt <= latest) continue;
    yield `${name} was gone ${describeInstant(goneAt)}, later than ${describeInstant(latest)}`;
  }
}

testLaw(__filename, {
  name: 'sidecars get SIGTERM in reverse order after all main containers are gone, within one grace period and 2 s',
  runs: 500,
  inputs: stoppingPods(1),
  experiment: stoppingExperiment,
  *violations(input, cluster) {
    const kills = cluster.trace.events.filter(({ reason }) => reason === 'Killing');
    if (kills.length !== input.mains.length + input.sidecars.length) yield `${kills.length} containers were stopped`;
    else if (kills.some(({ t }) => t - kills[0].t > milliseconds(1))) yield 'The kills did not begin together';
    else yield* violations(input, kills[0].t, cluster);
  },
});
