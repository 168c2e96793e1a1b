/** Reads what a run of cucumber did from its messages (https://github.com/cucumber/messages), one JSON object per line. */

import { explainParseError } from './parse-error';

/** What a run of features did. The rows of an outline are one scenario. */
export interface FeatureResults {
  /** Scenarios of which every row that ran has passed. */
  readonly passed: number;
  readonly failed: number;
  /** Executions: scenarios, with each row of an outline counted. */
  readonly runs: number;
  /** Why scenarios failed, and what is wrong with a feature as a whole. */
  readonly problems: readonly Problem[];
}

/** One thing that is wrong, and where. A problem that belongs to no scenario counts as one failure of its own. */
export interface Problem {
  readonly at: string;
  readonly what: string;
}

interface Envelope {
  readonly gherkinDocument?: { readonly uri: string; readonly feature?: Container };
  readonly pickle?: Pickle;
  readonly testCase?: { readonly id: string; readonly pickleId: string };
  readonly testCaseStarted?: { readonly id: string; readonly testCaseId: string };
  readonly testStepFinished?: { readonly testCaseStartedId: string; readonly testStepResult: { readonly status: string } };
  readonly testCaseFinished?: { readonly testCaseStartedId: string; readonly willBeRetried: boolean };
  readonly parseError?: { readonly source: { readonly uri?: string }; readonly message: string };
  readonly testRunFinished?: { readonly success: boolean; readonly exception?: { readonly message?: string } };
}

interface Container {
  readonly children: readonly Child[];
}

interface Child {
  readonly rule?: Container;
  readonly scenario?: { readonly id: string; readonly name: string; readonly location: { readonly line: number } };
}

interface Pickle {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly location: { readonly line: number };
  readonly astNodeIds: readonly [string, ...string[]];
  readonly steps: readonly unknown[];
}

/** `selection`: scenarios were chosen by path and line. Otherwise every scenario of every feature has to run. */
export function readFeatureResults(messages: string, scope: 'everything' | 'selection'): FeatureResults {
  const run = new RunReader();
  for (const line of messages.split('\n')) {
    // Attachments are images and sources are whole files: both are large, neither is needed.
    if (line === '' || line.startsWith('{"attachment"') || line.startsWith('{"source"')) continue;
    run.take(JSON.parse(line) as Envelope);
  }
  return run.results(scope);
}

class RunReader {
  readonly #features = new Map<string, Container>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #pickleOfTestCase = new Map<string, string>();
  readonly #testCaseOfStart = new Map<string, string>();
  readonly #statusesOfStart = new Map<string, string[]>();
  /** By pickle: the problem of its last attempt; null when it passed. */
  readonly #ended = new Map<string, string | null>();
  readonly #problems: Problem[] = [];
  #runEnded = false;

  take(envelope: Envelope): void {
    const { gherkinDocument, pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished } = envelope;
    if (gherkinDocument) this.#features.set(gherkinDocument.uri, gherkinDocument.feature ?? { children: [] });
    if (pickle) this.#pickles.set(pickle.id, pickle);
    if (testCase) this.#pickleOfTestCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted) this.#testCaseOfStart.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished) this.#addStatus(testStepFinished.testCaseStartedId, testStepFinished.testStepResult.status);
    if (testCaseFinished && !testCaseFinished.willBeRetried) this.#end(testCaseFinished.testCaseStartedId);
    this.#takeRun(envelope);
  }

  #takeRun({ parseError, testRunFinished }: Envelope): void {
    if (parseError) {
      this.#problems.push({ at: parseError.source.uri ?? 'features', what: `cannot be read: ${explainParseError(parseError.message)}` });
    }
    if (testRunFinished) {
      this.#runEnded = true;
      const message = testRunFinished.exception?.message;
      if (message !== undefined) this.#problems.push({ at: 'the run', what: message });
    }
  }

  #addStatus(start: string, status: string): void {
    const statuses = this.#statusesOfStart.get(start);
    if (statuses === undefined) this.#statusesOfStart.set(start, [status]);
    else statuses.push(status);
  }

  #end(start: string): void {
    const pickle = this.#pickles.get(this.#pickleOfTestCase.get(this.#testCaseOfStart.get(start) ?? '') ?? '');
    if (pickle === undefined) throw new Error(`messages name an unknown test case start "${start}"`);
    this.#ended.set(pickle.id, problemOf(pickle, this.#statusesOfStart.get(start) ?? []));
  }

  results(scope: 'everything' | 'selection'): FeatureResults {
    const problems = [...this.#problems];
    if (!this.#runEnded && problems.length === 0) problems.push({ at: 'the run', what: 'did not come to its end' });
    if (scope === 'everything') problems.push(...this.#emptyParts());
    let failed = problems.length;
    let unrun = 0;
    const passedByScenario = new Map<string, boolean>();
    for (const pickle of this.#pickles.values()) {
      const ended = this.#ended.get(pickle.id);
      if (ended === undefined && scope === 'selection' && !this.#isSelected(pickle)) continue;
      const what = ended === undefined ? 'did not run' : ended;
      const scenario = pickle.astNodeIds[0];
      passedByScenario.set(scenario, (passedByScenario.get(scenario) ?? true) && what === null);
      if (ended === undefined && !this.#runEnded) unrun += 1;
      else if (what !== null) problems.push({ at: `${pickle.uri}:${pickle.location.line}`, what: `${pickle.name}: ${what}` });
    }
    if (unrun > 0) problems.push({ at: 'the run', what: `left out ${unrun} scenarios and rows of outlines` });
    const passed = [...passedByScenario.values()].filter((each) => each).length;
    failed += passedByScenario.size - passed;
    return { passed, failed, runs: this.#ended.size, problems };
  }

  #isSelected(pickle: Pickle): boolean {
    return [...this.#pickleOfTestCase.values()].includes(pickle.id);
  }

  /** Features without scenarios, and outlines without rows. */
  #emptyParts(): Problem[] {
    const withPickle = new Set([...this.#pickles.values()].map((pickle) => pickle.astNodeIds[0]));
    return [...this.#features].flatMap(([uri, feature]) => {
      const scenarios = feature.children.flatMap((child) => [child, ...(child.rule?.children ?? [])]).flatMap(scenarioOf);
      if (scenarios.length === 0) return [{ at: uri, what: 'holds no scenario' }];
      return scenarios
        .filter((scenario) => !withPickle.has(scenario.id))
        .map(({ location, name }) => ({ at: `${uri}:${location.line}`, what: `${name}: outline without rows` }));
    });
  }
}

function scenarioOf(child: Child): NonNullable<Child['scenario']>[] {
  return child.scenario === undefined ? [] : [child.scenario];
}

/** Only a scenario with steps of which every one passed has passed. */
function problemOf(pickle: Pickle, statuses: readonly string[]): string | null {
  if (pickle.steps.length === 0) return 'has no steps';
  const worst = ['FAILED', 'AMBIGUOUS', 'UNDEFINED', 'PENDING', 'SKIPPED', 'UNKNOWN'].find((each) => statuses.includes(each));
  return worst === undefined ? null : worst.toLowerCase();
}
