import { MINUTE, SECOND, type Duration, type Instant } from '../simulation/time';
import { formatDuration, formatHundredths } from './duration';
import type { ScenarioRun } from './run/scenario-run';
import { Variation } from './run/variation';
import { EXACT_WITHIN } from './time-span';
import type { PinnedTime } from './verdict';

const TICKS = ['relist', 'sync', 'housekeeping', 'gc', 'wall'];

/** Tick phases that are tried: what moves with them at all is a window. */
const TICK_VARIATIONS = [1, 2, 3, 4].map((seed) => new Variation(seed, TICKS));

/** Phases and latencies that are tried: what moves with them by more than they last is a window. */
const ALL_VARIATIONS = [5, 6, 7, 8].map((seed) => new Variation(seed));

/** How much a start may shift what counts from the beginning. */
const START_SHIFT: Duration = 2 * SECOND;

/** How much later than in the shown run an exact time is looked for, before the whole scenario is run. */
const LATER = 2;
const LATER_BY: Duration = MINUTE;

/**
 * Makes a cluster to which the same was done.
 * @param until where it may end; what was done later is left out
 */
export type Repeat = (variation: Variation, until?: Instant) => ScenarioRun;

/**
 * Looks at exact times that held: those that are different under other tick phases, which nobody can choose, are windows
 * in truth. Gives a warning with the window for each.
 */
export function findWindows(pinned: readonly PinnedTime[], repeat: Repeat): string[] {
  if (pinned.length === 0) return [];
  const ticked = TICK_VARIATIONS.map((variation) => findAll(pinned, variation, repeat));
  const varied = ALL_VARIATIONS.map((variation) => findAll(pinned, variation, repeat));
  const warnings = pinned.flatMap((each, index) => {
    const byTicks = ticked.map((times) => times[index]);
    // A later start may push the record beyond the end of the scenario.
    const shifted = varied.map((times) => times[index]).filter((time) => time !== undefined);
    const isWindow = spread([each.at, ...byTicks]) > EXACT_WITHIN || spread([each.at, ...shifted]) > START_SHIFT;
    return isWindow ? [describeWindow(each, [each.at, ...byTicks, ...shifted])] : [];
  });
  return [...new Set(warnings)];
}

/** The same times in another run. What came early in a long scenario is found without the rest of it. */
function findAll(pinned: readonly PinnedTime[], variation: Variation, repeat: Repeat): (Instant | undefined)[] {
  const last = Math.max(...pinned.map(({ by }) => by));
  const find = (run: ScenarioRun): (Instant | undefined)[] => {
    const observed = run.observe();
    return pinned.map((each) => each.find(observed));
  };
  const early = find(repeat(variation, last * LATER + LATER_BY));
  return early.includes(undefined) ? find(repeat(variation)) : early;
}

function spread(times: readonly (Duration | undefined)[]): Duration {
  const known = times.filter((time) => time !== undefined);
  return known.length < times.length ? Infinity : Math.max(...known) - Math.min(...known);
}

function describeWindow({ what, at }: PinnedTime, times: readonly (Duration | undefined)[]): string {
  const known = times.filter((time) => time !== undefined);
  const lead = `${what}: ${formatHundredths(at)} is exact for these tick phases only`;
  if (known.length < times.length) return `${lead}; under others it is not there`;
  const tenth = SECOND / 10;
  const from = Math.floor(Math.min(...known) / tenth) * tenth;
  const to = (Math.floor(Math.max(...known) / tenth) + 1) * tenth;
  return `${lead}; under others it was ${formatDuration(from)}..${formatDuration(to)}`;
}
