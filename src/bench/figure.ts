/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is the median or mean of. */
  readonly n: number;
}

/** CPU time of this process so far, in milliseconds. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** CPU milliseconds for which a body is run before it counts: the engine's hot paths are compiled by then. */
const WARM_UP = 6_000;

/** CPU milliseconds for which it is measured at least: a shared machine is slower for a second now and then. */
const MEASURED = 3_000;

/** The CPU milliseconds that one call takes, warm: the median of at least `runs` calls. */
export function medianCpu(runs: number, body: () => void): number {
  const warm = cpuMilliseconds() + WARM_UP;
  while (cpuMilliseconds() < warm) body();
  const times: number[] = [];
  const enough = cpuMilliseconds() + MEASURED;
  while (times.length < runs || cpuMilliseconds() < enough) {
    const before = cpuMilliseconds();
    body();
    times.push(cpuMilliseconds() - before);
  }
  return median(times);
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Rounds to four significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
