import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { runNode } from './test/command';
import { inProject } from './test/project';

/** A scenario as the hooks of the steps keep it. */
export interface KeptScenario {
  /** The name of its feature. */
  readonly feature: string;
  readonly name: string;
  readonly passed: boolean;
  /** `features/probes/liveness.feature:42`, seen from there too. */
  readonly location: string;
  /** A chart for the terminal, with the trace lines that decide. */
  readonly text: string;
  readonly environment: string;
  /** Everything that was observed, one fact per line. */
  readonly trace: string;
  /** The pictures, seen from the folder in which npm was started. */
  readonly files: readonly string[];
}

/** What to run, and how. */
export interface KeepOptions {
  /** Features, folders or `file:LINE`, seen from the project's folder. */
  readonly paths: readonly string[];
  /** Where to keep the scenarios, seen from the project's folder; what was there is gone. */
  readonly folder: string;
  readonly seed?: number;
  readonly only?: readonly string[];
  /** The order of the scenarios: `defined`, or `random:SEED`. */
  readonly order?: string;
  /** Cucumber's formats; absent = a summary of failures. */
  readonly formats?: readonly string[];
}

/** A run whose scenarios were kept. */
export interface KeptRun {
  readonly ok: boolean;
  /** What cucumber said. */
  readonly output: string;
  readonly scenarios: readonly KeptScenario[];
}

/** Runs features and keeps what their scenarios did. */
export async function runAndKeep({ paths, folder, seed, only, order = 'defined', formats = ['summary'] }: KeepOptions): Promise<KeptRun> {
  rmSync(inProject(folder), { recursive: true, force: true });
  const { ok, output } = await runNode([
    join('node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js'), '--profile', 'plain',
    '--order', order, '--world-parameters', JSON.stringify({ keep: folder, seed, only }),
    ...formats.flatMap((format) => ['--format', format]), ...paths,
  ]);
  const kept = inProject(folder, 'scenarios.ndjson');
  const lines = existsSync(kept) ? readFileSync(kept, 'utf8').split('\n').filter((line) => line !== '') : [];
  return { ok, output, scenarios: lines.map((line) => JSON.parse(line) as KeptScenario) };
}
