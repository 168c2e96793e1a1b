import { FieldPath } from './field-path';
import { goQuote } from './go-format';
import type { PodAffinity } from './placement';
import type { Container, ContainerPort, EnvVar, Pod, PodSpec, ResourceList } from './pod';
import { defaultPod } from './pod-defaults';
import { renderQuantity, tryParseQuantity } from './quantity';
import { dnsLabelProblems } from './validation/formats';

const NANO = 1_000_000_000n;
const NO_SELECTOR = 'a null labelSelector results in matching no pod';

interface PlacedContainer {
  readonly container: Container;
  readonly path: FieldPath;
}

function containersOf(spec: PodSpec, path: FieldPath): readonly PlacedContainer[] {
  const lists = ['initContainers', 'containers'] as const;
  return lists.flatMap((list) =>
    (spec[list] ?? []).map((container, index) => ({ container, path: path.child(list).index(index) })),
  );
}

function warnAboutName(name: string): readonly string[] {
  const problems = dnsLabelProblems(name);
  if (problems.length === 0) return [];
  const why = "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended";
  return [`metadata.name: ${why}: [${problems.join(' ')}]`];
}

/** Values that occur before in the list, with their places. */
function repeated(values: readonly string[]): readonly { readonly value: string; readonly index: number }[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [{ value, index }] : []));
}

function warnAboutRepetitions(spec: PodSpec, path: FieldPath): readonly string[] {
  const addresses = (spec.hostAliases ?? []).map(({ ip }) => ip);
  const secrets = (spec.imagePullSecrets ?? []).map(({ name = '' }) => name);
  const secretPath = (index: number): FieldPath => path.child('imagePullSecrets').index(index).child('name');
  return [
    ...repeated(addresses).map(
      ({ value, index }) => `${path.child('hostAliases').index(index).child('ip')}: duplicate ip ${goQuote(value)}`,
    ),
    ...repeated(secrets).map(({ value, index }) => `${secretPath(index)}: duplicate name ${goQuote(value)}`),
    ...secrets.flatMap((name, index) => (name === '' ? [`${secretPath(index)}: invalid empty name ""`] : [])),
  ];
}

function warnAboutFractions(list: ResourceList | undefined, path: FieldPath): readonly string[] {
  return ['memory', 'ephemeral-storage'].flatMap((name) => {
    const quantity = list?.[name] === undefined ? undefined : tryParseQuantity(list[name]);
    if (quantity === undefined || quantity.nano % NANO === 0n) return [];
    const text = goQuote(renderQuantity(quantity));
    return [`${path.key(name)}: fractional byte value ${text} is invalid, must be an integer`];
  });
}

/** A later variable of the same name hides the earlier one, unless it builds on it: `$(NAME)…`. */
function hides({ name, value = '', valueFrom }: EnvVar): boolean {
  const reference = `$(${name})`;
  return valueFrom !== undefined || value === reference || !value.includes(reference);
}

function warnAboutVariables(env: readonly EnvVar[] = [], path: FieldPath): readonly string[] {
  return repeated(env.map(({ name }) => name))
    .filter(({ index }) => hides(env[index]))
    .map(({ value, index }) => {
      const what = `hides previous definition of ${goQuote(value)}, which may be dropped when using apply`;
      return `${path.index(index)}: ${what}`;
    });
}

function warnAboutContainer({ container, path }: PlacedContainer): readonly string[] {
  const resources = path.child('resources');
  const memoryFirst = [
    ...warnAboutFractions(container.resources?.limits, resources.child('limits')),
    ...warnAboutFractions(container.resources?.requests, resources.child('requests')),
  ];
  const ofStorage = (text: string): boolean => text.includes('[ephemeral-storage]');
  return [
    ...memoryFirst.filter((text) => !ofStorage(text)),
    ...memoryFirst.filter(ofStorage),
    ...warnAboutVariables(container.env, path.child('env')),
  ];
}

/** How two definitions of the same port and protocol clash, if they do. */
function portClash(a: ContainerPort, b: ContainerPort): string | undefined {
  const [hostPortA, hostPortB] = [a.hostPort ?? 0, b.hostPort ?? 0];
  const [hostA, hostB] = [a.hostIP ?? '', b.hostIP ?? ''];
  if (hostA === hostB && hostPortA === hostPortB) return 'duplicate';
  if (hostPortA === 0 || hostPortB === 0) return 'overlapping';
  return hostPortA === hostPortB && (hostA === '') !== (hostB === '') ? 'dangerously ambiguous' : undefined;
}

function warnAboutPorts(containers: readonly PlacedContainer[]): readonly string[] {
  const ports = containers.flatMap(({ container, path }) =>
    (container.ports ?? []).map((port, index) => ({ port, path: path.child('ports').index(index) })),
  );
  return ports.flatMap(({ port, path }, index) =>
    ports.slice(0, index).flatMap((other) => {
      const isSame = other.port.containerPort === port.containerPort && other.port.protocol === port.protocol;
      const clash = isSame ? portClash(port, other.port) : undefined;
      return clash === undefined ? [] : [`${path}: ${clash} port definition with ${other.path}`];
    }),
  );
}

function warnAboutAffinity(affinity: PodAffinity | undefined, path: FieldPath): readonly string[] {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const requiredPath = path.child('requiredDuringSchedulingIgnoredDuringExecution');
  const preferredPath = path.child('preferredDuringSchedulingIgnoredDuringExecution');
  return [
    ...required.flatMap(({ labelSelector }, index) =>
      labelSelector === undefined ? [`${requiredPath.index(index).child('labelSelector')}: ${NO_SELECTOR}`] : [],
    ),
    ...preferred.flatMap(({ podAffinityTerm }, index) => {
      const place = preferredPath.index(index).child('podAffinityTerm').child('labelSelector');
      return podAffinityTerm?.labelSelector === undefined ? [`${place}: ${NO_SELECTOR}`] : [];
    }),
  ];
}

/**
 * What the API server warns of when it accepts a new pod, in its order; kubectl prints each after `Warning: `
 * (`pkg/api/pod/warnings.go` warningsForPodSpecAndMeta; without deprecated labels, annotations and volume types).
 */
export function podWarnings(given: Pod): readonly string[] {
  const { metadata, spec } = defaultPod(given);
  const path = FieldPath.of('spec');
  const containers = containersOf(spec, path);
  const spread = (spec.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, index) => {
    const place = path.child('topologySpreadConstraints').index(index).child('labelSelector');
    return labelSelector === undefined ? [`${place}: ${NO_SELECTOR}`] : [];
  });
  return [
    ...warnAboutName(metadata.name),
    ...spread,
    ...warnAboutRepetitions(spec, path),
    ...warnAboutFractions(spec.overhead, path.child('overhead')),
    ...containers.flatMap(warnAboutContainer),
    ...warnAboutPorts(containers),
    ...warnAboutAffinity(spec.affinity?.podAffinity, path.child('affinity').child('podAffinity')),
    ...warnAboutAffinity(spec.affinity?.podAntiAffinity, path.child('affinity').child('podAntiAffinity')),
  ];
}
