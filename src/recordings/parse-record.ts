import { checkReferences } from './check-references';
import { checkScenario } from './check-scenario';
import { checkTrace } from './check-trace';
import { objectOf } from './record-checks';
import { RecordError } from './record-error';
import type { Recording } from './recording';

const checkShape = objectOf({ scenario: checkScenario, trace: checkTrace });

/**
 * Parses one line of a recording.
 *
 * @throws {RecordError} naming the field that is missing, unknown, of the wrong type, out of bounds or out of order, or
 *   that mentions a pod or a container which the scenario does not have
 */
export function parseRecord(line: string): Recording {
  const record = parseJson(line) as Recording;
  checkShape(record, '');
  checkReferences(record);
  return record;
}

/**
 * Parses one line of JSON.
 *
 * @throws {RecordError} if the line is not JSON
 */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new RecordError('', `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
