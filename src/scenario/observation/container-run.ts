import { seconds, type Instant } from '../../simulation/time';
import type { RuntimeRow } from '../../trace/trace-rows';

/** One run of a container: from the start of its process to its end. */
export interface ContainerRun {
  /** Which run it was, from 1 on. */
  readonly ordinal: number;
  /** The restart count with which it began. */
  readonly attempt: number;
  readonly startedAt: Instant;
  /** The place of its start among the rows of the pod, for what is of one instant. */
  readonly place: number;
  readonly exit?: ContainerExit;
}

/** How a run ended. */
export interface ContainerExit {
  readonly t: Instant;
  /** Its place among the rows of the pod. */
  readonly place: number;
  readonly exitCode: number;
  readonly reason?: string;
}

/** The runs of one container from the rows of its pod (finished calls only), in order of time. A start that failed is no run. */
export function collectRuns(container: string, rows: readonly RuntimeRow[]): ContainerRun[] {
  const runs: ContainerRun[] = [];
  for (const [place, row] of rows.entries()) {
    if (row.container !== container) continue;
    if (row.call === 'StartContainer' && row.error === undefined) {
      runs.push({ ordinal: runs.length + 1, attempt: row.attempt ?? 0, startedAt: seconds(row.end ?? row.t), place });
    } else if (row.call === 'exit') {
      const last = runs.at(-1);
      if (last !== undefined && last.exit === undefined) {
        runs[runs.length - 1] = { ...last, exit: { t: seconds(row.t), place, exitCode: row.exitCode ?? 0, reason: row.reason } };
      }
    }
  }
  return runs;
}
