import { checkScenario } from './check-scenario';
import type { JitterRecord } from './jitter';
import { parseJson } from './parse-record';
import { count, integerBetween, listOf, name, objectOf, optional, seconds } from './record-checks';
import { RecordError } from './record-error';

const checkSpread = objectOf({
  what: name,
  container: optional(name),
  n: integerBetween(1, 1_000_000),
  runs: integerBetween(1, 1_000_000),
  min: seconds,
  median: seconds,
  max: seconds,
  zero: optional(seconds),
  gapMin: optional(seconds),
  gapMedian: optional(seconds),
  gapMax: optional(seconds),
});

const checkRecords = listOf(objectOf({ scenario: checkScenario, runs: count, series: listOf(checkSpread) }));

/**
 * Parses the text of `kubelet-jitter.json`.
 *
 * @throws {RecordError} naming the field that is missing, unknown, of the wrong type, or out of bounds or order
 */
export function parseJitterRecords(text: string): JitterRecord[] {
  const records = parseJson(text) as JitterRecord[];
  checkRecords(records, 'records');
  records.forEach((record, i) => record.series.forEach((spread, k) => {
    const field = `records[${i}].series[${k}]`;
    if (spread.runs > record.runs) throw new RecordError(`${field}.runs`, `must be at most ${record.runs}, found ${spread.runs}`);
    if (spread.min <= spread.median && spread.median <= spread.max) return;
    throw new RecordError(`${field}.median`, `must lie between min and max, found ${spread.median}`);
  }));
  return records;
}
