import type { Profile } from '../cluster/profile';
import { environmentOfProfile } from '../recordings/recorded-profile';
import { decisiveRows, renderFacts } from '../report/decisive-rows';
import { renderSvg } from '../report/render-svg';
import { renderText } from '../report/render-text';
import { buildTimeline, type TimelineInput } from '../report/timeline';
import { toSeconds } from '../simulation/time';
import type { TraceRows } from '../trace/trace-rows';
import { thresholdsOf } from './failure-report';
import type { ScenarioRun } from './run/scenario-run';
import type { Scenario } from './scenario';

/** What people get to see of a scenario. */
export interface ScenarioReport {
  /** The run that is shown first; of a failure also one in which it held. */
  readonly pictures: readonly ScenarioPicture[];
  /** The trace lines that decide. */
  readonly decisive: string;
  /** A chart for the terminal, with the trace lines that decide. */
  readonly text: string;
  /** The latencies and phases of the shown run in the words of the recordings, as JSON on one line. */
  readonly environment: string;
  /** Everything that was observed, one fact per line. */
  readonly trace: string;
}

/** A timeline as SVG. */
export interface ScenarioPicture {
  readonly fileName: string;
  readonly svg: string;
}

/** So many trace lines are shown. */
const SHOWN_LINES = 24;

/** Renders what a scenario did; undefined when it did nothing. */
export function renderReport(scenario: Scenario, name: string): ScenarioReport | undefined {
  if (!scenario.hasBegun) return undefined;
  const { shown, passing } = scenario;
  const observed = shown.observe();
  const { profile } = shown.cluster;
  const options = { failureThreshold: thresholdsOf(observed), limit: SHOWN_LINES };
  const rows = withoutOnlyName(observed.rows);
  return {
    pictures: [
      { fileName: 'timeline.svg', svg: renderSvg(buildTimeline(timelineOf(shown, name))) },
      ...(passing === undefined ? [] : [{ fileName: 'passing.svg', svg: renderSvg(buildTimeline(timelineOf(passing, `${name} (where it holds)`))) }]),
    ],
    decisive: renderFacts(decisiveRows(rows, options)).join('\n'),
    text: renderText(timelineOf(shown, name), options),
    environment: `Profile ${profile.name} (${shown.variation.describe()}): ${describeEnvironment(profile)}`,
    trace: renderFacts(decisiveRows(rows, { ...options, limit: Infinity }), { columns: 160 }).join('\n'),
  };
}

/** As JSON that can be broken into lines at its spaces. */
function describeEnvironment(profile: Profile): string {
  return JSON.stringify(environmentOfProfile(profile), undefined, 1).replace(/\n\s*/g, ' ');
}

function timelineOf(run: ScenarioRun, name: string): TimelineInput {
  const rows = run.rows();
  return { name, rows: withoutOnlyName(rows), until: toSeconds(run.now), notes: run.notes };
}

/** Where there is one pod, its name goes without saying. */
function withoutOnlyName(rows: TraceRows): TraceRows {
  const names = new Set(rows.status.map(({ pod }) => pod));
  if (names.size !== 1) return rows;
  const unnamed = <R extends { pod?: string }>(list: readonly R[]): R[] => list.map((row) => ({ ...row, pod: undefined }));
  return { status: unnamed(rows.status), events: unnamed(rows.events), runtime: unnamed(rows.runtime), probes: unnamed(rows.probes) };
}
