import type { HookType, ProbeType } from '../programs/program';
import type { RunScript, ScriptedAnswer } from '../programs/scripted-program';
import type { ContainerInPod, ContainerPlan } from './experiment';
import { featureDuration } from './render-time';

/** What is said of one container between the manifest and the passing of time, in the phrases of `steps/`. */
export function programSteps({ container, kind }: ContainerInPod, plan: ContainerPlan): readonly string[] {
  const name = `${kind} "${container.name}"`;
  const { runs: [first], pull, createErrors = 0, startErrors = 0 } = plan;
  return [
    ...(pull === undefined ? [] : pullSteps(container.image, pull)),
    ...(createErrors > 0 ? [`creating ${name} fails ${times(createErrors)}`] : []),
    ...(startErrors > 0 ? [`starting ${name} fails ${times(startErrors)}`] : []),
    ...exitSteps(name, kind, plan.runs),
    ...sigtermSteps(name, first),
    ...(['startup', 'readiness', 'liveness'] as const).flatMap((type) => (
      container[`${type}Probe`] === undefined ? [] : probeSteps(name, type, first.probes[type] ?? [])
    )),
    ...(['postStart', 'preStop'] as const).flatMap((type) => (
      container.lifecycle?.[type] === undefined ? [] : hookSteps(name, type, first)
    )),
  ];
}

function pullSteps(image: string, { errors, takes }: NonNullable<ContainerPlan['pull']>): readonly string[] {
  return [
    `pulling image "${image}" takes ${featureDuration(takes)}`,
    ...(errors > 0 ? [`pulling image "${image}" fails ${times(errors)}`] : []),
  ];
}

/** Without a step a container runs for ever, and an ordinary init container exits at once. */
function exitSteps(name: string, kind: ContainerInPod['kind'], runs: readonly RunScript[]): readonly string[] {
  const { exitAfter, exitCode, oomKilled } = runs[0];
  const different = runs
    .map((run, index) => ({ run, ordinal: index + 1 }))
    .filter(({ run }, index) => index === 0 || !endsAlike(run, runs[index - 1]));
  if (different.length === 1 && exitAfter !== undefined) {
    const after = featureDuration(exitAfter);
    return [oomKilled ? `${name} is OOM-killed after ${after}` : `${name} exits with code ${exitCode} after ${after}`];
  }
  if (different.length === 1 && kind !== 'init container') return [];
  const rows = different.map(({ run, ordinal }) => (
    [String(ordinal), run.exitAfter === undefined ? 'never' : featureDuration(run.exitAfter), String(run.exitCode)]
  ));
  return [`${name} exits like this:`, ...tableLines([['run', 'after', 'code'], ...rows])];
}

function endsAlike(one: RunScript, other: RunScript): boolean {
  if (one.exitAfter !== other.exitAfter) return false;
  return one.exitAfter === undefined || (one.exitCode === other.exitCode && one.oomKilled === other.oomKilled);
}

/** Without a step a container exits at once with code 0. */
function sigtermSteps(name: string, { onSigterm }: RunScript): readonly string[] {
  if ('ignore' in onSigterm) return [`${name} ignores SIGTERM`];
  const { after, exitCode } = onSigterm;
  if (exitCode !== 0) return [`${name} exits ${featureDuration(after)} after SIGTERM with code ${exitCode}`];
  return after === 0 ? [] : [`${name} exits ${featureDuration(after)} after SIGTERM`];
}

function probeSteps(name: string, type: ProbeType, answers: readonly ScriptedAnswer[]): readonly string[] {
  const [first] = answers;
  if (first === undefined) return [];
  if (answers.length === 1 && first.outcome === 'timeout') {
    return [`${name} stops answering its ${type} probe after ${featureDuration(first.from)}`];
  }
  const rows = answers.map(({ from, outcome, latency }) => (
    [featureDuration(from), outcome, latency === undefined ? '' : featureDuration(latency)]
  ));
  return [`the ${type} probe of ${name} answers:`, ...tableLines([['from', 'answer', 'takes'], ...rows])];
}

/** Without a step a hook succeeds at once. */
function hookSteps(name: string, type: HookType, { hooks }: RunScript): readonly string[] {
  const hook = hooks[type];
  if (hook === undefined) return [];
  return [
    ...(hook.latency > 0 ? [`the ${type} hook of ${name} takes ${featureDuration(hook.latency)}`] : []),
    ...(hook.outcome === 'success' ? [] : [`the ${type} hook of ${name} fails`]),
  ];
}

function times(count: number): string {
  return count === 1 ? '1 time' : `${count} times`;
}

/** The rows of a table, indented under their step, with cells of one width. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  | ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
}
