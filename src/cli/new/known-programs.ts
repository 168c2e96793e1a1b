import type { AppliedObject } from '../../api/applied-object';
import type { Container, Pod } from '../../api/pod';
import type { DeclaredImages } from '../../programs/machine/declared/declared-images';
import { UnsupportedProgramError } from '../../programs/machine/errors';
import { findImage } from '../../runtime/machines/written-pod';
import { deletePod, pass } from '../../scenario/actions';
import { containersOf } from '../../scenario/find-container';
import { Scenario } from '../../scenario/scenario';
import { seconds } from '../../simulation/time';

/** What is known of the program of a container. */
export interface ProgramKnowledge {
  readonly container: Container;
  readonly isInit: boolean;
  /**
   * `declared` in a file, or `written`: its command or its image is known. `unknown`: nobody knows what the image runs.
   * `unsupported`: it is known what it runs, and that cannot be simulated.
   */
  readonly kind: 'declared' | 'written' | 'unknown' | 'unsupported';
  /** What cannot be simulated. */
  readonly refused?: UnsupportedProgramError;
}

/** How long a pod is tried. */
const TRIAL = seconds(120);

/**
 * What is known of the programs of a pod. Those that run as written are tried.
 * @throws Error when the pod cannot run here for another reason
 */
export function knownPrograms(pod: Pod, referred: readonly AppliedObject[], images: DeclaredImages): ProgramKnowledge[] {
  const unsupported = new Map<string, UnsupportedProgramError>();
  for (let refused = tryPod(pod, referred, images, unsupported); refused !== undefined; refused = tryPod(pod, referred, images, unsupported)) {
    unsupported.set(refused.location.container, refused);
  }
  return containersOf(pod).map(({ container, kind }) => {
    const refused = unsupported.get(container.name);
    const known = images.find(container.image) !== undefined ? 'declared' : findImage(container, images) !== undefined ? 'written' : 'unknown';
    return { container, isInit: kind === 'init container', kind: refused === undefined ? known : 'unsupported', refused };
  });
}

/** Lets a pod run for a while and be deleted; the first thing that it needs and that is not there. */
function tryPod(
  pod: Pod, referred: readonly AppliedObject[], images: DeclaredImages, described: ReadonlyMap<string, unknown>,
): UnsupportedProgramError | undefined {
  const scenario = new Scenario();
  scenario.setup.declareImages(images);
  scenario.setup.addObjects(referred);
  scenario.setup.addPods([pod]);
  for (const name of described.keys()) scenario.setup.container({ kind: 'container', name }).onSigterm = { after: 0, exitCode: 0 };
  try {
    for (const action of [pass(TRIAL), deletePod({}), pass(TRIAL)]) scenario.act(action);
    return undefined;
  } catch (error) {
    if (error instanceof UnsupportedProgramError && !described.has(error.location.container)) return error;
    throw error;
  }
}
