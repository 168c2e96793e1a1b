import { closestName } from '../manifest/nearest-name';
import { compareTraces } from '../recordings/compare-traces';
import { parseRecord } from '../recordings/parse-record';
import { readLines, recordingPath, type RecordingName } from '../recordings/read-records';
import type { Recording } from '../recordings/recording';
import { seconds } from '../simulation/time';
import type { TraceRows } from '../trace/trace-rows';
import { formatDuration } from './duration';
import { ScenarioError } from './scenario-error';
import { fails, holds, type Expectation } from './verdict';

/** Where recordings of the kubelet are looked for, one after the other. */
const FILES: readonly RecordingName[] = ['kubelet-basic', 'kubelet-edge', 'kubelet-random', 'kubelet-rules'];

const lines = new Map<RecordingName, readonly string[]>();
const known = new Map<string, Recording>();

/**
 * The recording of that name, of those that come with the project.
 * @throws ScenarioError when there is none
 */
export function findRecording(name: string): Recording {
  const found = known.get(name) ?? searchRecording(name);
  known.set(name, found);
  return found;
}

function searchRecording(name: string): Recording {
  for (const file of FILES) {
    const texts = lines.get(file) ?? readLines(recordingPath(file)).map(({ text }) => text);
    lines.set(file, texts);
    const text = texts.find((each) => each.slice(0, 200).includes(`"name":"${name}"`) || each.slice(0, 200).includes(`"name": "${name}"`));
    if (text !== undefined) return parseRecord(text);
  }
  const names = [...lines.values()].flat().flatMap((text) => /"name": ?"([^"]*)"/.exec(text.slice(0, 200))?.[1] ?? []);
  throw new ScenarioError(`There is no recording "${name}"; the nearest is "${closestName(name, names)?.name}" (src/recordings/data/README.md)`);
}

/**
 * The trace is that of the recording to the last probe, call and Event; see `compareTraces`, level 4.
 * @throws ScenarioError when there is no recording
 */
export function traceOfRecordingAgrees(recording: Recording | undefined): Expectation {
  if (recording === undefined) throw new ScenarioError('The scenario names no recording: write Given the recording "…" first');
  const { scenario, trace } = recording;
  return (observed) => {
    if (observed.now < seconds(scenario.until)) {
      const expected = `the whole recording, ${formatDuration(seconds(scenario.until))}`;
      return fails({ expected, actual: `only ${formatDuration(observed.now)}`, hint: 'the cluster runs until the recording ends' });
    }
    const withPod = scenario.pods !== undefined;
    const { level, difference } = compareTraces(trace, rowsUntil(observed.rows, scenario.until, withPod));
    return level === 4 ? holds() : fails({ expected: `the trace of recording "${scenario.name}"`, actual: difference ?? 'another one' });
  };
}

function rowsUntil(rows: TraceRows, until: number, withPod: boolean): TraceRows {
  const cut = <R extends { t: number; end?: number; pod?: string }>(list: readonly R[]): R[] => list
    .filter(({ t, end = t }) => end <= until)
    .map((row) => (withPod ? row : { ...row, pod: undefined }));
  return { status: cut(rows.status), events: cut(rows.events), runtime: cut(rows.runtime), probes: cut(rows.probes) };
}
