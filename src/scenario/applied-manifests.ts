import type { Pod } from '../api/pod';
import { holdsWorkload, podOfWorkload, readPods, WORKLOAD_WORDS, type WorkloadReference } from './pods-of-manifest';
import { ScenarioError } from './scenario-error';

/** A manifest that was applied. */
interface AppliedManifest {
  readonly text: string;
  readonly fileName: string;
  /** It holds workloads and no pod, and nobody has asked for a pod of them. */
  complaint?: ScenarioError;
}

/** The manifests that a scenario applied: single pods can be made of their workloads. */
export class AppliedManifests {
  readonly #manifests: AppliedManifest[] = [];

  /**
   * Takes a manifest and gives its pods.
   * @throws ManifestError, ApiError when it is refused
   */
  apply(text: string, fileName: string): readonly Pod[] {
    const { pods, complaint } = readPods(text, fileName);
    this.#manifests.push({ text, fileName, complaint });
    return pods;
  }

  /**
   * A pod of a workload of the manifests, the last one first.
   * @throws ScenarioError when none of them holds it
   */
  podOf(workload: WorkloadReference): Pod {
    const manifest = [...this.#manifests].reverse().find(({ text, fileName }) => holdsWorkload(workload, text, fileName));
    if (manifest === undefined) {
      throw new ScenarioError(`No manifest that was applied holds a ${WORKLOAD_WORDS[workload.kind]} "${workload.name}": apply it first`);
    }
    manifest.complaint = undefined;
    return podOfWorkload(workload, manifest.text, manifest.fileName);
  }

  /** @throws ScenarioError when a manifest holds workloads, and no pod was made of it: it would have no effect at all */
  checkEffect(): void {
    for (const { complaint } of this.#manifests) if (complaint !== undefined) throw complaint;
  }
}
