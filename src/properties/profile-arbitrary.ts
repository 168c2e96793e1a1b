import fc from 'fast-check';

import { IDEAL_PROFILE, RECORDED_STEPS, type Profile } from '../cluster/profile';
import { milliseconds, type Duration } from '../simulation/time';

/** Which surroundings a law is to hold in. */
export interface ProfileChoices {
  /** Whether the kubelet's random jitter may be on. */
  readonly jitter?: boolean;
}

/** A span of time in whole milliseconds; shrinks towards `min`. */
export function spans(min: Duration, max: Duration): fc.Arbitrary<Duration> {
  return fc.integer({ min: Math.ceil(min / 1_000), max: Math.floor(max / 1_000) }).map(milliseconds);
}

/** Whole seconds as Kubernetes' fields have them; shrinks towards `min`. */
export function wholeSeconds(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

/** When each loop of the kubelet ran last before the pod arrived: nobody chooses it, so a law holds for any. */
const phases: fc.Arbitrary<Profile['phases']> = fc.record({
  relist: spans(0, milliseconds(999)),
  sync: spans(0, milliseconds(999)),
  housekeeping: spans(0, milliseconds(1_999)),
  containerGc: spans(0, milliseconds(59_999)),
});

/** From nothing takes time to a busy node. */
const latencies: fc.Arbitrary<Profile['latencies']> = fc.record({
  sandbox: spans(0, milliseconds(2_000)),
  create: spans(0, milliseconds(200)),
  start: spans(0, milliseconds(1_000)),
  exitNotice: fc.constant(0),
  stopSandbox: spans(0, milliseconds(300)),
  restopSandbox: spans(0, milliseconds(20)),
  kill: spans(0, milliseconds(50)),
  probe: spans(0, milliseconds(50)),
  watch: spans(0, milliseconds(20)),
  statusWrite: spans(0, milliseconds(20)),
  probeTrigger: spans(0, milliseconds(5)),
  endpoints: fc.constant(0),
  volumeSetUp: fc.constant(0),
  volumeMount: spans(0, milliseconds(300)),
  volumeUnmount: spans(0, milliseconds(200)),
});

/**
 * Surroundings of every kind: phases, latencies, the position in the second of the wall clock. A counter-example shrinks to
 * the ideal profile if it is one there too.
 */
export function profiles({ jitter = false }: ProfileChoices = {}): fc.Arbitrary<Profile> {
  const any = fc.record({
    phases,
    latencies,
    workerWake: fc.constantFrom(RECORDED_STEPS.workerWake, milliseconds(1)),
    wallFraction: spans(0, milliseconds(999)),
    jitter: jitter ? fc.constantFrom<Profile['jitter']>('zero', 'random') : fc.constant<Profile['jitter']>('zero'),
  }).map(({ workerWake, ...chosen }): Profile => (
    { ...IDEAL_PROFILE, ...chosen, name: 'any', steps: { ...RECORDED_STEPS, workerWake } }
  ));
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(IDEAL_PROFILE) }, { weight: 9, arbitrary: any },
  );
}
