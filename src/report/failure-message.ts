import { renderFacts } from './decisive-rows';
import { escapeControls } from './plain-text';
import { formatSeconds } from './time-axis';
import type { TraceFact } from './trace-fact';

/** What is known about an expectation that does not hold. */
export interface Failure {
  /** The step or phrase that states the expectation. */
  readonly step?: string;
  /** What was wanted, with its name: `restartCount 1`. */
  readonly expected: string;
  /** What was there instead: `0`. */
  readonly actual: string;
  /** Virtual time in seconds. */
  readonly at: number;
  /** What the records are about: `container "app"`. */
  readonly subject?: string;
  /** The facts that decide, in order of time; see `decisiveRows`. */
  readonly records?: readonly TraceFact[];
  /** When it went wrong, in seconds, where that was before the end: what the records lead to. */
  readonly since?: number;
  /** Whether each record says what it concerns; wanted where `subject` is more than one container. */
  readonly withSubject?: boolean;
  /** Where the picture of the run was written. */
  readonly timelinePath?: string;
  /** The command that runs the same again. */
  readonly replayCommand?: string;
  /** What a reader may not know. */
  readonly hint?: string;
}

/**
 * Builds the message of an expectation that does not hold: what was expected and found, when, the records that decide
 * it, where the timeline is, and how to see it again. Parts that are not known are left out.
 */
export function buildFailureMessage(failure: Failure): string {
  const { step, records = [], since, subject, withSubject = false } = failure;
  const about = subject === undefined ? '' : ` of ${escapeControls(subject)}`;
  return [
    ...(step === undefined ? [] : [escapeLines(step)]),
    ...describeExpectation(failure),
    ...(records.length === 0 ? [] : [since === undefined ? `  Last records${about}:` : `  Records${about} until ${formatSeconds(since)}:`]),
    ...renderFacts(records, { withSubject: withSubject || subject === undefined, columns: 96 }).map((line) => `    ${line}`),
    ...pointer('Timeline', failure.timelinePath),
    ...pointer('Replay', failure.replayCommand),
    ...pointer('Hint', failure.hint),
  ].join('\n');
}

function describeExpectation({ expected, actual, at }: Failure): string[] {
  const when = `at ${formatSeconds(at)} of virtual time`;
  if (!expected.includes('\n') && !actual.includes('\n')) {
    return [`  Expected ${escapeControls(expected)}, found ${escapeControls(actual)} ${when}`];
  }
  return ['  Expected', ...indent(expected), `  Found ${when}`, ...indent(actual)];
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `    ${escapeControls(line)}`.trimEnd());
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeControls).join('\n');
}

function pointer(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${label.padEnd(9)} ${escapeControls(text)}`];
}
