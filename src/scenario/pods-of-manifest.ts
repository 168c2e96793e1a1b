import type { AppliedObject } from '../api/applied-object';
import type { Pod } from '../api/pod';
import { findKind } from '../manifest/kinds';
import { manifestObject, type ManifestObject } from '../manifest/parse-manifest';
import { readAppliedObject } from '../manifest/read-applied-object';
import { readManifest } from '../manifest/read-manifest';
import { podOfManifest, podsOfTemplate } from '../manifest/read-pods';
import { ScenarioError } from './scenario-error';

/** A workload of a manifest, such as `deployment "web"`. */
export interface WorkloadReference {
  readonly kind: string;
  readonly name: string;
}

/** Reads the pods of a manifest. */
export type PodReader = (text: string, fileName: string) => readonly Pod[];

const WORKLOADS: Readonly<Record<string, string>> = {
  deployment: 'Deployment', 'replica set': 'ReplicaSet', 'stateful set': 'StatefulSet', 'daemon set': 'DaemonSet', job: 'Job', 'cron job': 'CronJob',
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
  const isReferredTo = (object: ManifestObject): boolean => readAppliedObject(object) !== undefined || object.kind === 'Namespace';
  if (pods.length > 0 || (objects.length > 0 && objects.every(isReferredTo))) return { pods };
  return { pods, complaint: new ScenarioError(`${fileName} holds no pod, only ${list(objects)}${hintAtTemplates(objects)}`) };
}

/**
 * The objects of a manifest that pods refer to: ConfigMaps, Secrets, Services, ServiceAccounts.
 * @throws ManifestError, ApiError when the manifest is refused
 */
export function objectsOfManifest(text: string, fileName: string): AppliedObject[] {
  return readManifest(text, { fileName }).flatMap((object) => readAppliedObject(object) ?? []);
}

/** Whether a manifest holds a workload. */
export function holdsWorkload({ kind, name }: WorkloadReference, text: string, fileName: string): boolean {
  return readManifest(text, { fileName }).some((object) => object.kind === kind && object.name === name);
}

/**
 * A pod made from the template of a workload, named after it.
 * @throws ManifestError, ApiError when the manifest is refused
 * @throws ScenarioError when it holds no such workload
 */
export function podOfWorkload(workload: WorkloadReference, text: string, fileName: string): Pod {
  const objects = readManifest(text, { fileName });
  const object = objects.find(({ kind, name }) => kind === workload.kind && name === workload.name);
  if (object === undefined) throw new ScenarioError(`${fileName} holds no ${workload.kind} "${workload.name}", only ${list(objects)}`);
  return podsOfTemplate(withOnePod(object), workload.name)[0];
}

/** One pod is wanted, whatever number the workload asks for. */
function withOnePod({ value, locator }: ManifestObject): ManifestObject {
  const spec = Object.fromEntries(Object.entries(value.spec ?? {}).filter(([field]) => field !== 'replicas' && field !== 'parallelism'));
  return manifestObject({ ...value, spec }, locator);
}

function list(objects: readonly ManifestObject[]): string {
  return objects.map(({ kind, name }) => `${kind} "${name}"`).join(', ') || 'nothing';
}

function hintAtTemplates(objects: readonly ManifestObject[]): string {
  const template = objects.find(({ apiVersion, kind }) => findKind(apiVersion, kind)?.templatePath !== undefined);
  if (template === undefined) return '';
  return `: for one of its pods write: a pod of ${WORKLOAD_WORDS[template.kind]} "${template.name}" is created`;
}
