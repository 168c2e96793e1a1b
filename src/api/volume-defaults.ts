import { defaultPullPolicy } from './container-defaults';
import type { Volume } from './pod';
import { mapShared } from './shared-list';

type Source = Readonly<Record<string, unknown>>;

/** 0644 in octal (`staging/src/k8s.io/api/core/v1/types.go` ConfigMapVolumeSourceDefaultMode). */
const DEFAULT_FILE_MODE = 0o644;
const DEFAULT_TOKEN_SECONDS = 3600;

function withField(source: Source, field: string, value: unknown): Source {
  return source[field] === undefined || source[field] === null ? { ...source, [field]: value } : source;
}

function withApiVersion(item: Source): Source {
  const fieldRef = item.fieldRef as Source | undefined;
  if (fieldRef === undefined || fieldRef.apiVersion) return item;
  return { ...item, fieldRef: { ...fieldRef, apiVersion: 'v1' } };
}

function withItems(source: Source): Source {
  if (!Array.isArray(source.items)) return source;
  const items = mapShared(source.items as readonly Source[], withApiVersion);
  return items === source.items ? source : { ...source, items };
}

function withProjection(projection: Source): Source {
  const { serviceAccountToken, downwardAPI } = projection as Readonly<Record<string, Source | undefined>>;
  if (serviceAccountToken !== undefined) {
    const token = withField(serviceAccountToken, 'expirationSeconds', DEFAULT_TOKEN_SECONDS);
    return token === serviceAccountToken ? projection : { ...projection, serviceAccountToken: token };
  }
  if (downwardAPI === undefined) return projection;
  const withVersions = withItems(downwardAPI);
  return withVersions === downwardAPI ? projection : { ...projection, downwardAPI: withVersions };
}

function withProjectedSources(source: Source): Source {
  if (!Array.isArray(source.sources)) return source;
  const sources = mapShared(source.sources as readonly Source[], withProjection);
  return sources === source.sources ? source : { ...source, sources };
}

const withMode = (source: Source): Source => withField(source, 'defaultMode', DEFAULT_FILE_MODE);

const SOURCE_DEFAULTS: Readonly<Record<string, (source: Source) => Source>> = {
  secret: withMode,
  configMap: withMode,
  downwardAPI: (source) => withItems(withMode(source)),
  projected: (source) => withProjectedSources(withMode(source)),
  hostPath: (source) => withField(source, 'type', ''),
  image: (source) =>
    source.pullPolicy ? source : { ...source, pullPolicy: defaultPullPolicy(String(source.reference ?? '')) },
};

/** The volume as the API server stores it; one without a source is an empty directory (SetDefaults_Volume). */
export function withVolumeDefaults(volume: Volume): Volume {
  const given = Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== undefined && volume[key] !== null);
  if (given.length === 0) return { ...volume, emptyDir: {} };
  let result = volume;
  for (const kind of given) {
    const source = result[kind] as Source;
    const complete = SOURCE_DEFAULTS[kind]?.(source) ?? source;
    if (complete !== source) result = { ...result, [kind]: complete };
  }
  return result;
}
