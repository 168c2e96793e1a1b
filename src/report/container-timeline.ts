import type { ContainerStatusRow, ProbeRow, RuntimeRow, StatusRow } from '../trace/trace-rows';

import type { PodRows } from './pod-rows';
import { SpanBuilder, type Span } from './spans';

/** The lanes of one container. */
export interface ContainerTimeline {
  readonly name: string;
  readonly kind: 'init' | 'sidecar' | 'main';
  /** What the API says. */
  readonly states: readonly StateSpan[];
  /** What the runtime does. */
  readonly activities: readonly Activity[];
  readonly marks: readonly Mark[];
  /** One per kind of probe that was tried. */
  readonly probes: readonly ProbeTimeline[];
  /** The restart count at the end. */
  readonly restarts: number;
}

/** How long the container's status was the same. */
export interface StateSpan extends Span {
  readonly state: ContainerStatusRow['state'];
  readonly reason?: string;
  readonly exitCode?: number;
  readonly ready: boolean;
  readonly restartCount: number;
}

/** Something that takes time at the runtime. `run`: the process exists; `stop`: a StopContainer call. */
export interface Activity extends Span {
  readonly kind: 'pull' | 'create' | 'start' | 'run' | 'postStart' | 'preStop' | 'stop';
  readonly failed: boolean;
}

/** Something of an instant. */
export type Mark =
  | { readonly t: number; readonly kind: 'SIGTERM' | 'SIGKILL' }
  | { readonly t: number; readonly kind: 'exit'; readonly exitCode: number; readonly reason?: string };

/** All attempts of one probe, over all runs of the container, in order of time. */
export interface ProbeTimeline {
  readonly type: ProbeRow['type'];
  readonly attempts: readonly ProbeRow[];
}

const PROBE_ORDER: readonly ProbeRow['type'][] = ['startup', 'readiness', 'liveness'];

const ACTIVITY_OF_CALL: Readonly<Record<string, Activity['kind']>> = {
  PullImage: 'pull', CreateContainer: 'create', StartContainer: 'start', StopContainer: 'stop',
};

/** Arranges the rows of a pod by container: in the order of the statuses, then those that only the runtime knows. */
export function buildContainers(rows: PodRows, until: number): ContainerTimeline[] {
  const states = buildStates(rows.status, until);
  const calls = groupByContainer(rows.runtime);
  const probes = groupByContainer(rows.probes);
  const init = new Set(rows.status.flatMap((row) => row.initContainerStatuses?.map((each) => each.name) ?? []));
  const sidecars = findSidecars(rows.status);
  const names = new Set([...states.keys(), ...calls.keys(), ...probes.keys()]);
  const inOrder = [...names].filter((name) => init.has(name)).concat([...names].filter((name) => !init.has(name)));
  return inOrder.map((name) => {
    const spans = states.get(name)?.spans ?? [];
    return {
      name,
      kind: sidecars.has(name) ? 'sidecar' : init.has(name) ? 'init' : 'main',
      states: spans,
      ...buildRuntime(calls.get(name) ?? [], until),
      probes: splitProbes(probes.get(name) ?? []),
      restarts: spans.reduce((most, span) => Math.max(most, span.restartCount), 0),
    };
  });
}

function buildStates(rows: readonly StatusRow[], until: number): Map<string, SpanBuilder<StateSpan>> {
  const builders = new Map<string, SpanBuilder<StateSpan>>();
  for (const row of rows) {
    const containers = [...(row.initContainerStatuses ?? []), ...(row.containerStatuses ?? [])];
    for (const container of containers) {
      const builder = builders.get(container.name) ?? new SpanBuilder<StateSpan>(sameState);
      builders.set(container.name, builder);
      builder.continue(stateSpan(container, row.t, until));
    }
    if (containers.length === builders.size) continue;
    for (const [name, builder] of builders) {
      if (!containers.some((container) => container.name === name)) builder.close(row.t);
    }
  }
  return builders;
}

function stateSpan(container: ContainerStatusRow, from: number, to: number): StateSpan {
  const { state, reason, exitCode, ready, restartCount } = container;
  return {
    from, to, state, ready, restartCount, ...(reason !== undefined && { reason }), ...(exitCode !== undefined && { exitCode }),
  };
}

function sameState(a: StateSpan, b: StateSpan): boolean {
  return a.state === b.state && a.reason === b.reason && a.exitCode === b.exitCode && a.ready === b.ready
    && a.restartCount === b.restartCount;
}

/** An init container is a sidecar if it was ever running together with a container that comes after it. */
function findSidecars(rows: readonly StatusRow[]): Set<string> {
  const sidecars = new Set<string>();
  for (const row of rows) {
    let laterRuns = row.containerStatuses?.some((container) => container.state === 'running') ?? false;
    for (const container of [...(row.initContainerStatuses ?? [])].reverse()) {
      if (container.state !== 'running') continue;
      if (laterRuns) sidecars.add(container.name);
      laterRuns = true;
    }
  }
  return sidecars;
}

function buildRuntime(rows: readonly RuntimeRow[], until: number): Pick<ContainerTimeline, 'activities' | 'marks'> {
  const activities: Activity[] = [];
  const marks: Mark[] = [];
  let runningSince: number | undefined;
  const endRun = (to: number): void => {
    if (runningSince !== undefined) activities.push({ kind: 'run', from: runningSince, to, failed: false });
    runningSince = undefined;
  };
  for (const row of rows) {
    if (row.call === 'SIGTERM' || row.call === 'SIGKILL') marks.push({ t: row.t, kind: row.call });
    if (row.call === 'exit') {
      marks.push({ t: row.t, kind: 'exit', exitCode: row.exitCode ?? 0, ...(row.reason !== undefined && { reason: row.reason }) });
      endRun(row.t);
    }
    const kind = row.what === 'postStart' || row.what === 'preStop' ? row.what : ACTIVITY_OF_CALL[row.call];
    if (kind === undefined) continue;
    const failed = row.error !== undefined;
    activities.push({ kind, from: row.t, to: row.end ?? row.t, failed });
    if (kind === 'start' && !failed) runningSince = row.end ?? row.t;
  }
  endRun(until);
  return { activities, marks };
}

function splitProbes(rows: readonly ProbeRow[]): ProbeTimeline[] {
  return PROBE_ORDER
    .map((type) => ({ type, attempts: rows.filter((row) => row.type === type) }))
    .filter((probe) => probe.attempts.length > 0);
}

function groupByContainer<R extends { readonly container?: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    if (row.container === undefined) continue;
    const group = groups.get(row.container);
    if (group) group.push(row);
    else groups.set(row.container, [row]);
  }
  return groups;
}
