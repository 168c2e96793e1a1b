import { readFileSync, rmSync } from 'node:fs';

import { runNode, type CommandOptions } from './command';
import { inProject } from './project';
import { checked, type StageOutcome } from './stage';

const RAW_DATA = '.coverage/raw';
const SUMMARY = 'reports/coverage/coverage-summary.json';

/** Lets a command write down what it executes. */
export const RECORD_COVERAGE: CommandOptions = { env: { NODE_V8_COVERAGE: inProject(RAW_DATA) } };

/** Forgets what earlier runs executed. */
export function clearCoverage(): void {
  rmSync(inProject('.coverage'), { recursive: true, force: true });
}

/** Reports what the recorded commands executed together, and compares it with the thresholds of .c8rc.json. */
export async function reportCoverage(): Promise<StageOutcome> {
  rmSync(inProject(SUMMARY), { force: true });
  const { ok, output } = await runNode(['node_modules/c8/bin/c8.js', 'report']);
  const { total } = JSON.parse(readFileSync(inProject(SUMMARY), 'utf8')) as {
    total: Record<'functions' | 'branches', { pct: number }>;
  };
  return checked(ok, output, `functions ${total.functions.pct} %, branches ${total.branches.pct} %`);
}
