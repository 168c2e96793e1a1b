import type { AppliedObject } from '../api/applied-object';
import type { Pod } from '../api/pod';
import { nameInManifest } from '../manifest/generated-name';
import { findKind } from '../manifest/kinds';
import type { ManifestObject } from '../manifest/parse-manifest';
import { readAppliedObject } from '../manifest/read-applied-object';
import { listLeftAside, readManifest } from '../manifest/read-manifest';
import { podOfManifest } from '../manifest/read-pods';
import { acceptWorkload, podOfTemplate } from '../manifest/workload-pods';
import { ScenarioError } from './scenario-error';

/** A workload of a manifest, such as `deployment "web"`. */
export interface WorkloadReference {
  readonly kind: string;
  readonly name: string;
}

const WORKLOADS: Readonly<Record<string, string>> = {
  deployment: 'Deployment', 'replica set': 'ReplicaSet', 'replication controller': 'ReplicationController',
  'stateful set': 'StatefulSet', 'daemon set': 'DaemonSet', job: 'Job', 'cron job': 'CronJob',
};

/** How workloads are called, by their kinds: `Deployment` is `deployment`. */
export const WORKLOAD_WORDS: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(WORKLOADS).map(([word, kind]) => [kind, word]));

/** What a reference to a workload looks like. A source of regular expressions. */
export const WORKLOAD_PATTERN = `(?:${Object.keys(WORKLOADS).join('|')}) "[^"]*"`;

/**
 * Reads a reference to a workload: `deployment "web"`.
 * @throws ScenarioError when the text is none
 */
export function parseWorkload(text: string): WorkloadReference {
  const match = /^([a-z ]+) "([^"]*)"$/.exec(text);
  if (match === null || !(match[1] in WORKLOADS)) throw new ScenarioError(`"${text}" does not name a workload: write deployment "web"`);
  return { kind: WORKLOADS[match[1]], name: match[2] };
}

/**
 * The pods of a manifest, as the API server takes them. Workloads beside pods are read and left aside; a manifest may hold
 * nothing but objects that pods refer to.
 * @throws ManifestError, ApiError when the manifest is refused
 * @throws ScenarioError when it holds neither, or workloads and no pod
 */
export function podsOfManifest(text: string, fileName: string): Pod[] {
  const { pods, complaint } = readPods(text, fileName);
  if (complaint !== undefined) throw complaint;
  return pods;
}

/** The pods of a manifest, and what there is to complain of when nobody asks for a pod of its workloads. */
export function readPods(text: string, fileName: string): { readonly pods: Pod[]; readonly complaint?: ScenarioError } {
  const objects = readManifest(text, { fileName });
  const pods = objects.filter(({ kind }) => kind === 'Pod').map(podOfManifest);
  objects.filter(({ apiVersion, kind }) => findKind(apiVersion, kind)?.templatePath !== undefined).forEach(acceptWorkload);
  const isReferredTo = (object: ManifestObject): boolean => readAppliedObject(object) !== undefined || object.kind === 'Namespace';
  if (pods.length > 0 || (objects.length > 0 && objects.every(isReferredTo))) return { pods };
  const found = [list(objects), ...listLeftAside(text, { fileName }).map(({ kind, name }) => `${kind} "${name}"`)].filter((each) => each !== '');
  return { pods, complaint: new ScenarioError(`${fileName} holds no pod, only ${found.join(', ') || 'nothing'}${hintAtTemplates(objects)}`) };
}

/**
 * The objects of a manifest that pods refer to: ConfigMaps, Secrets, Services, ServiceAccounts.
 * @throws ManifestError, ApiError when the manifest is refused
 */
export function objectsOfManifest(text: string, fileName: string): AppliedObject[] {
  return readManifest(text, { fileName }).flatMap((object) => readAppliedObject(object) ?? []);
}

/** Whether a manifest holds a workload. */
export function holdsWorkload(workload: WorkloadReference, text: string, fileName: string): boolean {
  return readManifest(text, { fileName }).some((object) => isMeant(workload, object));
}

/**
 * A pod made from the template of a workload, named after it; that of a stateful set is its first, `web-0`.
 * @throws ManifestError, ApiError when the manifest is refused
 * @throws ScenarioError when it holds no such workload
 */
export function podOfWorkload(workload: WorkloadReference, text: string, fileName: string): Pod {
  const objects = readManifest(text, { fileName });
  const object = objects.find((each) => isMeant(workload, each));
  if (object === undefined) throw new ScenarioError(`${fileName} holds no ${workload.kind} "${workload.name}", only ${list(objects) || 'nothing'}`);
  return podOfTemplate(object);
}

function isMeant({ kind, name }: WorkloadReference, object: ManifestObject): boolean {
  return object.kind === kind && nameInManifest(object) === name;
}

function list(objects: readonly ManifestObject[]): string {
  return objects.map((object) => `${object.kind} "${nameInManifest(object)}"`).join(', ');
}

function hintAtTemplates(objects: readonly ManifestObject[]): string {
  const template = objects.find(({ apiVersion, kind }) => findKind(apiVersion, kind)?.templatePath !== undefined);
  if (template === undefined) return '';
  return `: for one of its pods write: a pod of ${WORKLOAD_WORDS[template.kind]} "${nameInManifest(template)}" is created`;
}
