import type { ProbeType } from '../programs/program';
import type { Instant } from '../simulation/time';
import type { ProbeOutcome, ProbeRecord, Trace } from '../trace/trace';

/** One attempt of a probe. */
export interface ProbeAttempt {
  readonly beganAt: Instant;
  /** Infinity while the attempt runs. */
  readonly endedAt: Instant;
  readonly container: string;
  /** Which instance of the container was probed. */
  readonly attempt: number;
  readonly type: ProbeType;
  /** Undefined while the attempt runs. */
  readonly outcome: ProbeOutcome | undefined;
}

/**
 * The attempts of all probes of the only pod in the trace, one by one, in the order in which they began.
 * @param until where the clock stands: a record may speak of attempts that are still to come
 */
export function probeAttempts({ probes }: Trace, until: Instant): readonly ProbeAttempt[] {
  const attempts: ProbeAttempt[] = [];
  for (const record of probes) {
    for (let index = 0; index < record.count && record.t + index * record.period <= until; index += 1) {
      attempts.push(attemptOf(record, index, until));
    }
  }
  return attempts.sort((a, b) => a.beganAt - b.beganAt);
}

function attemptOf(record: ProbeRecord, index: number, until: Instant): ProbeAttempt {
  const { t, container, attempt, type, outcome, duration, period } = record;
  const beganAt = t + index * period;
  const hasEnded = duration !== undefined && beganAt + duration <= until;
  return {
    beganAt,
    endedAt: hasEnded ? beganAt + duration : Infinity,
    container,
    attempt,
    type,
    outcome: hasEnded ? outcome : undefined,
  };
}
