/** What is kept of one pod: a cell for each column. */
type Row = unknown[];

/**
 * What the parts of a kubelet keep of each pod, in one table: a row for each pod and a column for each part, which
 * alone reads and writes it. Beside a map in each part it takes a fraction of the memory, and what belongs to a pod
 * lies together.
 */
export class PodTable {
  readonly #rows = new Map<string, Row>();
  #columns = 0;

  /** Adds a column; nothing is in it yet. */
  addColumn<T extends object | number>(): PodColumn<T> {
    const column = new PodColumn<T>(this.#rows, this.#columns, () => this.#emptyRow());
    this.#columns += 1;
    return column;
  }

  #emptyRow(): Row {
    return new Array<unknown>(this.#columns).fill(undefined);
  }
}

/** One column of a {@link PodTable}: a map from the uid of a pod. Pods are listed in the order of their rows. */
export class PodColumn<T extends object | number> {
  readonly #rows: Map<string, Row>;
  readonly #index: number;
  readonly #emptyRow: () => Row;
  #size = 0;

  /** For {@link PodTable} alone. */
  constructor(rows: Map<string, Row>, index: number, emptyRow: () => Row) {
    this.#rows = rows;
    this.#index = index;
    this.#emptyRow = emptyRow;
  }

  /** How many pods have a value. */
  get size(): number {
    return this.#size;
  }

  get(uid: string): T | undefined {
    return this.#rows.get(uid)?.[this.#index] as T | undefined;
  }

  has(uid: string): boolean {
    return this.get(uid) !== undefined;
  }

  set(uid: string, value: T): void {
    let row = this.#rows.get(uid);
    if (row === undefined) {
      row = this.#emptyRow();
      this.#rows.set(uid, row);
    }
    if (row[this.#index] === undefined) this.#size += 1;
    row[this.#index] = value;
  }

  /** Forgets the value of a pod; a pod of which nobody keeps anything leaves the table. */
  delete(uid: string): void {
    const row = this.#rows.get(uid);
    if (row?.[this.#index] === undefined) return;
    row[this.#index] = undefined;
    this.#size -= 1;
    if (row.every((cell) => cell === undefined)) this.#rows.delete(uid);
  }

  /** The pods that have a value. A pod may be forgotten while they are gone through. */
  *uids(): Iterable<string> {
    for (const [uid, row] of this.#rows) if (row[this.#index] !== undefined) yield uid;
  }

  /** The values of all pods. */
  *values(): Iterable<T> {
    for (const row of this.#rows.values()) if (row[this.#index] !== undefined) yield row[this.#index] as T;
  }
}
