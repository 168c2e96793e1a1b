import type { ObjectMeta } from '../api/pod';

/** An object of the API. */
export interface StoredObject {
  readonly metadata: ObjectMeta;
}

/** Who is told, at once, of an object that was stored or replaced. */
export type StoreListener<T> = (object: T) => void;

/** The objects of one kind, by namespace and name. Objects are replaced, never edited. */
export class ObjectStore<T extends StoredObject> {
  readonly #objects = new Map<string, T>();
  readonly #listeners: StoreListener<T>[] = [];
  #changes = 0;

  /** How often anything was stored. */
  get changes(): number {
    return this.#changes;
  }

  /** The objects, in the order of their creation. */
  get all(): readonly T[] {
    return [...this.#objects.values()];
  }

  /** The object of this name; undefined when there is none. */
  get(namespace: string, name: string): T | undefined {
    return this.#objects.get(`${namespace}/${name}`);
  }

  /** Stores an object; one of the same name is replaced. */
  put(object: T): void {
    const { namespace = 'default', name } = object.metadata;
    this.#objects.set(`${namespace}/${name}`, object);
    this.#changes += 1;
    for (const listener of this.#listeners) listener(object);
  }

  /** Removes the object of this name, if there is one. */
  remove(namespace: string, name: string): void {
    if (this.#objects.delete(`${namespace}/${name}`)) this.#changes += 1;
  }

  /** Tells `listener` of every object that is stored from now on. */
  onPut(listener: StoreListener<T>): void {
    this.#listeners.push(listener);
  }
}
