import type { PodScript, RecordedAction, RecordedScenario, Recording } from './recording';
import { RecordError } from './record-error';

/** Names of containers by name of pod; the pod of a scenario with one pod has no name here. */
type KnownContainers = ReadonlyMap<string | undefined, ReadonlySet<string>>;

/** Checks that everything a record mentions exists: the pods and containers of behaviours, actions and rows. */
export function checkReferences(record: Recording): void {
  const known = collectContainers(record.scenario);
  checkBehaviours(record.scenario);
  record.scenario.actions?.forEach((action, i) => {
    if (isAboutPod(action)) checkMention(known, action, `scenario.actions[${i}]`);
  });
  const { status, events, runtime, probes } = record.trace;
  status.forEach((row, i) => {
    checkMention(known, row, `trace.status[${i}]`);
    for (const list of ['initContainerStatuses', 'containerStatuses'] as const) {
      row[list]?.forEach((each, k) => checkContainer(known, row.pod, each.name, `trace.status[${i}].${list}[${k}].name`));
    }
  });
  events.forEach((row, i) => checkMention(known, row, `trace.events[${i}]`));
  runtime.forEach((row, i) => checkMention(known, row, `trace.runtime[${i}]`));
  probes.forEach((row, i) => checkMention(known, row, `trace.probes[${i}]`));
}

function collectContainers(scenario: RecordedScenario): KnownContainers {
  if (!scenario.pods) return new Map([[undefined, containerNames(scenario)]]);
  const known = new Map<string | undefined, ReadonlySet<string>>();
  scenario.pods.forEach((each, i) => {
    const { name } = each.pod.metadata;
    if (known.has(name)) throw new RecordError(`scenario.pods[${i}].pod.metadata.name`, `must be unique, found "${name}" twice`);
    known.set(name, containerNames(each));
  });
  return known;
}

function containerNames(script: PodScript): ReadonlySet<string> {
  const { initContainers = [], containers } = script.pod.spec;
  return new Set([...initContainers, ...containers].map((container) => container.name));
}

function checkBehaviours(scenario: RecordedScenario): void {
  const scripts: readonly PodScript[] = scenario.pods ?? [scenario];
  scripts.forEach((script, i) => {
    const names = containerNames(script);
    const stray = Object.keys(script.behaviour).find((container) => !names.has(container));
    if (stray === undefined) return;
    const field = scenario.pods ? `scenario.pods[${i}].behaviour` : 'scenario.behaviour';
    throw new RecordError(`${field}.${stray}`, `must name a container of the pod: ${[...names].join(', ')}`);
  });
}

function checkMention(
  known: KnownContainers,
  mention: { readonly pod?: string; readonly container?: string },
  field: string,
): void {
  const several = !known.has(undefined);
  if (several && mention.pod === undefined) throw new RecordError(`${field}.pod`, 'is missing: there are several pods');
  if (!known.has(mention.pod)) {
    const found = `found "${String(mention.pod)}"`;
    throw new RecordError(`${field}.pod`, several ? `must name a pod of the scenario, ${found}` : `must be absent with one pod, ${found}`);
  }
  if (mention.container !== undefined) checkContainer(known, mention.pod, mention.container, `${field}.container`);
}

function checkContainer(known: KnownContainers, pod: string | undefined, container: string, field: string): void {
  if (known.get(pod)?.has(container)) return;
  throw new RecordError(field, `must name a container of the pod, found "${container}"`);
}

/** Whether an action is done to a pod, and not to the kubelet or the node. */
function isAboutPod(action: RecordedAction): action is Extract<RecordedAction, { pod?: string }> {
  return action.do !== 'shutdownNode' && action.do !== 'cancelShutdown' && action.do !== 'restartKubelet';
}
