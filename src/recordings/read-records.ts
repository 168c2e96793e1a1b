import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseRecord } from './parse-record';
import { RecordError } from './record-error';
import type { Recording } from './recording';

/** The recordings that come with this repository, by what they hold; see `data/README.md`. */
export type RecordingName = 'kubelet-basic' | 'kubelet-random' | 'kubelet-edge' | 'kubelet-rules' | 'kubelet-jitter' | 'cluster';

/** The path of a recording that comes with this repository. */
export function recordingPath(recording: RecordingName): string {
  const suffix = recording === 'kubelet-jitter' ? 'json.gz' : 'jsonl.gz';
  return join(__dirname, 'data', `${recording}.${suffix}`);
}

/** Reads a text file, decompressed if its name ends in `.gz`. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The lines of a text file that are not blank, with their numbers from 1 on; see {@link readText}. */
export function readLines(path: string): { readonly number: number; readonly text: string }[] {
  return readText(path)
    .split('\n')
    .map((text, index) => ({ number: index + 1, text }))
    .filter((line) => line.text.trim() !== '');
}

/**
 * Reads the records of a `.jsonl` or `.jsonl.gz` file, one per line.
 *
 * @throws {RecordError} naming file, line and field of the first record that is malformed
 */
export function readRecords(path: string): Recording[] {
  return readLines(path).map((line) => {
    try {
      return parseRecord(line.text);
    } catch (error) {
      if (error instanceof RecordError) throw error.in(`${path}:${line.number}`);
      throw error;
    }
  });
}
