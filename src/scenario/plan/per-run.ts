/** Values by the run of a container: one that is given for a run holds for it and the later ones, until the next. */
export class PerRun<T> {
  readonly #values = new Map<number, T>();

  /** @param run from 1 on */
  set(run: number, value: T): void {
    this.#values.set(run, value);
  }

  /** Forgets everything said before. */
  clear(): void {
    this.#values.clear();
  }

  /** The value for a run, from 1 on; undefined before the first run that something was said about. */
  of(run: number): T | undefined {
    let nearest = 0;
    for (const each of this.#values.keys()) if (each <= run && each > nearest) nearest = each;
    return this.#values.get(nearest);
  }

  /** The last run that something was said about; 0 when nothing was said. */
  get last(): number {
    return Math.max(0, ...this.#values.keys());
  }
}
