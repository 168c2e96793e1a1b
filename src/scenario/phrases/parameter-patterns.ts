import { DURATION_PATTERN } from '../duration';
import { EXIT_PATTERN } from '../exit';
import { SIGNALS } from '../expectations/signal-expectations';
import { MOMENT_PATTERN } from '../moment';
import { CONTAINER_STATES } from '../observation/container-state';
import { POD_STATES } from '../observation/pod-state';
import { WORKLOAD_PATTERN } from '../pods-of-manifest';
import { CONTAINER_PATTERN, POD_PATTERN } from '../references';
import { PROFILES } from '../setup';
import { DELAY_PATTERN, WINDOW_PATTERN } from '../time-span';

/** The parameters that are one of some words. */
export const PARAMETER_WORDS = {
  podState: POD_STATES,
  containerState: CONTAINER_STATES,
  startOrExit: ['started', 'exited'],
  fails: ['fails', 'stops answering'],
  probe: ['liveness', 'readiness', 'startup'],
  health: ['healthy', 'ready', 'started'],
  hook: ['postStart', 'preStop'],
  signal: SIGNALS,
  profile: Object.keys(PROFILES),
  qosClass: ['Guaranteed', 'Burstable', 'BestEffort'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What the parameters of phrases look like in a step: sources of regular expressions, by their names. */
export const PARAMETER_PATTERNS = {
  pod: POD_PATTERN,
  container: CONTAINER_PATTERN,
  workload: WORKLOAD_PATTERN,
  duration: DURATION_PATTERN,
  delay: DELAY_PATTERN,
  window: WINDOW_PATTERN,
  moment: MOMENT_PATTERN,
  exit: EXIT_PATTERN,
  reason: '"?([A-Z][A-Za-z]+)"?',
  quantity: String.raw`\d+(?:\.\d+)?(?:[KMGTPE]i?|[mnuk])?`,
  ...mapValues(PARAMETER_WORDS, (words) => words.join('|')),
} as const;

/** The parameter types of Cucumber that phrases use. */
export const CUCUMBER_PATTERNS = { int: String.raw`-?\d+`, word: String.raw`[^\s]+`, string: '"[^"]*"' } as const;

function mapValues<K extends string, V, W>(record: Readonly<Record<K, V>>, map: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<K, W>;
}
