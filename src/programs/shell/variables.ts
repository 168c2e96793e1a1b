import { ShellError } from './failures';
import { IndexedArray } from './indexed-array';
import type { Dialect } from './syntax/cursor';

/** A shell variable; one without a value exists to be exported or protected later. */
interface Variable {
  readonly value: string | IndexedArray | undefined;
  readonly isExported: boolean;
  readonly isReadOnly: boolean;
}

/** Number of chains in ash's table of variables (`VTABSIZE`): they decide the order in which `env` shows them. */
const CHAINS = 39;

/** The variables of one shell. A forked shell has a copy. */
export class Variables {
  readonly #variables: Map<string, Variable>;
  /** What the running functions have hidden with `local`, innermost last. */
  readonly #scopes: Map<string, Variable | undefined>[] = [];
  #environment: ReadonlyMap<string, string> | undefined;

  constructor(copied?: Variables, private readonly dialect: Dialect = 'ash') {
    this.#variables = new Map(copied === undefined ? [] : copied.#variables);
    if (copied === undefined) return;
    this.#environment = copied.#environment;
    for (const scope of copied.#scopes) this.#scopes.push(new Map(scope));
  }

  /** The value, that of an array at index 0; undefined when unset. */
  get(name: string): string | undefined {
    const value = this.#variables.get(name)?.value;
    return value instanceof IndexedArray ? value.get(0) : value;
  }

  /** The array that a variable is; undefined when it is none. */
  getArray(name: string): IndexedArray | undefined {
    const value = this.#variables.get(name)?.value;
    return value instanceof IndexedArray ? value : undefined;
  }

  /** Makes an array of a variable. @throws ShellError when it is read-only */
  setArray(name: string, array: IndexedArray): void {
    this.#checkWritable(name);
    this.#put(name, { value: array, isExported: this.#variables.get(name)?.isExported ?? false, isReadOnly: false });
  }

  /** Sets a value, in an array that at index 0. @throws ShellError when the variable is read-only */
  set(name: string, value: string): void {
    this.#checkWritable(name);
    const known = this.#variables.get(name);
    const isExported = known?.isExported ?? false;
    this.#put(name, { value: known?.value instanceof IndexedArray ? known.value.with(0, value) : value, isExported, isReadOnly: false });
  }

  /** Marks a variable to be given to the programs that the shell starts. */
  export(name: string, isExported = true): void {
    const known = this.#variables.get(name);
    this.#put(name, { value: known?.value, isExported, isReadOnly: known?.isReadOnly ?? false });
  }

  /** Protects a variable for the rest of the shell's life. */
  protect(name: string): void {
    const known = this.#variables.get(name);
    this.#put(name, { value: known?.value, isExported: known?.isExported ?? false, isReadOnly: true });
  }

  /** Forgets a variable. @throws ShellError when it is read-only */
  unset(name: string): void {
    this.#checkWritable(name);
    if (this.#variables.get(name)?.isExported === true) this.#environment = undefined;
    this.#variables.delete(name);
  }

  /** Takes the value away and leaves everything else, as `local name` does. */
  clear(name: string): void {
    const known = this.#variables.get(name);
    if (known !== undefined) this.#put(name, { ...known, value: undefined });
  }

  /** Names of variables that are set, sorted; all of them, or the exported or read-only ones. */
  names(kind: 'all' | 'exported' | 'read-only' = 'all'): string[] {
    const names: string[] = [];
    for (const [name, variable] of this.#variables) {
      const isWanted =
        kind === 'all' ? variable.value !== undefined
        : kind === 'exported' ? variable.isExported
        : variable.isReadOnly;
      if (isWanted) names.push(name);
    }
    return names.sort();
  }

  /** Begins the variables of a function call. */
  pushScope(): void {
    this.#scopes.push(new Map());
  }

  /** Ends the variables of a function call: what it had hidden is back. */
  popScope(): void {
    for (const [name, variable] of this.#scopes.pop() ?? []) {
      if (variable === undefined) this.#variables.delete(name);
      else this.#variables.set(name, variable);
      this.#environment = undefined;
    }
  }

  /** Whether a function is running. */
  get isInFunction(): boolean {
    return this.#scopes.length > 0;
  }

  /** Hides a variable until the function ends; it keeps its value. False when the function has done so before. */
  makeLocal(name: string): boolean {
    const scope = this.#scopes.at(-1);
    if (scope === undefined || scope.has(name)) return false;
    scope.set(name, this.#variables.get(name));
    return true;
  }

  /** The exported variables in the order in which ash passes them on. Arrays are not passed on. */
  get environment(): ReadonlyMap<string, string> {
    this.#environment ??= this.#collectEnvironment();
    return this.#environment;
  }

  #collectEnvironment(): ReadonlyMap<string, string> {
    const exported: { readonly name: string; readonly value: string; readonly chain: number }[] = [];
    for (const [name, { value, isExported }] of this.#variables) {
      if (isExported && typeof value === 'string') exported.push({ name, value, chain: chainOf(name) });
    }
    exported.sort((left, right) => left.chain - right.chain);
    return new Map(exported.map(({ name, value }) => [name, value]));
  }

  #put(name: string, variable: Variable): void {
    if (variable.isExported || this.#variables.get(name)?.isExported === true) this.#environment = undefined;
    this.#variables.set(name, variable);
  }

  #checkWritable(name: string): void {
    if (this.#variables.get(name)?.isReadOnly !== true) return;
    throw this.dialect === 'bash' ? new ShellError(`${name}: readonly variable`, 1) : new ShellError(`${name}: is read only`);
  }
}

/** The chain of ash's table that a name belongs to (`hashvar`). */
function chainOf(name: string): number {
  let hash = name.charCodeAt(0) << 4;
  for (let index = 0; index < name.length; index++) hash += name.charCodeAt(index);
  return hash % CHAINS;
}
