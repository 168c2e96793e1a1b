import { seconds, type Instant } from '../../simulation/time';
import type { EventRow, ProbeRow, RuntimeRow, StatusRow, TraceRows } from '../../trace/trace-rows';

type Kind = keyof TraceRows;

/** The rows of a trace by pod. A list is read and sorted when somebody asks for it: most expectations need one of four. */
export class RowsByPod {
  readonly #groups = new Map<Kind, ReadonlyMap<string | undefined, TraceRows[Kind]>>();

  constructor(readonly all: TraceRows) {}

  /** The rows of one kind of a pod, from a time on. */
  of<K extends Kind>(kind: K, pod: string, from: Instant): TraceRows[K] {
    const rows = (this.#group(kind).get(pod) ?? []) as TraceRows[K][number][];
    // Only where there was another pod of that name are there rows before.
    return (rows.length === 0 || seconds(rows[0].t) >= from ? rows : rows.filter(({ t }) => seconds(t) >= from)) as TraceRows[K];
  }

  #group(kind: Kind): ReadonlyMap<string | undefined, TraceRows[Kind]> {
    const known = this.#groups.get(kind);
    if (known !== undefined) return known;
    const groups = groupByPod<StatusRow | EventRow | RuntimeRow | ProbeRow>(this.all[kind]) as Map<string | undefined, TraceRows[Kind]>;
    this.#groups.set(kind, groups);
    return groups;
  }
}

function groupByPod<R extends { readonly pod?: string }>(rows: readonly R[]): Map<string | undefined, R[]> {
  const groups = new Map<string | undefined, R[]>();
  for (const row of rows) {
    const group = groups.get(row.pod);
    if (group === undefined) groups.set(row.pod, [row]);
    else group.push(row);
  }
  return groups;
}
