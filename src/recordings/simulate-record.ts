import { clusterRecordOf, type PodRow } from './cluster-record';
import { checkScenario } from './check-scenario';
import { parseJson } from './parse-record';
import { asObject } from './record-checks';
import { RecordError } from './record-error';
import type { RecordedScenario } from './recording';
import { replayScenario } from './replay-recording';
import { simulateLikelyLife } from './likely-life';
import type { TraceRows } from '../trace/trace-rows';

/** What becomes of one line of a file of records: a kubelet's trace, a cluster's pods, or why there is neither. */
export type SimulatedRecord =
  | { readonly name: string; readonly trace: TraceRows }
  | { readonly name: string; readonly rows: readonly PodRow[] }
  | { readonly name: string; readonly error: string };

/**
 * Simulates one record from its line. Of a kubelet's record nothing but the scenario is read, of a cluster's its
 * manifests, actions and duration.
 * A record that cannot be simulated gives the reason instead of a trace.
 */
export function simulateRecord(line: string): SimulatedRecord {
  let name = '';
  try {
    const record = asObject(parseJson(line), 'record');
    name = nameOf(record);
    if (record.manifests !== undefined) return { name, rows: simulateLikelyLife(clusterRecordOf(record)) };
    if (record.scenario === undefined) throw new RecordError('scenario', 'is missing');
    checkScenario(record.scenario, 'scenario');
    return { name, trace: replayScenario(record.scenario as RecordedScenario) };
  } catch (error) {
    return { name, error: error instanceof Error ? error.message : String(error) };
  }
}

function nameOf(record: Record<string, unknown>): string {
  const { scenario } = record;
  const name = typeof scenario === 'object' && scenario !== null ? (scenario as { name?: unknown }).name : record.name;
  return typeof name === 'string' ? name : '';
}
