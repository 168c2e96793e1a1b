import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { After, AfterAll, Before, BeforeStep, Status, type ITestCaseHookParameter } from '@cucumber/cucumber';

import { nearestPhrases, readPhrases, renderReport, ScenarioError, snippetFor, type ScenarioReport } from '../src/index';
import type { PodclockWorld } from './world';

/** Exact times that are windows in truth, of all scenarios. */
const warnings: string[] = [];

Before(function (this: PodclockWorld, { pickle }: ITestCaseHookParameter) {
  const location = locationOf(pickle);
  this.begin({ place: { location, picture: join(failureFolder(location), 'timeline.svg') } }, dirname(pickle.uri));
});

Before({ tags: '@any-phase' }, function (this: PodclockWorld) {
  this.scenario.holdInAnyPhase();
});

BeforeStep(function (this: PodclockWorld, { pickleStep }) {
  this.begunSteps.add(pickleStep.id);
});

After(function (this: PodclockWorld, { gherkinDocument, pickle, result }: ITestCaseHookParameter) {
  const location = locationOf(pickle);
  const isOver = result?.status === Status.PASSED;
  const found = isOver ? this.scenario.finish().map((warning) => `${location}: ${warning}`) : [];
  warnings.push(...found);
  for (const warning of found) this.log(`Warning: ${warning}`);
  const report = renderReport(this.scenario, pickle.name);
  if (report !== undefined) attachReport(this, report);
  if (report !== undefined && result?.status === Status.FAILED) writePictures(report, failureFolder(location));
  if (report !== undefined && this.parameters.keep !== undefined) {
    const what = { feature: gherkinDocument.feature?.name ?? '', name: pickle.name, location, passed: isOver };
    keepReport(this.parameters.keep, report, what);
  }
});

After(function (this: PodclockWorld, { pickle, result }: ITestCaseHookParameter) {
  if (result?.status !== Status.UNDEFINED) return;
  const step = pickle.steps.find(({ id }) => !this.begunSteps.has(id));
  if (step !== undefined) throw new ScenarioError(explainUndefined(step.text));
});

AfterAll(function () {
  if (warnings.length > 0) console.warn(`\nExact times that are windows:\n${warnings.map((each) => `  ${each}`).join('\n')}`);
});

function locationOf({ uri, location }: ITestCaseHookParameter['pickle']): string {
  return `${uri}:${location?.line ?? 1}`;
}

function failureFolder(location: string): string {
  return join('reports', 'failures', folderName(location));
}

function folderName(location: string): string {
  return location.replace(/\.feature/, '').replace(/[^\w]+/g, '-').replace(/^-/, '');
}

function attachReport(world: PodclockWorld, { pictures, decisive, environment }: ScenarioReport): void {
  for (const { fileName, svg } of pictures) world.attach(Buffer.from(svg), { mediaType: 'image/svg+xml', fileName });
  world.log(decisive);
  world.log(environment);
}

function writePictures({ pictures }: ScenarioReport, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { fileName, svg } of pictures) writeFileSync(join(folder, fileName), svg);
}

/** For the commands that show scenarios: the pictures, and one line of JSON with the rest. */
function keepReport(folder: string, report: ScenarioReport, what: { readonly location: string }): void {
  const { text, environment, trace, pictures } = report;
  const own = join(folder, folderName(what.location));
  writePictures(report, own);
  const files = pictures.map(({ fileName }) => join(own, fileName));
  appendFileSync(join(folder, 'scenarios.ndjson'), `${JSON.stringify({ ...what, text, environment, trace, files })}\n`);
}

function explainUndefined(step: string): string {
  const nearest = nearestPhrases(step, readPhrases(__dirname));
  return [
    `No phrase matches: ${step}`,
    'The nearest phrases:',
    ...nearest.flatMap(({ expression, example }) => [`  ${expression}`, ...example.split('\n').map((line) => `      ${line}`)]),
    'All phrases: npm run phrases. To define a new one:',
    `  ${snippetFor(step)}`,
  ].join('\n');
}
