import type { LifecycleHandler, Probe } from '../api/pod';
import type { Simulation } from '../simulation/simulation';
import type { Duration } from '../simulation/time';

/** The three kinds of probes. */
export type ProbeType = 'liveness' | 'readiness' | 'startup';

/** Which of a container's hooks is meant. */
export type HookType = 'postStart' | 'preStop';

/** What became of a probe or hook: `error` means that it could not be run at all, as opposed to that it said no. */
export type Outcome = 'success' | 'failure' | 'timeout' | 'error';

/** What a program says to a probe or a hook, and how long it takes to say it. */
export interface Answer {
  readonly outcome: Outcome;
  /** From the request to the answer; for `timeout` it is not used: the asker gives up by itself. */
  readonly latency: Duration;
  /** HTTP status code, where the request is HTTP. */
  readonly status?: number;
  /** Exit code, where the request is a command. */
  readonly exitCode?: number;
  /** Response body or output of the command; with `failure` it replaces the usual text. */
  readonly output?: string;
}

/** An answer that is still being worked out, such as that of a command that runs in virtual time. */
export interface PendingAnswer {
  /** Calls `listener` once, when the answer is there; never after {@link cancel}. */
  onAnswer(listener: (answer: Answer) => void): void;
  /** The asker does not wait any longer; a command is killed. */
  cancel(): void;
}

/** A probe as the program sees it. */
export interface ProbeRequest {
  readonly type: ProbeType;
  readonly probe: Probe;
}

/** A hook as the program sees it. */
export interface HookRequest {
  readonly type: HookType;
  readonly handler: LifecycleHandler;
}

/** How the first process of a container ended. */
export interface ProgramExit {
  readonly exitCode: number;
  /** As containerd words it: `Completed`, `Error`, `OOMKilled`. */
  readonly reason: string;
  /** The termination message, if the program left one. */
  readonly message?: string;
}

/** What the container runtime offers to a program that it runs. */
export interface ProgramHost {
  readonly simulation: Simulation;
  /** Called by the program when its first process ends. Further calls do nothing. */
  exit(exit: ProgramExit): void;
  /** Takes what the program writes to its standard output and error: the log of its container. */
  log(line: LogLine): void;
}

/** One line of a container's log. */
export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** Without the newline. */
  readonly text: string;
  /** The line goes on in the next one of its stream, or the program ended without a newline. */
  readonly isPartial: boolean;
}

/** One run of a program: from the start of a container's process to its end. Ages count from the start. */
export interface ProgramRun {
  /**
   * The runtime asks it to stop.
   * @param signal the name of the pod's own stop signal, such as `SIGUSR1`; undefined: that of the image, SIGTERM as a rule
   */
  stop(signal: string | undefined): void;
  /** The run is over (killed, or the runtime is gone): nothing may be scheduled any more. */
  dispose(): void;
  answerProbe(request: ProbeRequest, age: Duration): Answer | PendingAnswer;
  answerHook(request: HookRequest, age: Duration): Answer | PendingAnswer;
  /** Runs a command beside the program, as `kubectl exec` does; missing where there is nothing that could run one. */
  runCommand?(command: readonly string[]): Answer | PendingAnswer;
  /** The age until which (excluded) the answer to this probe stays what it is at `age`; `age` itself when unknown. */
  steadyUntil(type: ProbeType, age: Duration): Duration;
}

/** The command of a program cannot be executed; the message is the runtime's. */
export class ProgramStartError extends Error {
  override readonly name = 'ProgramStartError';
}

/** What a container runs. The same program may be started many times. */
export interface Program {
  /**
   * Starts the program.
   * @param ordinal how many times this container's program was started successfully before, from 0
   * @throws ProgramStartError when its command cannot be executed
   */
  start(host: ProgramHost, ordinal: number): ProgramRun;
  /** How long the start itself takes, where that is not the runtime's usual latency. */
  startLatency(ordinal: number): Duration | undefined;
}

/** Whether an answer is there at once. */
export function isAnswered(answer: Answer | PendingAnswer): answer is Answer {
  return 'outcome' in answer;
}

/** The usual reason for an exit code: `Completed` for 0, `Error` for anything else. */
export function exitReason(exitCode: number): string {
  return exitCode === 0 ? 'Completed' : 'Error';
}

/** Whether an HTTP probe takes a status for a success. Follows `pkg/probe/http/http.go` DoHTTPProbe. */
export function isHttpSuccess(status: number): boolean {
  return status >= 200 && status < 400;
}
