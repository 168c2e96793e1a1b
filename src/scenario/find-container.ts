import { isSidecar } from '../api/containers';
import type { Container, Pod } from '../api/pod';
import { formatContainerReference, type ContainerKind, type ContainerReference, type PodReference } from './references';
import { ScenarioError } from './scenario-error';

/** A container of a pod, and what it is. */
export interface FoundContainer {
  readonly pod: Pod;
  readonly container: Container;
  readonly kind: ContainerKind;
}

/** All containers of a pod in the order of their start. */
export function containersOf(pod: Pod): FoundContainer[] {
  const init = (pod.spec.initContainers ?? []).map((container): FoundContainer => (
    { pod, container, kind: isSidecar(container) ? 'sidecar' : 'init container' }
  ));
  return [...init, ...pod.spec.containers.map((container): FoundContainer => ({ pod, container, kind: 'main container' }))];
}

/**
 * The pod that is meant.
 * @throws ScenarioError when there is no such pod, or it is not clear which
 */
export function findPod<P>(pods: readonly P[], nameOf: (pod: P) => string, { name }: PodReference): P {
  if (pods.length === 0) throw new ScenarioError('There is no pod: apply a manifest first');
  if (name === undefined) {
    if (pods.length === 1) return pods[0];
    throw new ScenarioError(`"the pod" may be any of ${listNames(pods.map(nameOf))}: name it`);
  }
  const found = pods.find((pod) => nameOf(pod) === name);
  if (found === undefined) throw new ScenarioError(`There is no pod "${name}", only ${listNames(pods.map(nameOf))}`);
  return found;
}

/**
 * The container that is meant; without a name the only one of its kind.
 * @throws ScenarioError when there is no such container, it is not of that kind, or it is not clear which
 */
export function findContainer(pods: readonly Pod[], reference: ContainerReference): FoundContainer {
  if (pods.length === 0) throw new ScenarioError('There is no pod: apply a manifest first');
  const nameOf = (pod: Pod): string => pod.metadata.name;
  const among = reference.pod === undefined ? pods : [findPod(pods, nameOf, { name: reference.pod })];
  const all = among.flatMap(containersOf);
  const { name } = reference;
  const wanted = reference.kind === 'container' ? 'main container' : reference.kind;
  const found = all.filter(({ container, kind }) => (name === undefined ? kind === wanted : container.name === name));
  if (found.length === 0) throw new ScenarioError(`There is no ${name === undefined ? wanted : `container "${name}"`}, only ${listContainers(all)}`);
  if (found.length > 1) throw new ScenarioError(`${quoteAsWritten(reference)} may be any of ${listContainers(found)}: name it`);
  const [{ kind }] = found;
  if (reference.kind !== 'container' && reference.kind !== kind) {
    throw new ScenarioError(`Container "${name}" is not ${withArticle(reference.kind)} but ${withArticle(kind)}`);
  }
  return found[0];
}

function quoteAsWritten(reference: ContainerReference): string {
  const text = formatContainerReference(reference);
  return reference.name === undefined ? `"${text}"` : text;
}

function listContainers(containers: readonly FoundContainer[]): string {
  const severalPods = new Set(containers.map(({ pod }) => pod)).size > 1;
  return listNames(containers.map(({ container }) => container.name), severalPods
    ? containers.map(({ pod }) => ` of pod "${pod.metadata.name}"`)
    : []);
}

function listNames(names: readonly string[], suffixes: readonly string[] = []): string {
  return names.map((name, index) => `"${name}"${suffixes[index] ?? ''}`).join(', ');
}

function withArticle(kind: string): string {
  return `${kind.startsWith('i') ? 'an' : 'a'} ${kind}`;
}
