import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import type { Scope } from '../interpreter/scope';
import type { FunctionNode } from '../syntax/nodes';
import type { JsSymbol, Key, Value } from './value';
import { JsObject, dataProperty } from './value';

/** Anything that can be called. */
export abstract class JsFunction extends JsObject {
  constructor(prototype: JsObject | null) {
    super(prototype, 'Function');
  }

  /** Whether `new` takes it. */
  abstract get isConstructor(): boolean;

  /** What it is called in messages. */
  get name(): string {
    const value = this.own('name')?.value;
    return typeof value === 'string' ? value : '';
  }

  /** Sets `name` and `length`. */
  describe(name: string, length: number): void {
    const readOnly = (value: Value) => ({ ...dataProperty(value, false), writable: false });
    this.properties.set('length', readOnly(length));
    this.properties.set('name', readOnly(name));
  }
}

/** What a built-in function does at once. `newTarget` is the constructor that `new` was applied to. */
export type Native = (interpreter: Interpreter, self: Value, args: readonly Value[], newTarget?: JsObject) => Value;

/** What a built-in function does that calls functions of the script, or waits. */
export type BlockingNative = (interpreter: Interpreter, self: Value, args: readonly Value[], newTarget?: JsObject) => Evaluation<Value>;

/** A built-in function. */
export class NativeFunction extends JsFunction {
  constructor(
    prototype: JsObject | null,
    readonly action: { readonly run: Native } | { readonly block: BlockingNative },
    readonly isConstructor: boolean,
  ) {
    super(prototype);
  }
}

/** A field that instances of a class get. */
export interface ClassField {
  readonly key: Key;
  /** Computes its value, with the instance as `this`. */
  readonly initializer: Closure | undefined;
}

/** A private method or accessor that instances of a class get before their fields. */
export interface PrivateMethod {
  readonly key: JsSymbol;
  readonly isAccessor: boolean;
  readonly value: JsFunction | undefined;
  readonly getter: JsFunction | undefined;
  readonly setter: JsFunction | undefined;
}

/** A function of a script with the scope in which it was made. */
export class Closure extends JsFunction {
  /** Where `super` begins to look: set for methods. */
  home: JsObject | undefined;
  /** Set for the constructor of a class. */
  classKind: 'base' | 'derived' | undefined;
  fields: readonly ClassField[] = [];
  privateMethods: readonly PrivateMethod[] = [];
  /** The text of the class that it constructs. */
  classText: string | undefined;

  constructor(
    prototype: JsObject,
    readonly node: FunctionNode,
    readonly scope: Scope,
    /** Methods, arrow functions, asynchronous functions and generators cannot be constructed. */
    readonly isConstructor: boolean,
  ) {
    super(prototype);
  }
}

/** A function with a fixed `this` and first arguments. */
export class BoundFunction extends JsFunction {
  constructor(
    readonly target: JsFunction,
    readonly self: Value,
    readonly args: readonly Value[],
  ) {
    super(target.prototype);
  }

  get isConstructor(): boolean {
    return this.target.isConstructor;
  }
}
