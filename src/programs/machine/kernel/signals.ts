/** Signals by name, with their Linux numbers (x86, arm). */
const NUMBERS = {
  HUP: 1, INT: 2, QUIT: 3, ILL: 4, TRAP: 5, ABRT: 6, BUS: 7, FPE: 8, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13,
  ALRM: 14, TERM: 15, STKFLT: 16, CHLD: 17, CONT: 18, STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22, URG: 23, XCPU: 24,
  XFSZ: 25, VTALRM: 26, PROF: 27, WINCH: 28, POLL: 29, PWR: 30, SYS: 31,
} as const;

/** A signal's name without `SIG`. */
export type Signal = keyof typeof NUMBERS;

const NAMES = new Map<number, Signal>(Object.entries(NUMBERS).map(([name, number]) => [number, name as Signal]));
const IGNORED_BY_DEFAULT: ReadonlySet<Signal> = new Set<Signal>(['CHLD', 'URG', 'WINCH', 'CONT']);
const STOPPING: ReadonlySet<Signal> = new Set<Signal>(['STOP', 'TSTP', 'TTIN', 'TTOU']);
const ALIASES: Readonly<Record<string, Signal>> = { CLD: 'CHLD', IO: 'POLL', IOT: 'ABRT' };

/** What a shell prints about a child that a signal ended (`strsignal`). */
const DESCRIPTIONS: Partial<Record<Signal, string>> = {
  HUP: 'Hangup', QUIT: 'Quit', ILL: 'Illegal instruction', TRAP: 'Trace/breakpoint trap', ABRT: 'Aborted',
  BUS: 'Bus error', FPE: 'Floating point exception', KILL: 'Killed', USR1: 'User defined signal 1',
  SEGV: 'Segmentation fault', USR2: 'User defined signal 2', ALRM: 'Alarm clock', TERM: 'Terminated',
};

/** The number of a signal. */
export function signalNumber(signal: Signal): number {
  return NUMBERS[signal];
}

/** The signal with this number, if there is one. */
export function signalByNumber(number: number): Signal | undefined {
  return NAMES.get(number);
}

/** Reads `TERM`, `SIGTERM`, `sigterm` or `15`; undefined when it names no signal. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) return signalByNumber(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, '');
  return ALIASES[name] ?? (Object.hasOwn(NUMBERS, name) ? (name as Signal) : undefined);
}

/** What the kernel does with a signal that a process neither handles nor ignores. */
export function defaultAction(signal: Signal): 'end' | 'ignore' | 'stop' {
  if (IGNORED_BY_DEFAULT.has(signal)) return 'ignore';
  return STOPPING.has(signal) ? 'stop' : 'end';
}

/** The words a shell prints for a child ended by this signal. */
export function signalDescription(signal: Signal): string {
  return DESCRIPTIONS[signal] ?? `Signal ${NUMBERS[signal]}`;
}

/** All signals in the order of their numbers. */
export function allSignals(): readonly Signal[] {
  return [...NAMES.values()];
}
