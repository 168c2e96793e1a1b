/** One thing that happened, in words; several may come from one row of a trace. */
export interface TraceFact {
  /** Seconds of virtual time. */
  readonly t: number;
  /** What kind of thing, such as `probe.result`, `runtime.exit`, `status.phase`, `event`. */
  readonly what: string;
  readonly pod?: string;
  /** Absent where it concerns the pod as a whole. */
  readonly container?: string;
  readonly detail: string;
  /** How much it explains: 0 routine, 1 detail, 2 change, 3 trouble, 4 end of something. */
  readonly weight: number;
}

/** The pod and the container of a row; undefined where it has none. */
export function subjectOf(row: { readonly pod?: string; readonly container?: string }): Pick<TraceFact, 'pod' | 'container'> {
  return { pod: row.pod, container: row.container };
}
