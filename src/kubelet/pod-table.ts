/** What is kept of one pod: a cell for each column. */
type Row = unknown[];

/**
 * What the parts of a kubelet keep of each pod, in one table: a row for each pod and a column for each part, which
 * alone reads and writes it. Beside a map in each part it takes a fraction of the memory, and what belongs to a pod
 * lies together.
 */
export class PodTable {
  readonly #rows = new Rows();

  /** Adds a column; nothing is in it yet. */
  addColumn<T extends object | number>(): PodColumn<T> {
    const column = new PodColumn<T>(this.#rows, this.#rows.columns);
    this.#rows.columns += 1;
    return column;
  }
}

/** The rows of a {@link PodTable}. What happens to a pod asks for its row many times one after the other. */
class Rows {
  columns = 0;
  readonly #byUid = new Map<string, Row>();
  #lastUid = '';
  #last: Row | undefined;

  find(uid: string): Row | undefined {
    if (uid !== this.#lastUid) {
      this.#last = this.#byUid.get(uid);
      this.#lastUid = uid;
    }
    return this.#last;
  }

  findOrAdd(uid: string): Row {
    const found = this.find(uid);
    if (found !== undefined) return found;
    const row = new Array<unknown>(this.columns).fill(undefined);
    this.#byUid.set(uid, row);
    this.#last = row;
    return row;
  }

  delete(uid: string): void {
    this.#byUid.delete(uid);
    this.#lastUid = '';
    this.#last = undefined;
  }

  entries(): Iterable<[string, Row]> {
    return this.#byUid.entries();
  }
}

/** One column of a {@link PodTable}: a map from the uid of a pod. Pods are listed in the order of their rows. */
export class PodColumn<T extends object | number> {
  readonly #rows: Rows;
  readonly #index: number;
  #size = 0;

  /** For {@link PodTable} alone. */
  constructor(rows: Rows, index: number) {
    this.#rows = rows;
    this.#index = index;
  }

  /** How many pods have a value. */
  get size(): number {
    return this.#size;
  }

  get(uid: string): T | undefined {
    return this.#rows.find(uid)?.[this.#index] as T | undefined;
  }

  has(uid: string): boolean {
    return this.get(uid) !== undefined;
  }

  set(uid: string, value: T): void {
    const row = this.#rows.findOrAdd(uid);
    if (row[this.#index] === undefined) this.#size += 1;
    row[this.#index] = value;
  }

  /** Forgets the value of a pod; a pod of which nobody keeps anything leaves the table. */
  delete(uid: string): void {
    const row = this.#rows.find(uid);
    if (row?.[this.#index] === undefined) return;
    row[this.#index] = undefined;
    this.#size -= 1;
    if (row.every((cell) => cell === undefined)) this.#rows.delete(uid);
  }

  /** The pods that have a value. A pod may be forgotten while they are gone through. */
  *uids(): Iterable<string> {
    for (const [uid, row] of this.#rows.entries()) if (row[this.#index] !== undefined) yield uid;
  }

  /** The values of all pods. */
  *values(): Iterable<T> {
    for (const [, row] of this.#rows.entries()) if (row[this.#index] !== undefined) yield row[this.#index] as T;
  }
}
