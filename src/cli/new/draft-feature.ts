import { basename } from 'node:path';

import type { Pod } from '../../api/pod';
import { NO_DECLARED_IMAGES, type DeclaredImages } from '../../programs/machine/declared/declared-images';
import { nameInManifest } from '../../manifest/generated-name';
import { findKind } from '../../manifest/kinds';
import { listLeftAside, readManifest, type LeftAside } from '../../manifest/read-manifest';
import { formatDuration } from '../../scenario/duration';
import { objectsOfManifest, podOfWorkload, podsOfManifest, WORKLOAD_WORDS } from '../../scenario/pods-of-manifest';
import { formatContainerReference, type ContainerReference } from '../../scenario/references';
import { SECOND, type Duration } from '../../simulation/time';
import { describePrograms } from './describe-programs';
import { isToEnd, WORK, type DraftScenario, type DraftSubject, type Premise } from './draft';
import type { Course } from './measure';
import { knownPrograms, type ProgramKnowledge } from './known-programs';
import { missingObjects, writeStandIns, type MissingObject } from './missing-objects';
import { draftEnd } from './draft-end';
import { draftProbes } from './draft-probes';
import { draftFailure, draftStart, endsByItself } from './draft-start';

/** So many objects that are left aside for one reason are named. */
const MOST_NAMES = 4;

/** The pods of one Background: those of the manifest itself, or one of a workload. */
interface DraftBackground {
  readonly step: string;
  /** What its pods refer to and the manifest does not hold. */
  readonly missing: readonly MissingObject[];
  /** Of which workload its pod is, in words. */
  readonly whose?: string;
  readonly pods: readonly { readonly pod: Pod; readonly programs: readonly ProgramKnowledge[] }[];
  /** Lets a scenario have the pods. */
  readonly arrange: Course;
}

/**
 * Writes a first feature for a manifest: what its numbers mean, as scenarios that hold.
 * @param file the name of the manifest as the feature is to name it
 * @param images those that are declared
 * @param tell is told which pod comes next: it may take some seconds for each
 * @throws ManifestError, ApiError when the manifest is refused
 */
export function draftFeature(text: string, file: string, images = NO_DECLARED_IMAGES, tell: (words: string) => void = () => undefined): string {
  const backgrounds = findBackgrounds(text, file, images);
  const features = backgrounds.flatMap((background) => draftRules(background, tell));
  return [
    `Feature: ${basename(file)}`,
    `  What the numbers of ${basename(file)} mean for its pods: when they serve, when they are restarted, how long they take to go.`,
    ...describePrograms(backgrounds.flatMap(({ pods }) => pods.flatMap(({ programs }) => programs))),
    ...describeMissing(backgrounds.flatMap(({ missing }) => missing), basename(file)),
    ...describeLeftAside(listLeftAside(text, { fileName: file }), basename(file)),
    ...features,
    '',
  ].join('\n');
}

function findBackgrounds(text: string, file: string, images: DeclaredImages): DraftBackground[] {
  const objects = readManifest(text, { fileName: file });
  const referred = objectsOfManifest(text, file);
  const background = (step: string, pods: readonly Pod[], whose?: string): DraftBackground => {
    const missing = missingObjects(pods, referred);
    const present = [...referred, ...objectsOfManifest(writeStandIns(missing), file)];
    return {
      step,
      missing,
      whose,
      pods: pods.map((pod) => ({ pod, programs: knownPrograms(pod, present, images) })),
      arrange: ({ setup }) => {
        setup.declareImages(images);
        setup.addObjects(present);
        setup.addPods(pods);
      },
    };
  };
  const workloads = objects.flatMap((object) => {
    const { apiVersion, kind } = object;
    if (findKind(apiVersion, kind)?.templatePath === undefined) return [];
    const name = nameInManifest(object);
    const words = `${WORKLOAD_WORDS[kind]} "${name}"`;
    return [background(`a pod of ${words} in "${file}" is created`, [podOfWorkload({ kind, name }, text, file)], `of ${words}`)];
  });
  if (objects.every(({ kind }) => kind !== 'Pod')) return workloads;
  return [background(`the manifest "${file}" is applied`, podsOfManifest(text, file)), ...workloads];
}

