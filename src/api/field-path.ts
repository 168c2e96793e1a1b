/**
 * The place of a field in an object, such as `spec.containers[0].resources.requests[cpu]`. A path is a chain of
 * segments and becomes text only when an error needs it
 * (`staging/src/k8s.io/apimachinery/pkg/util/validation/field/path.go` Path).
 */
export class FieldPath {
  readonly #parent: FieldPath | undefined;
  readonly #segment: string;

  private constructor(parent: FieldPath | undefined, segment: string) {
    this.#parent = parent;
    this.#segment = segment;
  }

  /** The path of a top-level field. */
  static of(name: string): FieldPath {
    return new FieldPath(undefined, name);
  }

  /** The path of a field of the object at this path. */
  child(name: string): FieldPath {
    return new FieldPath(this, `.${name}`);
  }

  /** The path of an element of the list at this path, counted from 0. */
  index(index: number): FieldPath {
    return new FieldPath(this, `[${index}]`);
  }

  /** The path of an entry of the map at this path. */
  key(key: string): FieldPath {
    return new FieldPath(this, `[${key}]`);
  }

  toString(): string {
    return this.#parent === undefined ? this.#segment : `${this.#parent.toString()}${this.#segment}`;
  }
}
