import type { Pod } from '../../api/pod';
import { pass, deletePod } from '../../scenario/actions';
import { formatDuration } from '../../scenario/duration';
import { containersOf } from '../../scenario/find-container';
import { formatContainerReference, formatPodReference, type ContainerReference, type PodReference } from '../../scenario/references';
import { PROBE_TYPES } from '../../scenario/plan/container-plan';
import type { Scenario } from '../../scenario/scenario';
import { seconds, type Duration } from '../../simulation/time';
import { runInManyPhases, type Course } from './measure';
import type { Observation } from '../../scenario/observation/observation';

/** A scenario of a first feature, in words. */
export interface DraftScenario {
  readonly name: string;
  readonly steps: readonly string[];
}

/** A pod for which scenarios are drafted, and how they call it. */
export interface DraftSubject {
  readonly pod: Pod;
  readonly reference: PodReference;
  /** Lets a scenario have the pods of the manifest. */
  readonly arrange: Course;
}

/** Something that is said about a program: as a step, and to a scenario. */
export interface Premise {
  readonly step: string;
  readonly arrange: Course;
}

/** Things go wrong in drafted scenarios after a minute, or after so many that every probe has been tried for some time. */
export function outageOf({ pod }: DraftSubject): Duration {
  const waits = containersOf(pod).flatMap(({ container }) => PROBE_TYPES.map((type) => {
    const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1 } = container[`${type}Probe`] ?? {};
    return initialDelaySeconds + periodSeconds * (successThreshold + 1);
  }));
  const longest = Math.max(0, ...waits);
  return longest > 40 ? MINUTE + seconds(Math.ceil(longest / 30) * 30) : MINUTE;
}

const MINUTE = seconds(60);

/** So long a program takes whose work nobody knows. */
export const WORK: Duration = seconds(30);

/** Whether the programs of a pod are there to come to an end. */
export function isToEnd({ spec }: Pod): boolean {
  return (spec.restartPolicy ?? 'Always') !== 'Always';
}

/** The grace period of a pod. */
export function graceSeconds({ pod }: DraftSubject): number {
  return pod.spec.terminationGracePeriodSeconds ?? 30;
}

/** How a pod is called. */
export function podWords({ reference }: DraftSubject): string {
  return formatPodReference(reference);
}

/** A container of the pod, and how it is called. */
export function containerReference(subject: DraftSubject, name: string): ContainerReference {
  const kind = containersOf(subject.pod).find(({ container }) => container.name === name)!.kind;
  return { kind: kind === 'main container' ? 'container' : kind, name, pod: subject.reference.name };
}

/** How a container is called. */
export function containerWords(subject: DraftSubject, name: string): string {
  return formatContainerReference(containerReference(subject, name));
}

/** Lets the pods live for a while with what is said about their programs. */
export function observe(subject: DraftSubject, premises: readonly Premise[], ...lives: readonly (Duration | 'delete')[]): readonly Observation[] {
  return runInManyPhases((scenario) => {
    subject.arrange(scenario);
    for (const premise of premises) premise.arrange(scenario);
    for (const life of lives) act(scenario, subject, life);
  });
}

/** The steps of a scenario up to its expectations. */
export function stepsOf(subject: DraftSubject, premises: readonly Premise[], ...lives: readonly (Duration | 'delete')[]): string[] {
  const given = premises.map(({ step }, index) => `${index === 0 ? 'Given' : 'And'} ${step}`);
  const done = lives.map((life, index) => (
    `${index === 0 ? 'When' : 'And'} ${life === 'delete' ? `${podWords(subject)} is deleted` : `${formatDuration(life)} pass`}`
  ));
  return [...given, ...done];
}

/** Expectations as steps. */
export function thenSteps(expectations: readonly (string | undefined)[]): string[] {
  return expectations.filter((each) => each !== undefined).map((each, index) => `${index === 0 ? 'Then' : 'And'} ${each}`);
}

function act(scenario: Scenario, { reference }: DraftSubject, life: Duration | 'delete'): void {
  scenario.act(life === 'delete' ? deletePod(reference) : pass(life));
}
