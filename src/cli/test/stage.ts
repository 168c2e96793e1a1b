/** What a stage found. A stage that counts no tests (types, lint) has `passed` 0, and `failed` 1 when it fails. */
export interface StageOutcome {
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly passed: number;
  readonly failed: number;
  /** One line: counts, or why the stage was skipped. */
  readonly note: string;
  /** Shown when the stage failed. */
  readonly output: string;
}

/** One stage of the run. It starts when every stage named in `after` has ended. */
export interface Stage {
  readonly name: string;
  readonly after?: readonly string[];
  run(earlier: ReadonlyMap<string, StageOutcome>): Promise<StageOutcome>;
}

/** A stage that has ended, with its seconds of wall time. */
export interface FinishedStage {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: StageOutcome;
}

/** The outcome of a stage that has nothing to do. */
export function skipped(note: string): StageOutcome {
  return { status: 'skipped', passed: 0, failed: 0, note, output: '' };
}

/** The outcome of a stage that either holds or not, and counts no tests. */
export function checked(ok: boolean, output: string, note = ''): StageOutcome {
  return { status: ok ? 'passed' : 'failed', passed: 0, failed: ok ? 0 : 1, note, output };
}

/**
 * Runs the stages, `width` at a time, in the order given as far as `after` allows, and tells each end to `onEnd`. A stage
 * that throws has failed.
 */
export async function runStages(
  stages: readonly Stage[],
  width: number,
  onEnd: (stage: FinishedStage) => void,
): Promise<readonly FinishedStage[]> {
  const waiting = [...stages];
  const outcomes = new Map<string, StageOutcome>();
  const finished: FinishedStage[] = [];
  const running = new Set<Promise<void>>();
  while (waiting.length + running.size > 0) {
    const ready = waiting.findIndex((stage) => (stage.after ?? []).every((name) => outcomes.has(name)));
    if (ready >= 0 && running.size < width) {
      const [stage] = waiting.splice(ready, 1) as [Stage];
      const run = finish(stage, outcomes).then((end) => {
        outcomes.set(end.name, end.outcome);
        finished.push(end);
        running.delete(run);
        onEnd(end);
      });
      running.add(run);
    } else if (running.size > 0) {
      await Promise.race(running);
    } else {
      throw new Error(`Stages wait for what never runs: ${waiting.map((stage) => stage.name).join(', ')}`);
    }
  }
  return finished;
}

async function finish(stage: Stage, earlier: ReadonlyMap<string, StageOutcome>): Promise<FinishedStage> {
  const start = performance.now();
  const outcome = await stage
    .run(earlier)
    .catch((error: unknown) => checked(false, error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return { name: stage.name, seconds: (performance.now() - start) / 1000, outcome };
}
