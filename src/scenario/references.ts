import { ScenarioError } from './scenario-error';

/** Which pod is meant; without a name the only one. */
export interface PodReference {
  readonly name?: string;
}

/** Which container is meant; without a name the only one of its kind, where `container` is a main container. */
export interface ContainerReference {
  /** How it was called; `container` may be of any kind. */
  readonly kind: ContainerKind | 'container';
  readonly name?: string;
  readonly pod?: string;
}

/** What a container of a pod can be. */
export type ContainerKind = 'init container' | 'sidecar' | 'main container';

const QUOTED = String.raw`"[^"]*"`;

/** What a reference to a pod looks like. A source of regular expressions. */
export const POD_PATTERN = `the pod|pod ${QUOTED}`;

/** What a reference to a container looks like. A source of regular expressions. */
export const CONTAINER_PATTERN = String.raw`(?:the (?:container|init container|sidecar)|(?:main container|container|init container|sidecar) ${QUOTED})(?: of pod ${QUOTED})?`;

/**
 * Reads a reference to a pod: `pod "web"`, or `the pod` where there is one.
 * @throws ScenarioError when the text is none
 */
export function parsePodReference(text: string): PodReference {
  if (text === 'the pod') return {};
  const match = /^pod "([^"]*)"$/.exec(text);
  if (match === null) throw new ScenarioError(`"${text}" does not name a pod: write pod "web" or the pod`);
  return { name: match[1] };
}

/**
 * Reads a reference to a container: `container "app"`, `init container "setup"`, `sidecar "proxy" of pod "web"`, or
 * `the container`, `the init container`, `the sidecar` where there is one.
 * @throws ScenarioError when the text is none
 */
export function parseContainerReference(text: string): ContainerReference {
  const match = /^(?:the (?=[a-z ]+(?: of pod "|$)))?(main container|container|init container|sidecar)(?: "([^"]*)")?(?: of pod "([^"]*)")?$/.exec(text);
  if (match === null || text.startsWith('the ') !== (match[2] === undefined)) throw new ScenarioError(`"${text}" does not name a container: write container "app" or the container`);
  const [, kind, name, pod] = match;
  return { kind: kind as ContainerReference['kind'], name, pod };
}

/** A reference to a pod in words. */
export function formatPodReference({ name }: PodReference): string {
  return name === undefined ? 'the pod' : `pod "${name}"`;
}

/** A reference to a container in words. */
export function formatContainerReference({ kind, name, pod }: ContainerReference): string {
  const whose = pod === undefined ? '' : ` of pod "${pod}"`;
  return `${name === undefined ? `the ${kind}` : `${kind} "${name}"`}${whose}`;
}
