import type { FinishedStage } from './stage';
import { renderTotal } from './total';

const MARKS = { passed: '✔', failed: '✖', skipped: '-' } as const;

/** One line for a stage that has ended. */
export function renderStage({ name, seconds, outcome }: FinishedStage): string {
  return `${MARKS[outcome.status]} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s  ${outcome.note}`.trimEnd();
}

/** What to read after a run: the output of each stage that failed, the wall time, and the total as the last line. */
export function renderRun(stages: readonly FinishedStage[], seconds: number): string {
  const failures = stages
    .filter(({ outcome }) => outcome.status === 'failed')
    .map(({ name, outcome }) => `\n── ${name} ${'─'.repeat(Math.max(0, 100 - name.length))}\n${outcome.output.trim()}\n`);
  const passed = stages.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = stages.reduce((sum, { outcome }) => sum + outcome.failed, 0);
  const failedStages = stages.filter(({ outcome }) => outcome.status === 'failed').map(({ name }) => name);
  const verdict = failedStages.length === 0 ? 'All stages passed' : `Failed: ${failedStages.join(', ')}`;
  return [...failures, '', `${verdict} in ${seconds.toFixed(1)} s`, renderTotal({ passed, failed })].join('\n');
}
