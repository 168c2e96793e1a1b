import type { Container, EnvVar, KeySelector } from '../../api/pod';
import type { ApiObjects } from '../../apiserver/api-objects';
import { ContainerConfigError } from './container-config-error';
import { MissingContainerError, podField, resourceField, type PodOnNode, type ResourceField } from './pod-fields';
import { serviceVariables } from './service-variables';

const REFERENCE = /\$(\$|\(([^)]*)\))/g;

type Variables = Readonly<Record<string, string>>;

/**
 * The variables of a container: `envFrom`, then `env`, whose values may refer to earlier ones, then those of the services
 * that exist now and that nothing else has set.
 * Follows `pkg/kubelet/kubelet_pods.go` makeEnvironmentVariables.
 * @throws ContainerConfigError when an object or key is missing
 */
export function containerEnvironment(container: Container, node: PodOnNode, objects: ApiObjects): Record<string, string> {
  const services = serviceVariables(node.pod, objects.services.all);
  const variables: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const [kind, reference] = configMapRef === undefined ? ['secret', secretRef] as const : ['configmap', configMapRef] as const;
    const data = dataOf(kind, reference?.name ?? '', node, objects);
    if (data === undefined && reference?.optional !== true) throw new ContainerConfigError(`${kind} "${reference?.name ?? ''}" not found`);
    for (const [key, value] of Object.entries(data ?? {})) variables[prefix + key] = value;
  }
  for (const variable of container.env ?? []) {
    const known = Object.assign(Object.create(null), services, variables) as Variables;
    const value = valueOf(variable, known, container, node, objects);
    if (value !== undefined) variables[variable.name] = value;
  }
  for (const [name, value] of Object.entries(services)) if (!(name in variables)) variables[name] = value;
  return variables;
}

function valueOf(
  { name, value, valueFrom }: EnvVar, known: Variables, container: Container, node: PodOnNode, objects: ApiObjects,
): string | undefined {
  if (valueFrom === undefined) return expand(value ?? '', known);
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined) return podField(fieldRef.fieldPath, node);
  if (resourceFieldRef !== undefined) return resourceOf(resourceFieldRef, node, container);
  if (configMapKeyRef !== undefined) return valueOfKey('configmap', configMapKeyRef, node, objects);
  if (secretKeyRef !== undefined) return valueOfKey('secret', secretKeyRef, node, objects);
  throw new Error(`The source of variable ${name} is not simulated, only value, fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef`);
}

function resourceOf(reference: ResourceField, node: PodOnNode, container: Container): string {
  try {
    return resourceField(reference, node, container);
  } catch (error) {
    if (error instanceof MissingContainerError) throw new ContainerConfigError(error.message);
    throw error;
  }
}

function valueOfKey(kind: 'configmap' | 'secret', selector: KeySelector, node: PodOnNode, objects: ApiObjects): string | undefined {
  const { name = '', key, optional } = selector;
  const data = dataOf(kind, name, node, objects);
  if (data !== undefined && Object.hasOwn(data, key)) return data[key];
  if (optional === true) return undefined;
  if (data === undefined) throw new ContainerConfigError(`${kind} "${name}" not found`);
  const holder = kind === 'secret' ? 'Secret' : 'ConfigMap';
  throw new ContainerConfigError(`couldn't find key ${key} in ${holder} ${node.pod.metadata.namespace ?? 'default'}/${name}`);
}

function dataOf(kind: 'configmap' | 'secret', name: string, { pod }: PodOnNode, objects: ApiObjects): Variables | undefined {
  const store = kind === 'configmap' ? objects.configMaps : objects.secrets;
  return store.get(pod.metadata.namespace ?? 'default', name)?.data;
}

/** The names to which a text refers as `$(NAME)`. */
export function referredIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, , name]) => name ?? []);
}

/**
 * Replaces `$(NAME)` by the value of a variable; an unknown name stays as it is, `$$` stands for `$`.
 * Follows `third_party/forked/golang/expansion` Expand.
 */
export function expand(text: string, variables: Variables): string {
  return text.replace(REFERENCE, (whole, rest: string, name: string | undefined) => {
    if (rest === '$') return '$';
    return name !== undefined && name in variables ? variables[name] : whole;
  });
}
