import { Given, Then } from '@cucumber/cucumber';

import { manifestIsRejected, objectsOfManifest, podOfWorkload, type WorkloadReference } from '../src/index';
import { textOf } from './step-arguments';
import type { PodclockWorld } from './world';

/**
 * Creates the pods of a manifest (one or several YAML documents, a List, JSON) as soon as time passes, and before them its
 * ConfigMaps, Secrets, Services and ServiceAccounts. As a When it does so later. Other objects of a cluster change nothing here.
 *
 * @example
 * the manifest is applied:
 *   """yaml
 *   apiVersion: v1
 *   kind: Pod
 *   metadata: { name: web }
 *   spec: { containers: [{ name: app, image: web:1 }] }
 *   """
 */
Given('the manifest is applied:', function (this: PodclockWorld, manifest: string) {
  applyManifest(this, textOf(manifest), 'manifest.yaml');
});

/**
 * Creates the pods of a manifest file as soon as time passes. The path counts from the folder of the
 * feature, or else from the folder in which the tests were started.
 *
 * @example the manifest "deploy/pod.yaml" is applied
 */
Given('the manifest {string} is applied', function (this: PodclockWorld, path: string) {
  applyManifest(this, this.readFile(path), path);
});

/**
 * Creates one pod from the template of a workload in a manifest file, named after the workload; that of a stateful set is
 * its first one, `db-0`.
 *
 * @example a pod of deployment "web" in "deploy/web.yaml" is created
 */
Given('a pod of {workload} in {string} is created', function (this: PodclockWorld, workload: WorkloadReference, path: string) {
  const { scenario } = this;
  const text = this.readFile(path);
  scenario.apply(() => {
    const pod = podOfWorkload(workload, text, path);
    scenario.setup.addObjects(objectsOfManifest(text, path));
    scenario.setup.createPod(pod);
  });
});

/**
 * The same for a workload of a manifest that was applied before.
 *
 * @example a pod of deployment "web" is created
 */
Given('a pod of {workload} is created', function (this: PodclockWorld, workload: WorkloadReference) {
  const { scenario } = this;
  scenario.apply(() => { scenario.setup.createPod(scenario.setup.manifests.podOf(workload)); });
});

/**
 * The last manifest was refused; the text is part of the reason as kubectl prints it, `*` stands for anything.
 *
 * @example
 * the manifest is rejected with:
 *   """
 *   spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1
 *   """
 */
Then('the manifest is rejected with:', function (this: PodclockWorld, reason: string) {
  manifestIsRejected(this.scenario, textOf(reason));
});

/** What pods refer to is there before they are. */
function applyManifest({ scenario }: PodclockWorld, text: string, fileName: string): void {
  scenario.apply(() => {
    const pods = scenario.setup.manifests.apply(text, fileName);
    scenario.setup.addObjects(objectsOfManifest(text, fileName));
    scenario.setup.addPods(pods);
  });
}
