import type { Outcome, ProbeType } from '../../programs/program';
import type { Duration } from '../../simulation/time';
import { parseDuration } from '../duration';
import { checkExitCode, type Exit } from '../exit';
import { ScenarioError } from '../scenario-error';
import type { Window } from '../time-span';
import { readInputTable, readNumber, type InputRow } from '../tables/input-table';
import type { PlannedAnswer } from './answers';
import type { ContainerPlan } from './container-plan';

type RawTable = readonly (readonly string[])[];

const OUTCOMES: readonly Outcome[] = ['success', 'failure', 'timeout', 'error'];

/** A probe fails from the start of the container on, and succeeds after a while, or from some time in a window on. */
export function succeedAfter(plan: ContainerPlan, probe: ProbeType, after: Duration | Window): void {
  if (typeof after !== 'number') {
    plan.succeedsFromSomeTimeIn(probe, after);
    return;
  }
  plan.addAnswer(probe, { from: 0, outcome: 'failure' });
  plan.addAnswer(probe, { from: after, outcome: 'success' });
}

/** The container ends like this in every run. */
export function exitAlways(plan: ContainerPlan, { origin, after, exitCode }: Exit): void {
  if (origin === 'start') plan.setExit({ after, exitCode });
  else plan.onSigterm = { after, exitCode };
}

/**
 * The container ends as the table lists (columns run, after, code): a row holds for its run and later ones. `never` in
 * the column `after`: it does not end by itself.
 * @throws ScenarioError when the table cannot be read
 */
export function exitAsListed(plan: ContainerPlan, table: RawTable): void {
  plan.exits.clear();
  for (const { run, after = 'never', code } of readInputTable(table, ['run', 'after', 'code'], ['run', 'after'])) {
    plan.exits.set(runOf(run), { after: after === 'never' ? undefined : parseDuration(after), exitCode: checkExitCode(code ?? '0') });
  }
}

/**
 * A probe is answered as the table lists (columns run, from, answer, takes); the rows of a run hold for it and later ones.
 * @throws ScenarioError when the table cannot be read
 */
export function answerAsListed(plan: ContainerPlan, probe: ProbeType, table: RawTable): void {
  const rows = readInputTable(table, ['run', 'from', 'answer', 'takes'], ['from', 'answer']);
  for (const [run, answers] of byRun(rows, ({ answer = '' }) => ({ outcome: outcomeOf(answer) }))) plan.setAnswers(probe, run, answers);
}

/**
 * GET requests of a path are answered as the table lists (columns run, from, status, takes).
 * @throws ScenarioError when the table cannot be read
 */
export function servePage(plan: ContainerPlan, path: string, table: RawTable): void {
  const rows = readInputTable(table, ['run', 'from', 'status', 'takes'], ['from', 'status']);
  const statuses = byRun(rows, ({ status = '' }) => ({ outcome: 'success', status: readNumber(status) }));
  for (const [run, answers] of statuses) plan.setPage(path, run, answers);
}

function byRun(rows: readonly InputRow[], readAnswer: (row: InputRow) => Pick<PlannedAnswer, 'outcome' | 'status'>): Map<number, PlannedAnswer[]> {
  const runs = new Map<number, PlannedAnswer[]>();
  for (const row of rows) {
    const { run, from = '0s', takes } = row;
    const answer: PlannedAnswer = { from: parseDuration(from), ...readAnswer(row), takes: takes === undefined ? undefined : parseDuration(takes) };
    runs.set(runOf(run), [...(runs.get(runOf(run)) ?? []), answer].sort((a, b) => a.from - b.from));
  }
  return runs;
}

function runOf(text: string | undefined): number {
  const run = text === undefined ? 1 : readNumber(text);
  if (run === 0) throw new ScenarioError('Runs are counted from 1');
  return run;
}

function outcomeOf(text: string): Outcome {
  if (OUTCOMES.includes(text as Outcome)) return text as Outcome;
  throw new ScenarioError(`"${text}" is not an answer: write ${OUTCOMES.join(', ')}`);
}
