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
  const exits = readInputTable(table, { may: ['run', 'after', 'code'], must: ['run', 'after'] }, ({ run, after = 'never', code = '0' }) => (
    { run: runOf(run), exit: { after: after === 'never' ? undefined : parseDuration(after), exitCode: checkExitCode(readNumber(code)) } }
  ));
  for (const { run, exit } of exits) plan.exits.set(run, exit);
}

/**
 * A probe is answered as the table lists (columns run, from, answer, takes); the rows of a run hold for it and later ones.
 * @throws ScenarioError when the table cannot be read
 */
export function answerAsListed(plan: ContainerPlan, probe: ProbeType, table: RawTable): void {
  const columns = { may: ['run', 'from', 'answer', 'takes'], must: ['from', 'answer'] };
  const answers = readInputTable(table, columns, (row) => answerOf(row, { outcome: outcomeOf(row['answer'] ?? '') }));
  for (const [run, list] of byRun(answers)) plan.setAnswers(probe, run, list);
}

/**
 * GET requests of a path are answered as the table lists (columns run, from, status, takes).
 * @throws ScenarioError when the table cannot be read
 */
export function servePage(plan: ContainerPlan, path: string, table: RawTable): void {
  const columns = { may: ['run', 'from', 'status', 'takes'], must: ['from', 'status'] };
  const answers = readInputTable(table, columns, (row) => answerOf(row, { outcome: 'success', status: statusOf(row['status'] ?? '') }));
  for (const [run, list] of byRun(answers)) plan.setPage(path, run, list);
}

/** An answer, and the run from which on it counts. */
interface AnswerOfRun {
  readonly run: number;
  readonly answer: PlannedAnswer;
}

function answerOf({ run, from = '0s', takes }: InputRow, answer: Pick<PlannedAnswer, 'outcome' | 'status'>): AnswerOfRun {
  return { run: runOf(run), answer: { from: parseDuration(from), ...answer, takes: takes === undefined ? undefined : parseDuration(takes) } };
}

function byRun(answers: readonly AnswerOfRun[]): Map<number, PlannedAnswer[]> {
  const runs = new Map<number, PlannedAnswer[]>();
  for (const { run, answer } of answers) runs.set(run, [...(runs.get(run) ?? []), answer].sort((a, b) => a.from - b.from));
  return runs;
}

function statusOf(text: string): number {
  const status = readNumber(text);
  if (status >= 100 && status <= 599) return status;
  throw new ScenarioError(`${status} is not a status of HTTP: they lie between 100 and 599`);
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
