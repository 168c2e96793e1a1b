import type { Duration } from '../../../simulation/time';
import type { OutputStream } from '../output';
import type { Signal } from '../kernel/signals';

/** How an HTTP path answers from an age of the process on. */
export interface PathAnswer {
  /** Age of process 1 from which on this holds, until the next entry. */
  readonly from: Duration;
  /** Undefined: the request is never answered. */
  readonly status: number | undefined;
  /** From the request to the answer. */
  readonly takes: Duration;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the health service of gRPC says of a service from an age of the process on. */
export interface HealthAnswer {
  readonly from: Duration;
  readonly status: 'SERVING' | 'NOT_SERVING';
  /** From the call to the answer. */
  readonly takes: Duration;
}

/** A port on which the program listens; without paths and services it accepts connections and says nothing. */
export interface DeclaredPort {
  readonly port: number;
  /** Age of the process from which on it listens; undefined = from the end of the start-up on. */
  readonly opens: Duration | undefined;
  /** Age of the process from which on it listens no more; undefined = never. */
  readonly closes: Duration | undefined;
  /** Answers by path, ordered by age; `*` stands for every other path, and a path that nothing is said about is 404. */
  readonly paths: Readonly<Record<string, readonly PathAnswer[]>> | undefined;
  /** Answers of the health service of gRPC by service; a service that nothing is said about is unknown there. */
  readonly services: Readonly<Record<string, readonly HealthAnswer[]>> | undefined;
}

/** Something the program writes. */
export interface DeclaredLine {
  readonly at: Duration;
  readonly text: string;
  readonly stream: OutputStream;
}

/** What a signal does: nothing, or the program ends after a while. */
export type SignalReaction = 'ignore' | {
  readonly after: Duration;
  readonly code: number;
  readonly prints: string | undefined;
  /** Whether it takes no more connections from then on; otherwise it serves until it ends. */
  readonly closesPorts: boolean;
};

/** How much memory the program has from an age on, in bytes, until the next entry. */
export interface MemoryUse {
  readonly from: Duration;
  readonly uses: number;
  /** Further bytes with each second. */
  readonly grows: number;
}

/** How a command answers that is run in the container (an exec probe, a hook), from an age of process 1 on. */
export interface CommandAnswer {
  readonly from: Duration;
  readonly code: number;
  readonly takes: Duration;
  readonly prints: string;
}

/** A program as data: what it does at which age, whatever runs in reality. */
export interface DeclaredProgram {
  /** From the start of the process until its ports are open. */
  readonly startUp: Duration;
  readonly ports: readonly DeclaredPort[];
  readonly prints: readonly DeclaredLine[];
  /** Log a line `GET /path 200` per request. */
  readonly logsRequests: boolean;
  readonly memory: readonly MemoryUse[];
  /** Age at which the program ends by itself; undefined = never. */
  readonly exitsAfter: Duration | undefined;
  readonly exitCode: number;
  /** Signals that are not here have the kernel's default: as process 1 the program ignores them. */
  readonly signals: Readonly<Partial<Record<Signal, SignalReaction>>>;
}
