import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Phrase } from '../../scenario/phrases/read-phrases';
import { runNode } from '../test/command';
import { inProject } from '../test/project';

const FOLDER = 'reports/phrases';
const FEATURE = join(FOLDER, 'runs.feature');
const MESSAGES = join(FOLDER, 'runs.ndjson');

/** A pod with one of everything that examples speak of. */
const POD = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: setup, image: "setup:1" }
    - { name: proxy, image: "proxy:1", restartPolicy: Always }
  containers:
    - name: app
      image: web:1
      livenessProbe: { httpGet: { path: /healthz, port: 8080 } }
      readinessProbe: { httpGet: { path: /ready, port: 8080 } }
      startupProbe: { httpGet: { path: /started, port: 8080 } }
      lifecycle:
        postStart: { exec: { command: [warm-up] } }
        preStop: { exec: { command: [drain] } }
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "web:1" }] }
`;

/** A pod whose program is a real one, beside which another can be run. */
const REAL = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: app, image: "busybox:1.36", command: [sleep, infinity] }] }
`;

const REFUSED = POD.replace('path: /healthz, port: 8080 }', 'path: /healthz, port: 8080 }, successThreshold: 2');

const RECORDING = 'Given the recording "liveness-http-fails"';

interface Envelope {
  readonly pickle?: { readonly id: string; readonly name: string };
  readonly testCase?: { readonly id: string; readonly pickleId: string };
  readonly testCaseStarted?: { readonly id: string; readonly testCaseId: string };
  readonly testStepFinished?: { readonly testCaseStartedId: string; readonly testStepResult: { readonly status: string; readonly message?: string } };
}

/**
 * Runs each example in a small scenario, and says which ones could not be run: by the number of the phrase, what went wrong.
 * What an example asks for need not hold there.
 */
export async function findExamplesThatDoNotRun(phrases: readonly Phrase[]): Promise<ReadonlyMap<number, string>> {
  write(FEATURE, runnableFeature(phrases));
  write(join(FOLDER, 'deploy', 'pod.yaml'), POD);
  write(join(FOLDER, 'deploy', 'web.yaml'), DEPLOYMENT);
  await runNode([
    join('node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js'), '--profile', 'plain', '--format', `message:${MESSAGES}`, FEATURE,
  ]);
  return readProblems(readFileSync(inProject(MESSAGES), 'utf8'));
}

/** A scenario for each example; its name is the number of the phrase. */
export function runnableFeature(phrases: readonly Phrase[]): string {
  const scenarios = phrases.map((phrase, index) => (
    ['', `  Scenario: ${index}`, ...[...before(phrase), `${phrase.role} ${phrase.example}`, ...after(phrase)].flatMap((step) => indented(step, 4))]
  ));
  return `${['Feature: Examples', ...scenarios.flat()].join('\n')}\n`;
}

/** The steps that an example needs before it. */
function before({ role, noun, expression }: Phrase): string[] {
  if (expression.includes('rejected')) return [applied(REFUSED)];
  if (expression === '{string} is run in {container}') return [applied(REAL), 'When 30s pass'];
  if (expression === 'a pod of {workload} is created') return [applied(DEPLOYMENT)];
  if (role === 'Given' && (noun === 'manifest' || noun === 'recording')) return [];
  if (expression.includes('recording')) return role === 'Then' ? [RECORDING, 'When the cluster runs until the recording ends'] : [RECORDING];
  return role === 'Given' ? [applied(POD)] : [applied(POD), 'When 30s pass'];
}

/** The steps that show that the cluster lives with it. */
function after({ role, noun, expression }: Phrase): string[] {
  return role === 'Given' && (noun !== 'recording' || expression === 'the recording {string}') ? ['When 30s pass'] : [];
}

function applied(manifest: string): string {
  return ['Given the manifest is applied:', '  """yaml', ...indented(manifest.trimEnd(), 2), '  """'].join('\n');
}

function indented(text: string, by: number): string[] {
  return text.split('\n').map((line) => ' '.repeat(by) + line);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(inProject(path)), { recursive: true });
  writeFileSync(inProject(path), text);
}

/** What went wrong in each scenario, but for expectations that did not hold. */
function readProblems(messages: string): Map<number, string> {
  const names = new Map<string, string>();
  const problems = new Map<number, string>();
  for (const line of messages.split('\n').filter((each) => each !== '')) {
    const { pickle, testCase, testCaseStarted, testStepFinished } = JSON.parse(line) as Envelope;
    if (pickle) names.set(pickle.id, pickle.name);
    if (testCase) names.set(testCase.id, names.get(testCase.pickleId) ?? '');
    if (testCaseStarted) names.set(testCaseStarted.id, names.get(testCaseStarted.testCaseId) ?? '');
    const { status, message = status } = testStepFinished?.testStepResult ?? { status: 'PASSED' };
    if (testStepFinished === undefined || status === 'PASSED' || status === 'SKIPPED' || message.startsWith('ExpectationError')) continue;
    problems.set(Number(names.get(testStepFinished.testCaseStartedId)), message.split('\n')[0]);
  }
  return problems;
}
