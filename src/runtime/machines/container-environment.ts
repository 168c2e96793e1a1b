import type { Container, EnvVar, KeySelector, Pod } from '../../api/pod';
import { ContainerConfigError, type ConfigObjects } from './config-objects';

/** Where the values of a container's variables come from. */
export interface EnvironmentSources {
  readonly pod: Pod;
  readonly configs: ConfigObjects;
  readonly podIp: string;
  readonly nodeName: string;
  readonly nodeIp: string;
}

/**
 * The variables of a container: `envFrom`, then `env`, whose values may refer to earlier ones.
 * Follows `pkg/kubelet/kubelet_pods.go` makeEnvironmentVariables.
 * @throws ContainerConfigError when an object or key is missing
 */
export function containerEnvironment(container: Container, sources: EnvironmentSources): Record<string, string> {
  const variables: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const [kind, reference] = configMapRef === undefined ? ['secret', secretRef] as const : ['configmap', configMapRef] as const;
    const data = sources.configs.get(kind, reference?.name ?? '');
    if (data === undefined && reference?.optional !== true) throw new ContainerConfigError(`${kind} "${reference?.name ?? ''}" not found`);
    for (const [key, value] of Object.entries(data ?? {})) variables[prefix + key] = value;
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, variables, sources);
    if (value !== undefined) variables[variable.name] = value;
  }
  return variables;
}

function valueOf({ name, value, valueFrom }: EnvVar, variables: Readonly<Record<string, string>>, sources: EnvironmentSources): string | undefined {
  if (valueFrom === undefined) return expand(value ?? '', variables);
  const { fieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined) return podField(fieldRef.fieldPath, sources);
  if (configMapKeyRef !== undefined) return valueOfKey('configmap', configMapKeyRef, sources);
  if (secretKeyRef !== undefined) return valueOfKey('secret', secretKeyRef, sources);
  throw new Error(`The source of variable ${name} is not simulated, only value, fieldRef, configMapKeyRef and secretKeyRef`);
}

function valueOfKey(kind: 'configmap' | 'secret', { name = '', key, optional }: KeySelector, { pod, configs }: EnvironmentSources): string | undefined {
  const data = configs.get(kind, name);
  if (data !== undefined && Object.hasOwn(data, key)) return data[key];
  if (optional === true) return undefined;
  if (data === undefined) throw new ContainerConfigError(`${kind} "${name}" not found`);
  const holder = kind === 'secret' ? 'Secret' : 'ConfigMap';
  throw new ContainerConfigError(`couldn't find key ${key} in ${holder} ${pod.metadata.namespace ?? 'default'}/${name}`);
}

/** Follows `pkg/fieldpath/fieldpath.go` ExtractFieldPathAsString and podFieldSelectorRuntimeValue. */
function podField(path: string, { pod, podIp, nodeName, nodeIp }: EnvironmentSources): string {
  const { metadata, spec } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript !== null) return metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2]] ?? '';
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? 'default',
    'spec.nodeName': nodeName,
    'spec.serviceAccountName': spec.serviceAccountName ?? 'default',
    'status.podIP': podIp,
    'status.podIPs': podIp,
    'status.hostIP': nodeIp,
    'status.hostIPs': nodeIp,
  };
  if (Object.hasOwn(fields, path)) return fields[path];
  throw new Error(`The field "${path}" is not simulated as the value of a variable, only ${Object.keys(fields).join(', ')}, labels and annotations`);
}

/**
 * Replaces `$(NAME)` by the value of a variable; an unknown name stays as it is, `$$` stands for `$`.
 * Follows `third_party/forked/golang/expansion` Expand.
 */
export function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, rest: string, name: string | undefined) => {
    if (rest === '$') return '$';
    return name !== undefined && name in variables ? variables[name] : whole;
  });
}
