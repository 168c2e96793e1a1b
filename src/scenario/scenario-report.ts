import type { Profile } from '../cluster/profile';
import { environmentOfProfile } from '../recordings/recorded-profile';
import { decisiveRows, renderFacts, type DecisiveRowsOptions } from '../report/decisive-rows';
import { renderSvg } from '../report/render-svg';
import { renderText } from '../report/render-text';
import type { TraceFact } from '../report/trace-fact';
import { buildTimeline, type TimelineInput } from '../report/timeline';
import { toSeconds } from '../simulation/time';
import { renderRows } from '../trace/render-rows';
import type { TraceRows } from '../trace/trace-rows';
import { thresholdsOf } from './failure-report';
import type { ScenarioRun } from './run/scenario-run';
import type { Scenario } from './scenario';

/** A timeline as SVG. */
export interface ScenarioPicture {
  readonly fileName: string;
  /** What it shows, in words. */
  readonly caption: string;
  readonly svg: string;
}

/** So many trace lines are shown. */
const SHOWN_LINES = 24;

/** What people get to see of a scenario. Each part is made when it is asked for. */
export class ScenarioReport {
  readonly #name: string;
  readonly #shown: ScenarioRun;
  readonly #passing: ScenarioRun | undefined;
  readonly #rows: TraceRows;
  readonly #facts: DecisiveRowsOptions;

  /** @param name the title of the pictures */
  constructor({ shown, passing, wentWrongAt }: Scenario, name: string) {
    this.#name = name;
    this.#shown = shown;
    this.#passing = passing;
    this.#rows = rowsToShow(shown);
    const around = wentWrongAt === undefined ? undefined : toSeconds(wentWrongAt);
    this.#facts = { failureThreshold: thresholdsOf(shown.observe()), limit: SHOWN_LINES, around };
  }

  /** The run that is shown first; of a failure also one in which it held. Both show the time at which it went wrong. */
  get pictures(): readonly ScenarioPicture[] {
    const found: ScenarioPicture = {
      fileName: 'timeline.svg',
      caption: this.#passing === undefined ? 'Timeline' : 'Found: the timeline of a run in which it fails',
      svg: this.#draw(this.#shown, this.#rows, this.#name),
    };
    const passing = this.#passing;
    if (passing === undefined) return [found];
    const svg = this.#draw(passing, rowsToShow(passing), `${this.#name} (where it holds)`);
    return [found, { fileName: 'passing.svg', caption: 'Expected: the timeline of a run in which it holds', svg }];
  }

  /** The trace lines that decide. */
  get decisive(): string {
    return renderFacts(decisiveRows(this.#rows, this.#facts)).join('\n');
  }

  /** A chart for the terminal, with the trace lines that decide. */
  get text(): string {
    return renderText(timelineOf(this.#shown, this.#rows, this.#name), this.#facts);
  }

  /** The latencies and phases of the shown run in the words of the recordings, as JSON on one line. */
  get environment(): string {
    const { cluster: { profile }, variation } = this.#shown;
    return `Profile ${profile.name} (${variation.describe()}): ${describeEnvironment(profile)}`;
  }

  /** Everything that was observed, one fact per line. */
  get trace(): string {
    const facts = [...decisiveRows(this.#rows, { ...this.#facts, limit: Infinity, around: undefined }), ...logFacts(this.#shown)];
    return renderFacts(facts.sort((a, b) => a.t - b.t), { columns: 160 }).join('\n');
  }

  #draw(run: ScenarioRun, rows: TraceRows, name: string): string {
    return renderSvg(buildTimeline({ ...timelineOf(run, rows, name), focus: this.#facts.around }));
  }
}

/** What containers wrote. It is left out where only what decides is shown. */
function logFacts({ now, cluster: { trace } }: ScenarioRun): TraceFact[] {
  const written = trace.logs.filter(({ t }) => t <= now);
  return written.map(({ t, pod, container, stream, text }) => ({ t: toSeconds(t), what: `log.${stream}`, pod, container, detail: text, weight: 0 }));
}

/** What a scenario did; undefined when it did nothing. */
export function reportOf(scenario: Scenario, name: string): ScenarioReport | undefined {
  return scenario.hasBegun ? new ScenarioReport(scenario, name) : undefined;
}

/** As JSON that can be broken into lines at its spaces. */
function describeEnvironment(profile: Profile): string {
  return JSON.stringify(environmentOfProfile(profile), undefined, 1).replace(/\n\s*/g, ' ');
}

function timelineOf({ now, notes }: ScenarioRun, rows: TraceRows, name: string): TimelineInput {
  return { name, rows, until: toSeconds(now), notes };
}

/** Where there is one pod, its name goes without saying. */
function rowsToShow({ now, cluster: { trace } }: ScenarioRun): TraceRows {
  const names = new Set(trace.statuses.map(({ pod }) => pod));
  return renderRows(trace, { withPod: names.size !== 1, until: now, detailed: true });
}
