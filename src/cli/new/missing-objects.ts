import type { AppliedObject } from '../../api/applied-object';
import type { Container, Pod, Volume } from '../../api/pod';
import { containersOf } from '../../scenario/find-container';

/** A ConfigMap or Secret that pods refer to and that their manifest does not hold. */
export interface MissingObject {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Undefined: `default`. */
  readonly namespace?: string;
  /** The keys that are asked for. */
  readonly keys: readonly string[];
}

/** A reference to one, in a variable or a volume. */
interface Reference {
  readonly kind: MissingObject['kind'];
  readonly name: string;
  readonly keys: readonly string[];
}

/** The source of a volume, or a part of a projected one. */
interface VolumeSource {
  readonly name?: string;
  readonly secretName?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key: string }[];
}

/** The ConfigMaps and Secrets without which the pods would not start, apart from those that are there. */
export function missingObjects(pods: readonly Pod[], there: readonly AppliedObject[]): MissingObject[] {
  const missing = new Map<string, MissingObject>();
  for (const pod of pods) {
    const { namespace = 'default' } = pod.metadata;
    for (const { kind, name, keys } of referencesOf(pod)) {
      if (there.some(({ kind: given, object: { metadata } }) => given === kind && metadata.name === name && (metadata.namespace ?? 'default') === namespace)) continue;
      const known = missing.get(`${kind} ${namespace}/${name}`)?.keys ?? [];
      const place = namespace === 'default' ? {} : { namespace };
      missing.set(`${kind} ${namespace}/${name}`, { kind, name, ...place, keys: [...new Set([...known, ...keys])] });
    }
  }
  return [...missing.values()];
}

/** A manifest with an object for each that is missing; all values are `x`. */
export function writeStandIns(missing: readonly MissingObject[]): string {
  return missing.map(({ kind, name, namespace, keys }) => [
    'apiVersion: v1',
    `kind: ${kind}`,
    `metadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }`,
    ...(keys.length === 0 ? [] : [`${kind === 'Secret' ? 'stringData' : 'data'}: { ${keys.map((key) => `${JSON.stringify(key)}: x`).join(', ')} }`]),
  ].join('\n')).join('\n---\n');
}

function referencesOf(pod: Pod): Reference[] {
  return [
    ...containersOf(pod).flatMap(({ container }) => variableReferences(container)),
    ...(pod.spec.volumes ?? []).flatMap(volumeReferences),
  ];
}

function variableReferences({ envFrom = [], env = [] }: Container): Reference[] {
  const whole = envFrom.flatMap(({ configMapRef, secretRef }) => [
    ...reference('ConfigMap', configMapRef), ...reference('Secret', secretRef),
  ]);
  const single = env.flatMap(({ valueFrom }) => [
    ...reference('ConfigMap', valueFrom?.configMapKeyRef), ...reference('Secret', valueFrom?.secretKeyRef),
  ]);
  return [...whole, ...single];
}

function volumeReferences(volume: Volume): Reference[] {
  const { projected } = volume as { projected?: { sources?: readonly Record<string, VolumeSource>[] } };
  return [volume as Record<string, unknown>, ...(projected?.sources ?? [])].flatMap(({ configMap, secret }) => [
    ...reference('ConfigMap', configMap as VolumeSource | undefined), ...reference('Secret', secret as VolumeSource | undefined),
  ]);
}

function reference(kind: Reference['kind'], source: (VolumeSource & { readonly key?: string }) | undefined): Reference[] {
  const name = source?.name ?? source?.secretName;
  if (source === undefined || name === undefined || source.optional === true) return [];
  return [{ kind, name, keys: [...(source.key === undefined ? [] : [source.key]), ...(source.items ?? []).map(({ key }) => key)] }];
}
