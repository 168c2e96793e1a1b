/** Numbers of tests. */
export interface Total {
  readonly passed: number;
  readonly failed: number;
}

/** The line that closes a run. */
export function renderTotal({ passed, failed }: Total): string {
  return `${passed} passed, ${failed} failed`;
}

/** The total in the last line of a run's output; undefined when the run did not come that far. */
export function readTotal(output: string): Total | undefined {
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  const match = /^(\d+) passed, (\d+) failed$/.exec(line);
  return match === null ? undefined : { passed: Number(match[1]), failed: Number(match[2]) };
}
