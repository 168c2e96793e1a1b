/**
 * Everything that bounds what the programs of one container may do. A program that reaches one of these ends the
 * machine with a `MachineLimitError`; nothing is cut off silently except the captured output of an exec.
 */
export interface MachineLimits {
  /** Steps (commands, loop turns, system calls) without any virtual time passing. */
  readonly stepsPerInstant: number;
  /** Steps during the life of the container. */
  readonly steps: number;
  /** Processes that exist at one time, zombies included. */
  readonly tasks: number;
  /** Open files of one process. */
  readonly openFiles: number;
  /** Bytes of one file. */
  readonly fileSize: number;
  /** Bytes of one variable, one command substitution, one line that is read. */
  readonly textSize: number;
  /** Bytes that one command may hold in memory before it counts as out of memory, where the container has no limit. */
  readonly memory: number;
  /** Depth of nested commands, functions, parentheses and groups. */
  readonly nesting: number;
  /** Bytes written to the log and to execs without any virtual time passing. */
  readonly outputPerInstant: number;
  /** Bytes written to the log and to execs during the life of the container. */
  readonly output: number;
  /** Bytes of output that an exec returns; the rest is dropped. */
  readonly execOutput: number;
}

const MEBIBYTE = 1024 * 1024;

/** The limits of a machine that is given none. */
export const DEFAULT_LIMITS: MachineLimits = {
  stepsPerInstant: 250_000,
  steps: 50_000_000,
  tasks: 256,
  openFiles: 256,
  fileSize: 8 * MEBIBYTE,
  textSize: 4 * MEBIBYTE,
  memory: 1024 * MEBIBYTE,
  nesting: 100,
  outputPerInstant: MEBIBYTE,
  output: 64 * MEBIBYTE,
  execOutput: 16 * MEBIBYTE,
};
