import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import {
  After, AfterAll, AfterStep, Before, BeforeStep, Status, type ITestCaseHookParameter, type ITestStepHookParameter,
} from '@cucumber/cucumber';

import { explainUndefinedStep, parseParameterTypes, readPhrases, reportOf, ScenarioError, type ScenarioReport } from '../src/index';
import type { PodclockWorld } from './world';

type Pickle = ITestCaseHookParameter['pickle'];

/** What Gherkin calls the roles of steps. */
const ROLES: Readonly<Record<string, 'Given' | 'When' | 'Then'>> = { Context: 'Given', Action: 'When', Outcome: 'Then' };

/** Exact times that are windows in truth, of all scenarios. */
const warnings: string[] = [];

Before(function (this: PodclockWorld, { pickle }: ITestCaseHookParameter) {
  const picture = fromCaller(join(failureFolder(pickle), 'timeline.svg'));
  this.begin({ place: { location: locationOf(pickle), picture } }, dirname(pickle.uri));
});

Before({ tags: '@any-phase' }, function (this: PodclockWorld) {
  this.scenario.holdInAnyPhase();
});

BeforeStep(function (this: PodclockWorld, { pickleStep }) {
  this.begunSteps.add(pickleStep.id);
});

/** What is attached to a step is seen at once; what is attached to a hook is folded away. */
AfterStep(function (this: PodclockWorld, { pickle, pickleStep, result }: ITestStepHookParameter) {
  const isOver = pickleStep.id === pickle.steps.at(-1)?.id;
  if (isOver || result.status !== Status.PASSED) finishScenario(this, pickle, result);
});

After(function (this: PodclockWorld, { gherkinDocument, pickle, result }: ITestCaseHookParameter) {
  const { keep } = this.parameters;
  if (keep === undefined) return;
  const what = { feature: gherkinDocument.feature?.name ?? '', name: pickle.name, location: locationOf(pickle), passed: result?.status === Status.PASSED };
  keepReport(join(keep, folderName(pickle)), reportOf(this.scenario, pickle.name), what);
});

After(function (this: PodclockWorld, { result }: ITestCaseHookParameter) {
  if (!/function has \d+ arguments, should have/.test(result?.message ?? '')) return;
  throw new ScenarioError('The phrase of the step that fails takes no table and no text: leave out what stands under it');
});

After(function (this: PodclockWorld, { pickle, result }: ITestCaseHookParameter) {
  if (result?.status !== Status.UNDEFINED) return;
  const step = pickle.steps.find(({ id }) => !this.begunSteps.has(id));
  if (step !== undefined) throw new ScenarioError(explainUndefined(step));
});

AfterAll(function () {
  if (warnings.length > 0) console.warn(`\nExact times that are windows:\n${warnings.map((each) => `  ${each}`).join('\n')}`);
});

function finishScenario(world: PodclockWorld, pickle: Pickle, { status }: { readonly status: string }): void {
  const location = locationOf(pickle);
  const found = status === Status.PASSED ? world.scenario.finish().map((warning) => `${location}: ${warning}`) : [];
  warnings.push(...found);
  for (const warning of found) world.log(withoutMarkup(`Warning: ${warning}`));
  const report = reportOf(world.scenario, pickle.name);
  if (report !== undefined) attachReport(world, report);
  if (report !== undefined && status === Status.FAILED) writePictures(report, failureFolder(pickle));
}

/** Where a scenario stands, seen from the folder in which the tests were started. */
function locationOf({ uri, location }: Pickle): string {
  return `${fromCaller(uri)}:${location?.line ?? 1}`;
}

function fromCaller(path: string): string {
  return relative(resolve(process.env['INIT_CWD'] ?? '.'), resolve(path));
}

function failureFolder(pickle: Pickle): string {
  return join('reports', 'failures', folderName(pickle));
}

function folderName({ uri, location }: Pickle): string {
  return `${uri.replace(/\.feature$/, '')}-${location?.line ?? 1}`.replace(/[^\w]+/g, '-').replace(/^-/, '');
}

function attachReport(world: PodclockWorld, { pictures, decisive, environment }: ScenarioReport): void {
  for (const { caption, svg } of pictures) world.attach(Buffer.from(svg), { mediaType: 'image/svg+xml', fileName: caption });
  world.log(withoutMarkup(decisive));
  world.log(withoutMarkup(environment));
}

/** The HTML report takes a log for HTML. */
function withoutMarkup(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›');
}

function writePictures({ pictures }: ScenarioReport, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { fileName, svg } of pictures) writeFileSync(join(folder, fileName), svg);
}

/** For the commands that show scenarios: the pictures, and one line of JSON with the rest. */
function keepReport(folder: string, report: ScenarioReport | undefined, what: object): void {
  if (report === undefined) return;
  const { text, environment, trace, pictures } = report;
  writePictures(report, folder);
  const files = pictures.map(({ fileName }) => fromCaller(join(folder, fileName)));
  appendFileSync(join(folder, '..', 'scenarios.ndjson'), `${JSON.stringify({ ...what, text, environment, trace, files })}\n`);
}

function explainUndefined({ text, type }: Pickle['steps'][number]): string {
  const parameters = parseParameterTypes(readFileSync(join(__dirname, 'parameter-types.ts'), 'utf8'));
  return explainUndefinedStep({ text, role: ROLES[type ?? ''] }, readPhrases(__dirname), parameters);
}
