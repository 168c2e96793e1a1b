import { allContainers } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import { areSemanticallyEqual } from '../../api/validation/semantic-equality';
import { ScenarioError } from '../scenario-error';

/** A container whose image a manifest changes. */
export interface ImageChange {
  readonly container: string;
  readonly image: string;
}

/** What the API server says to whoever creates a pod of a name that one has. */
export function existsAlready({ metadata: { name } }: Pod): string {
  return `pods "${name}" already exists: a workload gives one pod of its name, and a new one when that is gone`;
}

/**
 * What applying a pod changes that exists already: its images, which is most of what the API server lets change
 * (`pkg/apis/core/validation/validation.go` ValidatePodUpdate).
 * @param existing as it was applied, with the defaults of the API
 * @throws ScenarioError when something else is to change, or the one of that name is another pod
 */
export function changesByApplying(existing: Pod, applied: Pod): readonly ImageChange[] {
  const { name, namespace = 'default' } = existing.metadata;
  if (namespace !== (applied.metadata.namespace ?? 'default')) {
    throw new ScenarioError(`There is a pod "${name}" already, in the namespace "${namespace}": pods are told apart by their names, so give one of them another`);
  }
  if (!areSemanticallyEqual(withoutImages(existing), withoutImages(applied))) {
    throw new ScenarioError(`There is a pod "${name}" already, and of a pod that exists a manifest can only change the images`
      + '; of another pod with this name say that the first one is deleted, and let it be gone');
  }
  const before = imagesOf(existing);
  return [...imagesOf(applied)].filter(([container, image]) => before.get(container) !== image).map(([container, image]) => ({ container, image }));
}

/** The images of a pod's containers. */
export function imagesOfPod(pod: Pod): readonly string[] {
  return [...imagesOf(pod).values()];
}

function imagesOf({ spec }: Pod): ReadonlyMap<string, string> {
  return new Map(allContainers(spec).map(({ name, image }) => [name, image]));
}

/** The pull policy goes with the image: its default depends on the tag. */
function withoutImages({ metadata: { labels, annotations }, spec }: Pod): unknown {
  const blank = (list: readonly Container[] | undefined): unknown => list?.map((each) => ({ ...each, image: '', imagePullPolicy: '' }));
  return { labels, annotations, spec: { ...spec, containers: blank(spec.containers), initContainers: blank(spec.initContainers) } };
}
