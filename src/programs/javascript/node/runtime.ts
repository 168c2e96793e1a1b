import { MILLISECOND } from '../../../simulation/time';
import { UnsupportedConstruct } from '../../machine/errors';
import { toByteText } from '../../machine/kernel/byte-text';
import type { System } from '../../machine/kernel/system';
import { createRealm } from '../builtins/builtins';
import { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { JAVASCRIPT } from '../interpreter/language';
import { deferred } from '../interpreter/promises';
import type { Realm } from '../interpreter/realm';
import type { JsObject, Value } from '../values/value';
import { EventLoop, fromKernel } from './event-loop';
import { Emitters, addOnce } from './events';
import { HeapSize } from './heap-size';

/** Looks at the clock within one turn of the event loop that take no time. */
const FREE_LOOKS = 100;
/** What each further look takes: a loop that waits for the clock gets ahead so, and faster when it waits for long. */
const LOOK_TIME = MILLISECOND;
const LONG_WAIT = 1_000;
const LOOK_TIME_IN_LONG_WAIT = 10 * MILLISECOND;

/** Which Node.js it is. */
export interface NodeVersion {
  /** `v22.12.0` */
  readonly text: string;
}

/** A process of Node.js: what its modules have in common. */
export class NodeRuntime {
  readonly realm: Realm;
  readonly interpreter: Interpreter;
  readonly loop: EventLoop;
  readonly emitters: Emitters;
  readonly heap: HeapSize;
  #looks = 0;
  #random: number;

  constructor(
    readonly system: System,
    readonly version: NodeVersion,
    /** Whether the image may have packages that nobody knows. */
    readonly mayHavePackages: boolean,
  ) {
    this.#random = system.task.pid * 7919;
    this.realm = createRealm({ random: () => this.nextRandom(), readClock: () => this.readClock() });
    this.heap = new HeapSize(system);
    this.interpreter = new Interpreter(this.realm, JAVASCRIPT, {
      step: (count) => { system.step(count); },
      allocate: (bytes) => { this.heap.add(bytes); },
    });
    this.emitters = new Emitters(this.realm);
    this.loop = new EventLoop(system, this.interpreter, () => { this.#endTurn(); });
    addOnce(this.realm, this.emitters, deferred);
  }

  /**
   * The clock in milliseconds. Computing takes no time here; but who looks at the clock again and again within one turn waits
   * for it to go on, and so it does: by a millisecond for each look after the first hundred, by ten after the first thousand.
   */
  *readClock(): Evaluation<number> {
    this.#looks++;
    if (this.#looks > FREE_LOOKS) yield* fromKernel(this.system.sleep(this.#looks > LONG_WAIT ? LOOK_TIME_IN_LONG_WAIT : LOOK_TIME));
    return Math.floor(this.system.wallClock / 1000);
  }

  /** Milliseconds since the process began. */
  *readAge(): Evaluation<number> {
    yield* this.readClock();
    return (this.system.now - this.system.task.startedAt) / 1000;
  }

  /** Writes a text to a descriptor; waits while a pipe has no room. */
  *write(descriptor: number, text: string): Evaluation<void> {
    yield* fromKernel(this.system.write(descriptor, toByteText(text)));
  }

  /** Calls a function of the script as soon as the present one has come to its end (`process.nextTick`). */
  tick(callback: Value, args: readonly Value[]): void {
    this.loop.ticks.push(() => this.interpreter.call(callback, undefined, args));
  }

  /** Calls the listeners of an event as soon as the present function of the script has come to its end. */
  emitLater(emitter: JsObject, event: string, args: readonly Value[]): void {
    this.loop.ticks.push(() => this.emitters.emit(this.interpreter, emitter, event, args));
  }

  /** Refuses something of Node.js that is not built here. */
  refuse(what: string): never {
    throw new UnsupportedConstruct(`${what} of Node.js`);
  }

  #endTurn(): void {
    this.#looks = 0;
    this.heap.settle(this.interpreter, this.loop, this.emitters);
  }

  /** From 0 to 1, by the generator that `$RANDOM` of the shell has. */
  nextRandom(): number {
    let value = 0;
    for (let part = 0; part < 2; part++) {
      this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) >>> 0;
      value = value * 32_768 + ((this.#random >>> 16) & 0x7fff);
    }
    return value / 32_768 ** 2;
  }
}
