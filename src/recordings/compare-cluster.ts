import type { PodRow } from './cluster-record';

/** A container in a state: name, kind, reason, exit code, ready, started, restarts. */
type ContainerKey = readonly [string, string, string, number | undefined, boolean, boolean, number];

/** What counts of a version of a pod. */
interface PodState {
  readonly isGone: boolean;
  readonly phase: string;
  readonly containers: readonly ContainerKey[];
  /** All of it, to compare. */
  readonly key: string;
}

interface TimedState {
  /** Seconds. */
  readonly t: number;
  readonly state: PodState;
}

interface ContainerRow {
  readonly name: string;
  readonly state?: Readonly<Record<string, { readonly reason?: string; readonly exitCode?: number } | undefined>>;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
}

/** What a node shows for a shorter time depends on its load. */
const SHORT = 0.4;
/** The kubelet's own jitter: a back-off lasts up to half as long again. */
const JITTER = 1.5;

/**
 * Compares the pods of a simulated cluster with the recorded ones: the same states in the same order, and the same
 * times between them.
 * @param tolerance seconds
 * @returns the first difference, or undefined when there is none
 */
export function compareClusters(recorded: readonly PodRow[], simulated: readonly PodRow[], tolerance = 1.5): string | undefined {
  const [expected, actual] = [statesByPod(recorded), statesByPod(simulated)];
  if (expected.size !== actual.size) return `${expected.size} pods recorded, ${actual.size} simulated`;
  for (const [pod, states] of expected) {
    const difference = comparePod(settle(states), settle(actual.get(pod) ?? []), tolerance);
    if (difference !== undefined) return `pod ${pod}: ${difference}`;
  }
  return undefined;
}

function comparePod(expected: readonly TimedState[], actual: readonly TimedState[], tolerance: number): string | undefined {
  for (const [index, { t, state }] of expected.entries()) {
    const found = actual.at(index);
    if (found === undefined) return `state ${index} at ${t.toFixed(1)} s is not simulated: ${state.key}`;
    if (found.state.key !== state.key) {
      return `state ${index}: recorded at ${t.toFixed(1)} s ${state.key}; simulated at ${found.t.toFixed(1)} s ${found.state.key}`;
    }
    const difference = compareTime(expected, actual, index, tolerance);
    if (difference !== undefined) return difference;
  }
  const extra = actual.at(expected.length);
  const last = expected.at(-1)?.t ?? 0;
  return extra !== undefined && extra.t < last + 2 * tolerance ? `simulated, not recorded: at ${extra.t.toFixed(1)} s ${extra.state.key}` : undefined;
}

/** The time since the state before; a wait for a back-off is measured from its beginning to its end. */
function compareTime(expected: readonly TimedState[], actual: readonly TimedState[], index: number, tolerance: number): string | undefined {
  const isWait = (at: number): boolean => isWaiting(expected[at].state);
  if (index === 0 || (isWait(index - 1) && isWait(index))) return undefined;
  let since = index - 1;
  while (since > 0 && isWait(index - 1) && isWait(since - 1)) since -= 1;
  const wanted = expected[index].t - expected[since].t;
  const got = actual[index].t - actual[since].t;
  const longest = isWait(index - 1) ? got * JITTER : got;
  if (wanted >= got - tolerance && wanted <= longest + tolerance) return undefined;
  return `state ${index} comes ${got.toFixed(1)} s after state ${since}, recorded ${wanted.toFixed(1)} s: ${expected[index].state.key}`;
}

function isWaiting({ isGone, phase, containers }: PodState): boolean {
  if (isGone || (phase !== 'Running' && phase !== 'Pending')) return false;
  return containers.some(([, kind, reason]) => kind === 'terminated' || reason.endsWith('BackOff') || reason.startsWith('Err'));
}

function statesByPod(rows: readonly PodRow[]): Map<string, TimedState[]> {
  const pods = new Map<string, TimedState[]>();
  for (const row of rows) {
    if (row.kind !== 'pod') continue;
    const states = pods.get(row.pod) ?? [];
    states.push({ t: row.t / 1_000, state: stateOf(row) });
    pods.set(row.pod, states);
  }
  return pods;
}

function stateOf(row: PodRow): PodState {
  if (row.type === 'DELETED') return { isGone: true, phase: '', containers: [], key: 'deleted' };
  const inits = ((row.initContainerStatuses ?? []) as ContainerRow[]).map(containerKey);
  const mains = ((row.containerStatuses ?? []) as ContainerRow[]).map(containerKey);
  const { Ready } = (row.conditions ?? {}) as { Ready?: { status?: string } };
  const phase = typeof row.phase === 'string' ? row.phase : '';
  const key = JSON.stringify([phase, row.deletionTimestamp !== undefined, Ready?.status ?? '-', inits, mains]);
  return { isGone: false, phase, containers: [...inits, ...mains], key };
}

function containerKey({ name, state = {}, ready, started, restartCount }: ContainerRow): ContainerKey {
  const [kind = 'waiting'] = Object.keys(state);
  const { reason = '', exitCode } = state[kind] ?? {};
  return [name, kind, reason, exitCode, ready === true, started === true, restartCount ?? 0];
}

/** Leaves out what is repeated and what lasts for a short time only. */
function settle(states: readonly TimedState[]): TimedState[] {
  const isNew = (list: readonly TimedState[]) => ({ state }: TimedState, index: number): boolean => state.key !== list[index - 1]?.state.key;
  const changes = states.filter(isNew(states));
  const lasting = changes.filter(({ t }, index) => index + 1 === changes.length || changes[index + 1].t - t >= SHORT);
  return lasting.filter(isNew(lasting));
}