/** Tells of objects that the manifest does not hold. */
function describeMissing(missing: readonly MissingObject[], file: string): string[] {
  const names = [...new Set(missing.map(({ kind, name }) => `${kind} "${name}"`))];
  return names.length === 0 ? [] : ['', `  Not in ${file}, and taken to be in the cluster: ${names.join(', ')}.`];
}

/** Tells of objects that change nothing, by their reasons. */
function describeLeftAside(objects: readonly LeftAside[], file: string): string[] {
  const reasons = [...new Set(objects.map(({ why }) => why))];
  const namesOf = (reason: string): string => {
    const names = objects.filter(({ why }) => why === reason).map(({ kind, name }) => `${kind} "${name}"`);
    const rest = names.length - MOST_NAMES;
    return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
  };
  return reasons.length === 0 ? [] : ['', `  In ${file}, and left aside:`, ...reasons.map((reason) => `  - ${namesOf(reason)}: ${reason}`)];
}

function draftRules({ step, missing, whose, pods, arrange: arrangePods }: DraftBackground, tell: (words: string) => void): string[] {
  const premises = pods.flatMap(({ pod, programs }) => programs.flatMap((program) => behaveWell(pod, program, pods.length === 1)));
  const arrange: Course = (scenario) => {
    arrangePods(scenario);
    for (const premise of premises) premise.arrange(scenario);
  };
  const background = [
    `      Given ${step}`,
    ...renderStandIns(missing),
    ...premises.map((premise) => `      And ${premise.step}`),
  ];
  const rule = (sentence: string, scenarios: readonly DraftScenario[]): string[] => (
    scenarios.length === 0 ? [] : ['', `  Rule: ${sentence}`, '', '    Background:', ...background, ...scenarios.flatMap(renderScenario)]
  );
  return pods.flatMap(({ pod }) => {
    const title = whose === undefined ? `pod "${pod.metadata.name}"` : `pod ${whose}`;
    tell(title);
    const subject: DraftSubject = { pod, reference: pods.length === 1 ? {} : { name: pod.metadata.name }, arrange };
    if (isToEnd(pod) && endsByItself(subject)) {
      return rule(`The ${title} is done when its containers have ended`, [draftStart(subject), draftFailure(subject)]);
    }
    return [
      ...rule(`The ${title} starts its containers in order, and is Ready when all of them are`, [draftStart(subject)]),
      ...rule(`The kubelet acts on the ${title} when a probe has failed failureThreshold times in a row`, draftProbes(subject)),
      ...rule(`The ${title} is gone when its containers have stopped, at the end of its grace period at the latest`, draftEnd(subject)),
    ];
  });
}

function renderStandIns(missing: readonly MissingObject[]): string[] {
  if (missing.length === 0) return [];
  return ['And the manifest is applied:', '  """yaml', ...writeStandIns(missing).split('\n').map((line) => `  ${line}`), '  """'].map((line) => `      ${line}`);
}

/**
 * A program that cannot be simulated, or that waits for what is not there, behaves well until the feature says what it does. What
 * nobody knows is a server without further words, unless its pod is to come to an end.
 */
function behaveWell(pod: Pod, { container: { name }, isInit, isWork, kind }: ProgramKnowledge, isAlone: boolean): Premise[] {
  if (kind === 'declared' || kind === 'written' || (kind === 'unknown' && !isWork)) return [];
  const reference: ContainerReference = { kind: isInit ? 'init container' : 'container', name, pod: isAlone ? undefined : pod.metadata.name };
  const who = formatContainerReference(reference);
  const ends = (after: Duration): Premise => ({
    step: `${who} exits with code 0 after ${formatDuration(after)}`,
    arrange: ({ setup }) => { setup.container(reference).exits.set(1, { after, exitCode: 0 }); },
  });
  if (isInit) return [ends(SECOND)];
  if (isWork) return [ends(WORK)];
  return [{ step: `${who} exits 0s after SIGTERM`, arrange: ({ setup }) => { setup.container(reference).onSigterm = { after: 0, exitCode: 0 }; } }];
}

function renderScenario({ name, steps }: DraftScenario): string[] {
  return ['', '    @any-phase', `    Scenario: ${name}`, ...steps.flatMap((step) => step.split('\n')).map((line) => `      ${line}`)];
}
