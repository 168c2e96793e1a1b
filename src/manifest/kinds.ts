/** A kind of objects that manifests may hold. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** What the API server calls such objects in messages: `pods`, `deployments.apps`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
  /** Where the pod template is, for kinds that make pods. */
  readonly templatePath?: readonly string[];
}

function kindOf(apiVersion: string, kind: string, plural: string, more: Partial<Kind> = {}): [string, Kind] {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return [`${apiVersion} ${kind}`, { apiVersion, kind, resource: `${plural}${group}`, isNamespaced: true, ...more }];
}

const TEMPLATE = { templatePath: ['spec', 'template'] };

const KINDS: ReadonlyMap<string, Kind> = new Map([
  kindOf('v1', 'Pod', 'pods'),
  kindOf('v1', 'ConfigMap', 'configmaps'),
  kindOf('v1', 'Secret', 'secrets'),
  kindOf('v1', 'Service', 'services'),
  kindOf('v1', 'ServiceAccount', 'serviceaccounts'),
  kindOf('v1', 'Namespace', 'namespaces', { isNamespaced: false }),
  kindOf('v1', 'ReplicationController', 'replicationcontrollers', TEMPLATE),
  kindOf('apps/v1', 'Deployment', 'deployments', TEMPLATE),
  kindOf('apps/v1', 'ReplicaSet', 'replicasets', TEMPLATE),
  kindOf('apps/v1', 'StatefulSet', 'statefulsets', TEMPLATE),
  kindOf('apps/v1', 'DaemonSet', 'daemonsets', TEMPLATE),
  kindOf('batch/v1', 'Job', 'jobs', TEMPLATE),
  kindOf('batch/v1', 'CronJob', 'cronjobs', { templatePath: ['spec', 'jobTemplate', 'spec', 'template'] }),
]);

/** The kind of that name and version, if objects of it can be read. */
export function findKind(apiVersion: string, kind: string): Kind | undefined {
  return KINDS.get(`${apiVersion} ${kind}`);
}

/** The versions under which a kind can be read. */
export function versionsOf(kind: string): readonly string[] {
  return [...KINDS.values()].filter((one) => one.kind === kind).map(({ apiVersion }) => apiVersion);
}

/** The names of all kinds that can be read. */
export function readableKinds(): readonly string[] {
  return [...KINDS.values()].map(({ kind }) => kind);
}
