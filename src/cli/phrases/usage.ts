import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Phrase } from '../../scenario/phrases/read-phrases';
import { runNode } from '../test/command';
import { inProject } from '../test/project';

/** Where the examples of the phrases are written as a feature, to see whether cucumber takes them. */
const EXAMPLES = 'reports/phrases/examples.feature';
const MESSAGES = 'reports/phrases/messages.ndjson';

/** What cucumber makes of the phrases. */
export interface Usage {
  /** The expressions that a feature uses. */
  readonly used: ReadonlySet<string>;
  /** By line of {@link EXAMPLES}: the expressions that the step there matches. */
  readonly examples: ReadonlyMap<number, readonly string[]>;
  /** Steps of features that match no phrase, with the feature. */
  readonly unknown: readonly string[];
}

interface Envelope {
  readonly stepDefinition?: { readonly id: string; readonly pattern: { readonly source: string } };
  readonly pickle?: { readonly id: string; readonly uri: string; readonly steps: readonly { readonly id: string; readonly text: string; readonly astNodeIds: readonly string[] }[] };
  readonly testCase?: { readonly pickleId: string; readonly testSteps: readonly TestStep[] };
}

interface TestStep {
  readonly pickleStepId?: string;
  readonly stepDefinitionIds?: readonly string[];
}

/**
 * Asks cucumber, without running anything, which phrases the features use and which the examples match.
 * @throws Error when cucumber cannot read a feature
 */
export async function findUsage(phrases: readonly Phrase[]): Promise<Usage> {
  mkdirSync(dirname(inProject(EXAMPLES)), { recursive: true });
  writeFileSync(inProject(EXAMPLES), exampleFeature(phrases));
  const { ok, output } = await runNode([
    join('node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js'), '--profile', 'plain', '--dry-run',
    '--format', `message:${MESSAGES}`, 'features', EXAMPLES,
  ]);
  if (!ok && !output.includes('scenarios')) throw new Error(output);
  return readUsage(readFileSync(inProject(MESSAGES), 'utf8'));
}

/** Each example as a scenario of its own; the scenario's name is the number of the phrase. */
export function exampleFeature(phrases: readonly Phrase[]): string {
  const scenarios = phrases.map(({ role, example }, index) => (
    `  Scenario: ${index}\n${`${role} ${example}`.split('\n').map((line) => `    ${line}`).join('\n')}\n`
  ));
  return `Feature: Examples\n\n${scenarios.join('\n')}`;
}

function readUsage(messages: string): Usage {
  const expressions = new Map<string, string>();
  const pickles = new Map<string, NonNullable<Envelope['pickle']> & { readonly name?: string }>();
  const used = new Set<string>();
  const unknown = new Set<string>();
  const examples = new Map<number, readonly string[]>();
  for (const line of messages.split('\n').filter((each) => each !== '')) {
    const { stepDefinition, pickle, testCase } = JSON.parse(line) as Envelope;
    if (stepDefinition) expressions.set(stepDefinition.id, stepDefinition.pattern.source);
    if (pickle) pickles.set(pickle.id, pickle);
    const tested = testCase && pickles.get(testCase.pickleId);
    if (testCase === undefined || tested === undefined) continue;
    const matched = testCase.testSteps.flatMap(({ stepDefinitionIds }) => stepDefinitionIds ?? []).map((id) => expressions.get(id) ?? '');
    if (tested.uri === EXAMPLES) {
      examples.set(Number(tested.name), matched);
      continue;
    }
    for (const expression of matched) used.add(expression);
    for (const { pickleStepId, stepDefinitionIds } of testCase.testSteps) {
      if (pickleStepId === undefined || stepDefinitionIds?.length !== 0) continue;
      unknown.add(`${tested.uri}: ${tested.steps.find(({ id }) => id === pickleStepId)?.text ?? ''}`);
    }
  }
  return { used, examples, unknown: [...unknown] };
}
