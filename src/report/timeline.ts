import type { EventRow, StatusRow, TraceRows } from '../trace/trace-rows';

import { buildContainers, type ContainerTimeline } from './container-timeline';
import { groupByPod, traceExtent, type PodRows } from './pod-rows';
import { SpanBuilder, type Span } from './spans';

/** What a timeline is made from; times in seconds of virtual time. */
export interface TimelineInput {
  readonly name: string;
  readonly rows: TraceRows;
  /** The end of the run; without it the last row is the end. */
  readonly until?: number;
  /** What was done to the node or the application from outside. */
  readonly notes?: readonly TimelineNote[];
  /** What the timeline is to show: of a long run only what lies around it. */
  readonly focus?: number;
}

/** Something that happened outside the pods: an action of the scenario, a fault, a restart of the kubelet. */
export interface TimelineNote {
  readonly t: number;
  /** The end of something that lasts. */
  readonly end?: number;
  /** Whose lane it stands in, such as `node` or `app`. */
  readonly subject: string;
  readonly text: string;
}

/** A trace arranged in lanes: neutral about how it is drawn. */
export interface Timeline {
  readonly name: string;
  readonly until: number;
  /** The part of the run that is worth drawing. */
  readonly shown: Span;
  /** Whether nothing changes outside of it. */
  readonly complete: boolean;
  readonly notes: readonly TimelineNote[];
  readonly pods: readonly PodTimeline[];
}

/** The lanes of one pod. */
export interface PodTimeline {
  /** Absent where the trace has one pod and does not name it. */
  readonly name?: string;
  readonly phases: readonly PhaseSpan[];
  readonly ready: readonly ReadySpan[];
  /** RunPodSandbox calls. */
  readonly sandboxes: readonly (Span & { readonly failed: boolean })[];
  readonly deletions: readonly PodDeletion[];
  /** Init containers and sidecars first, in the order of the pod. */
  readonly containers: readonly ContainerTimeline[];
  readonly events: readonly EventRow[];
}

/** `requested`: the deletion timestamp appeared; `removed`: the pod left the API. */
export interface PodDeletion {
  readonly t: number;
  readonly kind: 'requested' | 'removed';
}

/** How long the pod had a phase. */
export interface PhaseSpan extends Span {
  readonly phase: string;
  readonly reason?: string;
}

/** How long the Ready condition had a value. */
export interface ReadySpan extends Span {
  readonly ready: boolean;
}

/** Arranges a trace in lanes. */
export function buildTimeline(input: TimelineInput): Timeline {
  const { name, rows, notes = [], focus } = input;
  const until = input.until ?? Math.max(traceExtent(rows).last, ...notes.map((note) => note.end ?? note.t));
  const pods = [...groupByPod(rows)].map(([pod, podRows]) => buildPod(pod, podRows, until));
  const whole = shownSpan(rows, notes, until);
  const shown = focus === undefined ? whole : spanAround(focus, whole);
  return { name, until, shown, complete: shown === whole, notes, pods };
}

/** So many seconds are shown on either side of what a timeline is to show, unless the run is not much longer. */
const AROUND_FOCUS = 300;

function spanAround(focus: number, whole: Span): Span {
  const around = { from: Math.max(whole.from, focus - AROUND_FOCUS), to: Math.min(whole.to, focus + AROUND_FOCUS) };
  return around.to - around.from < (whole.to - whole.from) / 2 ? around : whole;
}

function buildPod(name: string | undefined, rows: PodRows, until: number): PodTimeline {
  return {
    ...(name !== undefined && { name }),
    ...buildBands(rows.status, until),
    sandboxes: rows.runtime
      .filter((row) => row.call === 'RunPodSandbox')
      .map((row) => ({ from: row.t, to: row.end ?? row.t, failed: row.error !== undefined })),
    deletions: buildDeletions(rows.status),
    containers: buildContainers(rows, until),
    events: rows.events,
  };
}

function buildBands(rows: readonly StatusRow[], until: number): Pick<PodTimeline, 'phases' | 'ready'> {
  const phases = new SpanBuilder<PhaseSpan>((a, b) => a.phase === b.phase && a.reason === b.reason);
  const ready = new SpanBuilder<ReadySpan>((a, b) => a.ready === b.ready);
  for (const row of rows) {
    if (row.deleted) {
      phases.close(row.t);
      ready.close(row.t);
      continue;
    }
    const { phase = 'Unknown', reason } = row;
    phases.continue({ from: row.t, to: until, phase, ...(reason !== undefined && { reason }) });
    ready.continue({ from: row.t, to: until, ready: row.conditions?.['Ready']?.startsWith('True') ?? false });
  }
  return { phases: phases.spans, ready: ready.spans };
}

function buildDeletions(rows: readonly StatusRow[]): PodDeletion[] {
  const deletions: PodDeletion[] = [];
  let requested = false;
  for (const row of rows) {
    if (row.deleted) deletions.push({ t: row.t, kind: 'removed' });
    else if (row.deletionTimestampSet && !requested) deletions.push({ t: row.t, kind: 'requested' });
    requested = row.deletionTimestampSet ?? false;
  }
  return deletions;
}

/** The end is left out where what remains is less than this share of the run. */
const WORTH_TRIMMING = 0.75;

/** Leaves out a long quiet time before the first row, and after the last. */
function shownSpan(rows: TraceRows, notes: readonly TimelineNote[], until: number): Span {
  const extent = traceExtent(rows);
  const first = Math.min(extent.first, ...notes.map((note) => note.t));
  const last = Math.max(extent.last, ...notes.map((note) => note.end ?? note.t));
  const from = first > last / 2 ? first - (last - first) * 0.1 : 0;
  const trimmed = (last - from) * 1.25;
  const length = trimmed > 0 && trimmed < (until - from) * WORTH_TRIMMING ? trimmed : until - from;
  return { from, to: from + (length > 0 ? length : 1) };
}
