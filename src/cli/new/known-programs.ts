import type { AppliedObject } from '../../api/applied-object';
import type { Container, Pod } from '../../api/pod';
import type { DeclaredImages } from '../../programs/machine/declared/declared-images';
import { MachineLimitError, UnsupportedProgramError } from '../../programs/machine/errors';
import { findImage } from '../../runtime/machines/written-pod';
import { deletePod, pass } from '../../scenario/actions';
import { containersOf } from '../../scenario/find-container';
import type { Observation } from '../../scenario/observation/observation';
import { Scenario } from '../../scenario/scenario';
import { seconds } from '../../simulation/time';
import { isToEnd } from './draft';

/** What is known of the program of a container. */
export interface ProgramKnowledge {
  readonly container: Container;
  readonly isInit: boolean;
  /** A main container of a pod that is to come to an end. */
  readonly isWork: boolean;
  /**
   * `declared` in a file, or `written`: its command or its image is known. `unknown`: nobody knows what the image runs.
   * `unsupported`: it is known what it runs, and that cannot be simulated. `endless`: an init container that does not succeed
   * within the trial, such as one that waits for a server outside.
   */
  readonly kind: 'declared' | 'written' | 'unknown' | 'unsupported' | 'endless';
  /** What cannot be simulated. */
  readonly refused?: Refused;
}

/** Something that a program uses. */
export interface Refused {
  /** In words: `the program app.py of Python`. */
  readonly construct: string;
  /** The file that was not found in an image that is not known, if it is that. */
  readonly program?: string;
}

/** How long a pod is tried. */
const TRIAL = seconds(120);

/**
 * What is known of the programs of a pod. Those that run as written are tried.
 * @throws Error when the pod cannot run here for another reason
 */
export function knownPrograms(pod: Pod, referred: readonly AppliedObject[], images: DeclaredImages): ProgramKnowledge[] {
  const replaced = new Map<string, Refused | 'endless'>();
  for (;;) {
    const found = tryPod(pod, referred, images, replaced);
    if (found === undefined) break;
    replaced.set(found.container, found.why);
  }
  return containersOf(pod).map(({ container, kind }) => {
    const why = replaced.get(container.name);
    const isInit = kind === 'init container';
    const isWork = kind === 'main container' && isToEnd(pod);
    if (why !== undefined) return { container, isInit, isWork, kind: why === 'endless' ? why : 'unsupported', refused: why === 'endless' ? undefined : why };
    const known = images.find(container.image) !== undefined ? 'declared' : findImage(container, images) !== undefined ? 'written' : 'unknown';
    return { container, isInit, isWork, kind: known };
  });
}

/** A program that does not do here what it is there for. */
interface Failing {
  readonly container: string;
  readonly why: Refused | 'endless';
}

/** Lets a pod run for a while and be deleted; the first program that needs what is not there, or does not come to its end. */
function tryPod(
  pod: Pod, referred: readonly AppliedObject[], images: DeclaredImages, replaced: ReadonlyMap<string, unknown>,
): Failing | undefined {
  const scenario = new Scenario();
  scenario.setup.declareImages(images);
  scenario.setup.addObjects(referred);
  scenario.setup.addPods([pod]);
  for (const name of replaced.keys()) scenario.setup.container({ kind: 'container', name }).onSigterm = { after: 0, exitCode: 0 };
  try {
    scenario.act(pass(TRIAL));
    const endless = findEndless(pod, scenario.shown.observe());
    if (endless !== undefined && !replaced.has(endless)) return { container: endless, why: 'endless' };
    for (const action of [deletePod({}), pass(TRIAL)]) scenario.act(action);
    return undefined;
  } catch (error) {
    const why = refusedBy(error);
    if (why === undefined || replaced.has(why.container)) throw error;
    return why;
  }
}

function refusedBy(error: unknown): Failing | undefined {
  if (error instanceof UnsupportedProgramError) return { container: error.location.container, why: error };
  if (error instanceof MachineLimitError) return { container: error.location.container, why: { construct: `more than ${error.limit}` } };
  return undefined;
}

/** The init container that the others wait for, if there is one. */
function findEndless(pod: Pod, observed: Observation): string | undefined {
  return containersOf(pod)
    .filter(({ kind }) => kind === 'init container')
    .map(({ container }) => observed.container({ kind: 'container', name: container.name }))
    .find(({ runs }) => runs.length > 0 && runs.at(-1)?.exit?.exitCode !== 0)?.name;
}
