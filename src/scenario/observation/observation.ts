import type { Instant } from '../../simulation/time';
import type { LogRecord } from '../../trace/trace';
import type { TraceRows } from '../../trace/trace-rows';
import { findContainer, findPod } from '../find-container';
import type { ContainerReference, PodReference } from '../references';
import { ContainerObservation } from './container-observation';
import { PodObservation, type CreatedPod } from './pod-observation';
import { RowsByPod } from './rows-by-pod';

/** All that an expectation may look at: the rows of the trace until now, and what was asked of the API. */
export class Observation {
  readonly #byPod: RowsByPod;
  readonly #pods = new Map<CreatedPod, PodObservation>();
  readonly #containers = new Map<string, ContainerObservation>();

  /**
   * @param since when the last steps that did something began: what is "still" so was so since then
   * @param logs what containers wrote
   */
  constructor(
    readonly now: Instant,
    readonly rows: TraceRows,
    readonly created: readonly CreatedPod[],
    readonly since: Instant,
    readonly logs: readonly LogRecord[] = [],
  ) {
    this.#byPod = new RowsByPod(rows);
  }

  /**
   * The pod that is meant; of several with one name the newest.
   * @throws ScenarioError when there is no such pod, or it is not clear which
   */
  pod(reference: PodReference): PodObservation {
    const newest = [...new Map(this.created.map((each) => [each.pod.metadata.name, each])).values()];
    const found = findPod(newest, ({ pod }) => pod.metadata.name, reference);
    const known = this.#pods.get(found) ?? new PodObservation(found, this.#byPod, this.now);
    this.#pods.set(found, known);
    return known;
  }

  /**
   * The container that is meant.
   * @throws ScenarioError when there is no such container, or it is not clear which
   */
  container(reference: ContainerReference): ContainerObservation {
    const newest = [...new Map(this.created.map(({ pod }) => [pod.metadata.name, pod])).values()];
    const found = findContainer(newest, reference);
    const key = `${found.pod.metadata.name}/${found.container.name}`;
    const known = this.#containers.get(key) ?? new ContainerObservation(this.pod({ name: found.pod.metadata.name }), found, this.logs);
    this.#containers.set(key, known);
    return known;
  }
}
