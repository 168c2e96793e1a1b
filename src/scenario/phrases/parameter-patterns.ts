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

/** Those that Cucumber knows by itself come first. */
const PATTERNS: Readonly<Record<string, string>> = { int: String.raw`-?\d+`, word: String.raw`[^\s]+`, string: '"[^"]*"', ...PARAMETER_PATTERNS };

/** Whether a text can stand for a parameter. */
export function isParameter(text: string, name: string): boolean {
  return new RegExp(`^(?:${PATTERNS[name]})$`).test(text);
}

/**
 * The expression of a phrase as the source of a regular expression.
 * @param open which of its parameters may be anything: the group `misfit`
 */
export function phrasePattern(expression: string, open?: number): string {
  let index = -1;
  return expression
    .replace(/[.*+?^$[\]\\|]/g, String.raw`\$&`)
    .replace(/\((\w+)\)/g, '(?:$1)?')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      index += 1;
      return index === open ? '(?<misfit>.+?)' : `(?:${PATTERNS[name]})`;
    });
}

function mapValues<K extends string, V, W>(record: Readonly<Record<K, V>>, map: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<K, W>;
}
