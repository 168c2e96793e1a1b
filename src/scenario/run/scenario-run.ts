import type { Cluster } from '../../cluster/cluster';
import type { TimelineNote } from '../../report/timeline';
import { MILLISECOND, toSeconds, type Duration, type Instant } from '../../simulation/time';
import { surroundingsOf } from '../../cluster/surroundings';
import { labelsWanted } from '../../api/node-affinity';
import { MachineProgram } from '../../runtime/machines/machine-program';
import { NO_DECLARED_IMAGES } from '../../programs/machine/declared/declared-images';
import type { NodeSurroundings } from '../../runtime/machines/written-pod';
import { RowReader } from '../../trace/row-reader';
import { Observation } from '../observation/observation';
import type { CreatedPod } from '../observation/pod-observation';
import type { PodMoment } from '../observation/pod-state';
import { PodWatch } from '../observation/pod-watch';
import type { PodPlan } from '../plan/pod-plan';
import type { PodReference } from '../references';
import { ScenarioError } from '../scenario-error';
import { changesByApplying, existsAlready, imagesOfPod } from './apply-again';
import type { Variation } from './variation';

/** What follows so soon upon something still belongs to its instant. */
const INSTANT: Duration = MILLISECOND;

/** An instant that goes on for longer than this is ended all the same. */
const LONGEST_INSTANT: Duration = 10 * MILLISECOND;

/** A scenario on one cluster: what was done there, and what can be seen. */
export class ScenarioRun {
  readonly #created: CreatedPod[] = [];
  readonly #notes: TimelineNote[] = [];
  readonly #usedImages = new Set<string>();
  readonly #node: NodeSurroundings;
  readonly #reader: RowReader;
  #end: Instant = Infinity;
  #since: Instant;
  #observation: Observation | undefined;
  #observedAt = '';

  /** @param images those of which it is said what they run */
  constructor(readonly cluster: Cluster, readonly variation: Variation, images = NO_DECLARED_IMAGES) {
    this.#reader = new RowReader(cluster.trace, { withPod: true, detailed: true });
    this.#node = surroundingsOf(cluster, images);
    // The kubelet has its first list of pods before there are any.
    cluster.advanceTo(cluster.now);
    this.#since = cluster.now;
  }

  get now(): Instant {
    return this.cluster.now;
  }

  /** The images that pods had, at any time. */
  get usedImages(): ReadonlySet<string> {
    return this.#usedImages;
  }

  /** What was done from outside. */
  get notes(): readonly TimelineNote[] {
    return this.#notes;
  }

