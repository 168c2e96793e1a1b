import { IDEAL_PROFILE, type Profile } from '../cluster/profile';
import { toSeconds, type Duration } from '../simulation/time';
import { containersOf, type Experiment } from './experiment';
import { renderManifest } from './manifest-text';
import { programSteps } from './program-steps';
import { featureDuration } from './render-time';

/**
 * An experiment as a feature with one scenario that can be pasted into a file, in the phrases of `steps/`.
 * @param name of the scenario
 * @param expectations what ought to hold, as steps without `Then`; lines of a table are indented
 */
export function renderCounterExample(name: string, experiment: Experiment, expectations: readonly string[] = []): string {
  const tags = isIdeal(experiment.profile) ? [] : ['@any-phase'];
  const scenario = [
    ...surroundings(experiment).map((line) => `# ${line}`),
    ...tags,
    `Scenario: ${name}`,
    ...stepLines('Given', [...kubeletSteps(experiment.profile), ...manifestSteps(experiment), ...planSteps(experiment)]),
    ...stepLines('When', actionSteps(experiment)),
    ...stepLines('Then', expectations),
  ];
  return ['Feature: Counter-example', '', ...scenario.map((line) => `  ${line}`)].join('\n');
}

/** `Given` for the first step, `And` for the next ones; lines that belong to a step are indented more. */
function stepLines(keyword: 'Given' | 'When' | 'Then', lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => {
    if (line.startsWith('  ')) return `    ${line}`;
    return `  ${index === 0 ? keyword : 'And'} ${line}`;
  });
}

function isIdeal({ phases, latencies, wallFraction }: Profile): boolean {
  return sameValues(phases, IDEAL_PROFILE.phases) && sameValues(latencies, IDEAL_PROFILE.latencies)
    && wallFraction === IDEAL_PROFILE.wallFraction;
}

function sameValues<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((key) => one[key] === other[key]);
}

/** No phrase sets tick phases and latencies one by one: `@any-phase` tries many, and a comment names those that failed. */
function surroundings({ profile, seed }: Experiment): readonly string[] {
  const lines: string[] = [];
  if (!isIdeal(profile)) {
    const { phases, latencies, wallFraction } = profile;
    lines.push(`Fails with these phases: ${spans({ ...phases, wallFraction })}`);
    lines.push(`and these latencies: ${spans({ ...latencies })}`);
  }
  if (profile.jitter === 'random') lines.push(`Fails with the jitter of seed ${seed ?? 0}`);
  return lines;
}

function spans(values: Readonly<Record<string, Duration>>): string {
  const named = Object.entries(values).filter(([, value]) => value !== 0);
  return named.length === 0 ? 'all zero' : named.map(([name, value]) => `${name} ${toSeconds(value)}s`).join(', ');
}

function kubeletSteps({ jitter, config }: Profile): readonly string[] {
  const { maxContainerRestartPeriod: longest } = config;
  return [
    ...(jitter === 'random' ? ['the kubelet adds jitter to its retries'] : []),
    ...(longest === undefined ? [] : [
      'the kubelet is configured with:',
      ...docString(`crashLoopBackOff: { maxContainerRestartPeriod: ${featureDuration(longest)} }`),
    ]),
  ];
}

function manifestSteps({ pod }: Experiment): readonly string[] {
  return ['the manifest is applied:', ...docString(renderManifest(pod))];
}

function docString(yaml: string): readonly string[] {
  return ['"""yaml', ...yaml.split('\n'), '"""'].map((line) => `  ${line}`);
}

function planSteps({ pod, plans, sandboxErrors = 0 }: Experiment): readonly string[] {
  return [
    ...(sandboxErrors > 0 ? [`creating the sandbox of pod "${pod.metadata.name}" fails ${sandboxErrors} times`] : []),
    ...containersOf(pod).flatMap((each) => {
      const plan = plans[each.container.name];
      return plan === undefined ? [] : programSteps(each, plan);
    }),
  ];
}

function actionSteps({ pod, deletion, until }: Experiment): readonly string[] {
  if (deletion === undefined || deletion.at > until) return [`${featureDuration(until)} pass`];
  const { at, graceSeconds } = deletion;
  const name = `pod "${pod.metadata.name}"`;
  return [
    ...(at > 0 ? [`${featureDuration(at)} pass`] : []),
    graceSeconds === undefined ? `${name} is deleted`
      : graceSeconds === 0 ? `${name} is force-deleted` : `${name} is deleted with grace period ${graceSeconds}s`,
    `${featureDuration(until - at)} pass`,
  ];
}
