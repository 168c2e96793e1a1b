import type { System } from '../../machine/kernel/system';
import { GeneratorObject } from '../interpreter/coroutines';
import type { Interpreter } from '../interpreter/interpreter';
import type { Scope } from '../interpreter/scope';
import { JsArray } from '../values/array';
import { BoundFunction, Closure } from '../values/function';
import { JsPromise } from '../values/promise';
import { JsBuffer, JsMap, JsObject, JsSet, type Value } from '../values/value';
import type { Emitters } from './events';
import type { EventLoop } from './event-loop';

/** Bytes that a script may ask for before somebody looks what it still holds. */
const LOOK_AFTER = 4 * 1024 * 1024;
const OBJECT_SIZE = 32;
const PROPERTY_SIZE = 32;

/**
 * The memory of a script. What it asks for counts at once; what it has let go is found at the end of a turn of the event loop,
 * when everything is looked at that it can still reach.
 */
export class HeapSize {
  /** Bytes that the kernel has been asked for. */
  #size = 0;
  #sinceLook = 0;

  constructor(private readonly system: System) {}

  /** Bytes that the script holds, as far as is known. */
  get size(): number {
    return this.#size;
  }

  /** Counts bytes; a container that has no more is killed, and this does not return. */
  add(bytes: number): void {
    this.#size += bytes;
    this.#sinceLook += bytes;
    this.system.allocate(bytes);
  }

  /** Gives back what the script cannot reach any more, if there may be much of it. */
  settle(interpreter: Interpreter, loop: EventLoop, emitters: Emitters): void {
    if (this.#sinceLook < LOOK_AFTER) return;
    this.#sinceLook = 0;
    const held = Math.min(this.#size, new Reach(emitters).measure(interpreter, loop));
    this.system.allocate(held - this.#size);
    this.#size = held;
  }
}

/** Goes through everything that a script can reach. */
class Reach {
  readonly #seen = new Set<object>();
  readonly #open: Value[] = [];
  #bytes = 0;

  constructor(private readonly emitters: Emitters) {}

  measure(interpreter: Interpreter, loop: EventLoop): number {
    this.#open.push(interpreter.realm.global);
    for (const { scope } of interpreter.waiting) if (scope !== undefined) this.#addScope(scope);
    for (const root of loop.roots()) this.#open.push(root);
    while (this.#open.length > 0) this.#visit(this.#open.pop());
    return this.#bytes;
  }

  #visit(value: Value): void {
    if (typeof value === 'string') this.#bytes += value.length;
    if (!(value instanceof JsObject) || this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#bytes += OBJECT_SIZE + PROPERTY_SIZE * value.properties.size;
    for (const property of value.properties.values()) this.#open.push(property.value, property.getter, property.setter);
    this.#open.push(value.prototype ?? undefined);
    for (const listener of this.emitters.listenersOf(value)) this.#open.push(listener);
    this.#addContents(value);
  }

  #addContents(object: JsObject): void {
    if (object instanceof JsArray) {
      this.#bytes += 8 * object.elements.length;
      for (const element of object.elements) this.#open.push(element);
    }
    if (object instanceof JsBuffer) this.#bytes += object.bytes.length;
    if (object instanceof JsMap) for (const [key, value] of object.entries) this.#open.push(key, value);
    if (object instanceof JsSet) for (const member of object.members) this.#open.push(member);
    if (object instanceof JsPromise) this.#open.push(object.value);
    if (object instanceof Closure) this.#addScope(object.scope);
    if (object instanceof GeneratorObject) this.#addScope(object.scope);
    if (object instanceof BoundFunction) this.#open.push(object.target, object.self, ...object.args);
  }

  #addScope(scope: Scope): void {
    for (let at: Scope | undefined = scope; at !== undefined && !this.#seen.has(at); at = at.parent) {
      this.#seen.add(at);
      for (const { value } of at.bindings.values()) if (typeof value !== 'symbol') this.#open.push(value);
      if (typeof at.frame.self !== 'symbol') this.#open.push(at.frame.self);
    }
  }
}
