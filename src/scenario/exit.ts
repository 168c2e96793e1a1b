import type { Duration } from '../simulation/time';
import { DURATION_PATTERN, parseDuration } from './duration';
import { ScenarioError } from './scenario-error';

/** How a program ends. */
export interface Exit {
  /** What its time counts from: the start of the run, or the arrival of SIGTERM. */
  readonly origin: 'start' | 'SIGTERM';
  readonly after: Duration;
  readonly exitCode: number;
}

/** What an exit looks like: `with code 1 after 5s`, `3s after SIGTERM`, `0s after SIGTERM with code 143`. A source of regular expressions. */
export const EXIT_PATTERN = String.raw`with code -?\d+ after ${DURATION_PATTERN}|${DURATION_PATTERN} after SIGTERM(?: with code -?\d+)?`;

/** The greatest code that a process can exit with. */
const MAX_EXIT_CODE = 255;

/**
 * Reads an exit as {@link EXIT_PATTERN} shows it; without a code it is 0.
 * @throws ScenarioError when the text is none, or no process can exit with the code
 */
export function parseExit(text: string): Exit {
  const byItself = /^with code (-?\d+) after (\S+)$/.exec(text);
  if (byItself !== null) return { origin: 'start', after: parseDuration(byItself[2]), exitCode: checkExitCode(Number(byItself[1])) };
  const asked = /^(\S+) after SIGTERM(?: with code (-?\d+))?$/.exec(text);
  if (asked === null) throw new ScenarioError(`"${text}" is not an exit: write "with code 1 after 5s" or "3s after SIGTERM"`);
  return { origin: 'SIGTERM', after: parseDuration(asked[1]), exitCode: checkExitCode(Number(asked[2] ?? 0)) };
}

/**
 * Hands on the code that a process exits with.
 * @throws ScenarioError when no process can
 */
export function checkExitCode(code: number): number {
  if (code >= 0 && code <= MAX_EXIT_CODE) return code;
  throw new ScenarioError(`No process exits with code ${code}: codes are whole numbers from 0 to ${MAX_EXIT_CODE}`);
}
