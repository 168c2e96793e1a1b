import type { Closure } from '../values/function';
import type { JsObject, Value } from '../values/value';

/** The value of a variable before its declaration has been reached. */
export const UNINITIALIZED = Symbol('uninitialized');

/** A variable. */
export class Binding {
  constructor(
    public value: Value | typeof UNINITIALIZED,
    /** `silent`: an assignment changes nothing, as with the name of a function expression. */
    readonly kind: 'variable' | 'constant' | 'silent',
  ) {}
}

/** What belongs to one call of a function; arrow functions have that of the function around them. */
export interface Frame {
  /** `this`; uninitialized in the constructor of a derived class before `super()`. */
  self: Value | typeof UNINITIALIZED;
  readonly closure: Closure | undefined;
  readonly newTarget: JsObject | undefined;
  readonly args: readonly Value[];
}

/** The variables of a block or function. */
export class Scope {
  readonly bindings = new Map<string, Binding>();

  constructor(
    readonly parent: Scope | undefined,
    readonly frame: Frame,
    readonly isStrict: boolean,
    /** Whether it is that of a block in a function. */
    readonly isBlock = false,
  ) {}

  /** A scope inside this one. */
  inner(): Scope {
    return new Scope(this, this.frame, this.isStrict, true);
  }

  /** The variable that a name stands for; undefined where none is declared. */
  find(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const binding = scope.ownBinding(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  /** A variable of this scope itself. */
  ownBinding(name: string): Binding | undefined {
    return this.bindings.get(name);
  }

  /**
   * Outside strict code a function of a block is a variable of the function around as well, from its declaration on (annex B.3.2
   * of ECMA-262).
   */
  shareWithFunction(name: string): void {
    const own = this.ownBinding(name);
    for (let scope: Scope | undefined = this; scope.isBlock;) {
      scope = scope.parent;
      if (scope === undefined) return;
      const binding = scope.ownBinding(name);
      if (binding === undefined) continue;
      if (!scope.isBlock && binding.kind === 'variable' && own !== undefined) binding.value = own.value;
      return;
    }
  }

  /** Declares a variable. */
  declare(name: string, value: Value | typeof UNINITIALIZED, kind: Binding['kind'] = 'variable'): void {
    this.bindings.set(name, new Binding(value, kind));
  }

  /** Gives a declared variable its first value. */
  initialize(name: string, value: Value): void {
    const binding = this.bindings.get(name);
    if (binding === undefined) this.declare(name, value);
    else binding.value = value;
  }

  /** A scope with copies of the variables: each turn of a loop has its own. */
  copy(): Scope {
    const copy = new Scope(this.parent, this.frame, this.isStrict, this.isBlock);
    for (const [name, { value, kind }] of this.bindings) copy.declare(name, value, kind);
    return copy;
  }
}
