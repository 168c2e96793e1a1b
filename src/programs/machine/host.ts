import type { Duration, Instant } from '../../simulation/time';
import type { MachineLimitError, UnsupportedProgramError } from './errors';
import type { Network } from './network/network';

/** What a timer calls when it is due. */
export interface Expirable {
  expire(): void;
}

/** A timer that can be taken back. */
export interface MachineTimer {
  cancel(): void;
}

/** The world around a machine, given by the container runtime. */
export interface MachineHost {
  /** Virtual time. */
  readonly now: Instant;
  /** Microseconds between 1970-01-01 UTC and virtual time 0, for `date` and the times of files. */
  readonly epoch: number;
  /** Calls `target.expire()` after a delay; timers that are due together expire in the order of scheduling. */
  schedule(delay: Duration, target: Expirable): MachineTimer;
  /** Names and addresses outside the pod. */
  readonly network: Network;
  /** The program cannot go on as it would in reality; the machine has stopped and will not call back any more. */
  fail(error: MachineLimitError | UnsupportedProgramError): void;
}
