import { basename } from 'node:path';

import type { Pod } from '../../api/pod';
import { findKind } from '../../manifest/kinds';
import { readManifest } from '../../manifest/read-manifest';
import { containersOf } from '../../scenario/find-container';
import { PROBE_TYPES } from '../../scenario/plan/container-plan';
import { podOfWorkload, podsOfManifest, WORKLOAD_WORDS } from '../../scenario/pods-of-manifest';
import type { DraftScenario, DraftSubject } from './draft';
import type { Course } from './measure';
import { draftFailingProbe, draftQuickShutdown, draftShutdown, draftStart } from './draft-scenarios';

/** The pods of one Background: those of the manifest itself, or one of a workload. */
interface DraftBackground {
  readonly step: string;
  /** Of which workload its pod is, in words. */
  readonly whose?: string;
  readonly pods: readonly Pod[];
}

/**
 * Writes a first feature for a manifest: what its numbers mean, as scenarios that hold.
 * @param file the name of the manifest as the feature is to name it
 * @throws ManifestError, ApiError when the manifest is refused
 */
export function draftFeature(text: string, file: string): string {
  const backgrounds = findBackgrounds(text, file);
  const features = backgrounds.flatMap(draftRules);
  return [
    `Feature: ${basename(file)}`,
    `  What the numbers of ${basename(file)} mean for its pods: when they serve, when they are restarted, how long they take to go.`,
    '  A first draft: programs are well-behaved servers where no phrase says otherwise. Say what yours do, and see what becomes of it.',
    ...features,
    '',
  ].join('\n');
}

function findBackgrounds(text: string, file: string): DraftBackground[] {
  const objects = readManifest(text, { fileName: file });
  const workloads = objects.flatMap(({ apiVersion, kind, name }) => {
    if (findKind(apiVersion, kind)?.templatePath === undefined) return [];
    const words = `${WORKLOAD_WORDS[kind]} "${name}"`;
    const step = `a pod of ${words} in "${file}" is created`;
    return [{ step, whose: `of ${words}`, pods: [podOfWorkload({ kind, name }, text, file)] }];
  });
  if (objects.every(({ kind }) => kind !== 'Pod')) return workloads;
  return [{ step: `the manifest "${file}" is applied`, pods: podsOfManifest(text, file) }, ...workloads];
}

function draftRules({ step, whose, pods }: DraftBackground): string[] {
  const arrange: Course = ({ setup }) => { setup.addPods(pods); };
  const rule = (sentence: string, scenarios: readonly DraftScenario[]): string[] => (
    scenarios.length === 0 ? [] : ['', `  Rule: ${sentence}`, '', '    Background:', `      Given ${step}`, ...scenarios.flatMap(renderScenario)]
  );
  return pods.flatMap((pod) => {
    const title = whose === undefined ? `pod "${pod.metadata.name}"` : `pod ${whose}`;
    const subject: DraftSubject = { pod, reference: pods.length === 1 ? {} : { name: pod.metadata.name }, arrange };
    return [
      ...rule(`The ${title} starts its containers in order, and is Ready when all of them are`, [draftStart(subject)]),
      ...rule(`The kubelet acts on the ${title} when a probe has failed failureThreshold times in a row`, draftProbes(subject)),
      ...rule(`The ${title} is gone when its containers have stopped, at the end of its grace period at the latest`, draftEnd(subject)),
    ];
  });
}

function draftProbes(subject: DraftSubject): DraftScenario[] {
  return containersOf(subject.pod).flatMap(({ container }) => PROBE_TYPES.flatMap((type) => {
    const probe = container[`${type}Probe`];
    return probe === undefined ? [] : [draftFailingProbe(subject, container, type, probe)];
  }));
}

function draftEnd(subject: DraftSubject): DraftScenario[] {
  return [draftQuickShutdown(subject), draftShutdown(subject)];
}

function renderScenario({ name, steps }: DraftScenario): string[] {
  return ['', '    @any-phase', `    Scenario: ${name}`, ...steps.flatMap((step) => step.split('\n')).map((line) => `      ${line}`)];
}
