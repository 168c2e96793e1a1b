import type { Instant } from '../simulation/time';
import type { Trace } from '../trace/trace';

/** One instance of a container from its creation to its end, as the runtime saw it. What did not happen is undefined. */
export interface ContainerLife {
  readonly attempt: number;
  /** When CreateContainer was called: the moment of the decision to start, where the image is on the node. */
  readonly createdAt: Instant;
  /** When the process began to run. */
  readonly startedAt: Instant;
  sigtermAt: Instant | undefined;
  /** When the call that stopped it returned: the moment at which the kubelet knows that it is gone. */
  stopReturnedAt: Instant | undefined;
  sigkillAt: Instant | undefined;
  exitedAt: Instant | undefined;
  exitCode: number | undefined;
}

/** The instances of a container of the only pod in the trace, in order; failed attempts to create or start are left out. */
export function livesOf(trace: Trace, container: string): readonly ContainerLife[] {
  const lives: ContainerLife[] = [];
  let createdAt: Instant = 0;
  for (const { t, end, error, call, details } of trace.calls) {
    if (details.container !== container) continue;
    const life = lives.at(-1);
    switch (call) {
      case 'CreateContainer':
        createdAt = t;
        break;
      case 'StartContainer':
        if (end === undefined || error !== undefined) break;
        lives.push(newLife(details.attempt!, createdAt, end));
        break;
      case 'StopContainer':
        if (life !== undefined) life.stopReturnedAt = end;
        break;
      case 'SIGTERM':
        life!.sigtermAt = t;
        break;
      case 'SIGKILL':
        life!.sigkillAt = t;
        break;
      case 'exit':
        life!.exitedAt = t;
        life!.exitCode = details.exitCode;
        break;
    }
  }
  return lives;
}

function newLife(attempt: number, createdAt: Instant, startedAt: Instant): ContainerLife {
  return {
    attempt,
    createdAt,
    startedAt,
    sigtermAt: undefined,
    stopReturnedAt: undefined,
    sigkillAt: undefined,
    exitedAt: undefined,
    exitCode: undefined,
  };
}
