import type { ManifestObject } from './parse-manifest';

/** A ConfigMap or Secret of a manifest: its keys with their texts. */
export interface ConfigData {
  readonly kind: 'configmap' | 'secret';
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
}

/** What a ConfigMap or Secret holds; undefined for an object of another kind. */
export function configDataOf({ kind, name, value }: ManifestObject): ConfigData | undefined {
  const { data = {}, stringData = {} } = value as { data?: Record<string, string>; stringData?: Record<string, string> };
  if (kind === 'ConfigMap') return { kind: 'configmap', name, data };
  if (kind !== 'Secret') return undefined;
  const decoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')] as const);
  return { kind: 'secret', name, data: { ...Object.fromEntries(decoded), ...stringData } };
}
