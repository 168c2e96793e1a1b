import { SECOND, type Duration } from '../simulation/time';
import { formatDuration } from './duration';
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

/**
 * Looks at exact times that held: those that are different under other tick phases, which nobody can choose, are windows
 * in truth. Gives a warning with the window for each.
 * @param repeat makes a cluster to which the same was done
 */
export function findWindows(pinned: readonly PinnedTime[], repeat: (variation: Variation) => ScenarioRun): string[] {
  if (pinned.length === 0) return [];
  const byTicks = TICK_VARIATIONS.map((variation) => repeat(variation).observe());
  const byAll = ALL_VARIATIONS.map((variation) => repeat(variation).observe());
  const warnings = pinned.flatMap((each) => {
    const ticked = byTicks.map((observed) => each.find(observed));
    const varied = byAll.map((observed) => each.find(observed));
    // A later start may push the record beyond the end of the scenario.
    const shifted = varied.filter((time) => time !== undefined);
    const isWindow = spread([each.at, ...ticked]) > EXACT_WITHIN || spread([each.at, ...shifted]) > START_SHIFT;
    return isWindow ? [describeWindow(each, [each.at, ...ticked, ...shifted])] : [];
  });
  return [...new Set(warnings)];
}

function spread(times: readonly (Duration | undefined)[]): Duration {
  const known = times.filter((time) => time !== undefined);
  return known.length < times.length ? Infinity : Math.max(...known) - Math.min(...known);
}

function describeWindow({ what, at }: PinnedTime, times: readonly (Duration | undefined)[]): string {
  const known = times.filter((time) => time !== undefined);
  const lead = `${what}: ${formatDuration(at)} is exact for these tick phases only`;
  if (known.length < times.length) return `${lead}; under others it is not there`;
  const tenth = SECOND / 10;
  const from = Math.floor(Math.min(...known) / tenth) * tenth;
  const to = (Math.floor(Math.max(...known) / tenth) + 1) * tenth;
  return `${lead}; under others it was ${formatDuration(from)}..${formatDuration(to)}`;
}
