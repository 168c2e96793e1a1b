import fc from 'fast-check';

import type { Probe } from '../api/pod';
import type { ScriptedAnswer } from '../programs/scripted-program';
import { seconds, type Duration } from '../simulation/time';
import { wholeSeconds } from './profile-arbitrary';

/** The numbers of a probe: seconds, and a count of failures. */
export interface ProbeTiming {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/**
 * How a container fails its probe. `silent`: it never answers, so that an attempt ends with the timeout. `refusing`: it
 * says no (connection refused, status 500, exit code 1) after a part of the timeout.
 */
export interface FailureManner {
  readonly kind: 'silent' | 'refusing';
  /** In percent of the timeout, below 100. */
  readonly share: number;
}

/** Numbers of probes that people write, and those that they write by mistake (a timeout longer than the period). */
export const probeTimings: fc.Arbitrary<ProbeTiming> = fc.record({
  initialDelaySeconds: wholeSeconds(0, 30),
  periodSeconds: wholeSeconds(1, 30),
  timeoutSeconds: wholeSeconds(1, 20),
  failureThreshold: fc.integer({ min: 1, max: 5 }),
});

/** What asks: the laws are the same for each. */
export const handlers: fc.Arbitrary<Probe> = fc.constantFrom<Probe>(
  { httpGet: { path: '/healthz', port: 8080 } }, { exec: { command: ['check'] } }, { tcpSocket: { port: 8080 } },
);

/** A part of a whole in percent, often nothing; 100 is not among them. */
export const shares: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 99 }));

/** Ways to fail a probe. */
export const failureManners: fc.Arbitrary<FailureManner> = fc.record({
  kind: fc.constantFrom('refusing' as const, 'silent' as const), share: shares,
});

/** So many percent of a span, in whole milliseconds. */
export function shareOf(span: Duration, percent: number): Duration {
  return Math.floor((span * percent) / 100_000) * 1_000;
}

/** How long an attempt takes that fails in this manner. */
export function attemptTakes({ kind, share }: FailureManner, { timeoutSeconds }: ProbeTiming): Duration {
  return kind === 'silent' ? seconds(timeoutSeconds) : shareOf(seconds(timeoutSeconds), share);
}

/** The answer, from an age of the container on, of one that fails in this manner. */
export function failingAnswer(from: Duration, manner: FailureManner, timing: ProbeTiming): ScriptedAnswer {
  if (manner.kind === 'silent') return { from, outcome: 'timeout' };
  return { from, outcome: 'failure', latency: attemptTakes(manner, timing) };
}
