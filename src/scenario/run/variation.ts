import type { Profile } from '../../cluster/profile';
import { RandomStreams } from '../../simulation/random';
import { MILLISECOND, milliseconds, seconds, type Duration } from '../../simulation/time';
import { formatDuration } from '../duration';
import type { Window } from '../time-span';

/** What differs from one node, or one run, to the next and no user can choose. */
export const KNOBS = ['relist', 'sync', 'housekeeping', 'gc', 'wall', 'sandbox', 'create', 'start', 'stopSandbox'] as const;

/** One of {@link KNOBS}. */
export type Knob = (typeof KNOBS)[number];

/** How far each knob can be turned; sandbox, create and start together are less than a second. */
const RANGES: Readonly<Record<Knob, Duration>> = {
  relist: seconds(1), sync: seconds(1), housekeeping: seconds(2), gc: seconds(60), wall: seconds(1),
  sandbox: seconds(0.6), create: seconds(0.1), start: seconds(0.3), stopSandbox: seconds(0.3),
};

const NAMES: Readonly<Record<Knob, string>> = {
  relist: 'relists', sync: 'sync ticks', housekeeping: 'housekeeping', gc: 'garbage collection', wall: 'wall clock',
  sandbox: 'sandbox', create: 'create', start: 'start', stopSandbox: 'stop of the sandbox',
};

/** One possibility of tick phases and latencies: seed 0 is the profile as it is, any other seed draws its own. */
export class Variation {
  readonly #streams: RandomStreams;
  readonly #choices = new Map<string, Duration>();

  /** @param only which parts vary: knobs, and choices by their names; the others stay as in the profile */
  constructor(readonly seed: number, readonly only: readonly string[] | undefined = undefined) {
    this.#streams = new RandomStreams(seed);
  }

  /** How far from the profile it is, to tell small counter-examples from large ones. */
  get size(): number {
    return this.turned.reduce((sum, knob) => sum + this.#draw(knob) / RANGES[knob], 0);
  }

  /** The knobs that are turned. */
  get turned(): readonly Knob[] {
    return this.seed === 0 ? [] : KNOBS.filter((knob) => this.only?.includes(knob) ?? true);
  }

  /** What varies: the knobs, and the choices that were asked for. */
  get parts(): readonly string[] {
    const choices = [...this.#choices.keys()].filter((choice) => this.seed !== 0 && (this.only?.includes(choice) ?? true));
    return [...this.turned, ...choices];
  }

  /** A time in a window that a scenario leaves open, in whole milliseconds; the lower end if it does not vary. */
  choose(choice: string, { from, to }: Window): Duration {
    const varies = this.seed !== 0 && (this.only?.includes(choice) ?? true);
    const part = varies ? this.#streams.stream(`choice/${choice}`).next() : 0;
    const chosen = from + milliseconds(Math.floor((part * (to - from)) / MILLISECOND));
    this.#choices.set(choice, chosen);
    return chosen;
  }

  /** A profile with this variation; latencies come on top of those of the profile. */
  apply(profile: Profile): Profile {
    const { phases, latencies } = profile;
    const turned = (knob: Knob, otherwise: Duration): Duration => (this.turned.includes(knob) ? this.#draw(knob) : otherwise);
    const added = (knob: Knob, to: Duration): Duration => to + turned(knob, 0);
    return {
      ...profile,
      phases: {
        relist: turned('relist', phases.relist),
        sync: turned('sync', phases.sync),
        housekeeping: turned('housekeeping', phases.housekeeping),
        containerGc: turned('gc', phases.containerGc),
      },
      latencies: {
        ...latencies,
        sandbox: added('sandbox', latencies.sandbox),
        create: added('create', latencies.create),
        start: added('start', latencies.start),
        stopSandbox: added('stopSandbox', latencies.stopSandbox),
      },
      wallFraction: turned('wall', profile.wallFraction),
    };
  }

  /** The variation in words: `relists 830ms, start 120ms`. */
  describe(): string {
    const knobs = this.turned.map((knob) => `${NAMES[knob]} ${formatDuration(this.#draw(knob))}`);
    const choices = [...this.#choices].map(([choice, value]) => `${describeChoice(choice)} after ${formatDuration(value)}`);
    return [...knobs, ...choices].join(', ') || 'as in the profile';
  }

  /** How it is asked for again: `seed=17&only=relist`. */
  query(): string {
    return `seed=${this.seed}${this.only === undefined ? '' : `&only=${this.only.join(',')}`}`;
  }

  /** In whole milliseconds, so that a counter-example can be written down. */
  #draw(knob: Knob): Duration {
    return milliseconds(Math.floor(this.#streams.stream(`knob/${knob}`).next() * (RANGES[knob] / 1_000)));
  }
}

/** A choice in the words of the phrase that would make it: `container "app" becomes ready`. */
function describeChoice(choice: string): string {
  const [container, probe] = choice.split('/');
  const health = { liveness: 'healthy', readiness: 'ready', startup: 'started' }[probe] ?? probe;
  return `container "${container}" becomes ${health}`;
}