  /**
   * Creates a pod now, or changes the one of its name.
   * @throws ScenarioError when that one cannot become so
   */
  createPod(plan: PodPlan): void {
    const { cluster, variation } = this;
    const existing = this.uidOf(plan.pod.metadata.name) === undefined ? undefined : this.#newest(plan.pod.metadata.name);
    if (existing !== undefined) {
      this.#applyAgain(existing, plan);
      return;
    }
    this.#fitNode(plan);
    const script = plan.script({ node: this.#node, choose: (choice, window) => variation.choose(choice, window) });
    cluster.createPod(plan.pod, script);
    for (const image of imagesOfPod(plan.pod)) this.#usedImages.add(image);
    this.announce({ pod: plan.pod, createdAt: Math.max(0, cluster.now), hasLog: (name) => script.container(name).program instanceof MachineProgram });
  }

  /** A scheduler has put the pod here, so that the node has the labels that the pod wants. */
  #fitNode({ pod }: PodPlan): void {
    for (const [name, value] of labelsWanted(pod.spec)) this.cluster.node.addLabel(name, value);
  }

  /** Lets a pod be known that is created, or deleted, by something else than the steps. */
  announce(pod: CreatedPod): void {
    this.#created.push(pod);
    this.#observation = undefined;
  }

  /** Asks the API to delete a pod; nothing happens when it is gone. */
  deletePod(name: string, graceSeconds?: number): void {
    const uid = this.uidOf(name);
    if (uid === undefined) return;
    const created = this.#newest(name);
    if (created !== undefined) created.deletedAt ??= this.now;
    this.cluster.api.deletePod(uid, graceSeconds);
    this.note(name, graceSeconds === 0 ? 'force delete' : 'delete');
  }

  /** Changes the image of a container in the spec of its pod; nothing happens when the pod is gone. */
  changeImage(pod: string, container: string, image: string): void {
    const uid = this.uidOf(pod);
    if (uid !== undefined) this.cluster.api.setImage(uid, container, image);
    this.#usedImages.add(image);
    this.note(pod, `image of ${container} is now ${image}`);
  }

  /** The uid of the pod of this name; undefined when there is none in the API. */
  uidOf(name: string): string | undefined {
    return this.cluster.api.pods.find(({ metadata }) => metadata.name === name)?.metadata.uid;
  }

  /** Notes for the pictures that something was done. */
  note(subject: string, text: string, lasts?: Duration): void {
    this.noteAt(toSeconds(this.now), subject, text, lasts);
  }

  /** Notes for the pictures what is done at a time, in seconds. */
  noteAt(t: number, subject: string, text: string, lasts?: Duration): void {
    this.#notes.push({ t, subject, text, ...(lasts !== undefined && { end: t + toSeconds(lasts) }) });
    this.#observation = undefined;
  }

  /** A new block of steps that do something begins. */
  beginBlock(): void {
    this.#since = this.now;
    this.#observation = undefined;
  }

  /** From an instant on time stands still, whoever lets it pass. */
  endsAt(instant: Instant): void {
    this.#end = instant;
  }

  /** Lets time pass, and the instant at its end come to its end. */
  pass(duration: Duration): void {
    this.passUntil(this.now + duration);
    this.#endInstant();
  }

  /** Lets time pass until an instant; one that is over already changes nothing. */
  passUntil(instant: Instant): void {
    this.cluster.advanceTo(Math.max(Math.min(instant, this.#end), this.now));
  }

  /** Lets time pass until the status of a pod is such, at most `within`; says whether it became so. */
  passUntilPod(pod: PodReference, isSo: (moment: PodMoment) => boolean, within: Duration): boolean {
    const { cluster } = this;
    const watch = new PodWatch(this.observe().pod(pod), cluster.trace);
    const end = Math.min(this.now + within, this.#end);
    for (;;) {
      if (isSo(watch.look(this.now))) return true;
      const next = cluster.simulation.nextDue();
      if (next === undefined || next > end) break;
      cluster.advanceTo(next);
    }
    this.passUntil(end);
    return false;
  }

  /** What can be seen now. */
  observe(): Observation {
    const key = `${this.now}/${this.cluster.simulation.timersFired}/${this.#since}`;
    if (this.#observation === undefined || key !== this.#observedAt) {
      this.#observation = new Observation(this.now, this.#reader.read(this.now), this.#created, this.#since, this.cluster.trace.logs);
      this.#observedAt = key;
    }
    return this.#observation;
  }

  #newest(name: string): CreatedPod | undefined {
    return this.#created.filter(({ pod }) => pod.metadata.name === name).at(-1);
  }

  #applyAgain({ pod }: CreatedPod, plan: PodPlan): void {
    if (plan.isNew) throw new ScenarioError(existsAlready(pod));
    for (const { container, image } of changesByApplying(pod, plan.pod)) this.changeImage(pod.metadata.name, container, image);
    if (!plan.saysNothing) throw new ScenarioError(`What the programs of pod "${pod.metadata.name}" do is said before it is created`);
  }

  #endInstant(): void {
    const { simulation } = this.cluster;
    const latest = this.now + LONGEST_INSTANT;
    for (;;) {
      const next = simulation.nextDue();
      if (next === undefined || next > Math.min(this.now + INSTANT, latest)) return;
      this.cluster.advanceTo(next);
    }
  }
}

