/** A symbol of a script. */
export class JsSymbol {
  constructor(readonly description: string | undefined) {}
}

/** What a property is called. */
export type Key = string | JsSymbol;

/** A value of a script. Its objects are ours: no object of the host is ever one. */
export type Value = undefined | null | boolean | number | bigint | string | JsSymbol | JsObject;

/** A property of an object: data, or a getter and a setter. */
export interface Property {
  value: Value;
  getter: JsObject | undefined;
  setter: JsObject | undefined;
  isAccessor: boolean;
  enumerable: boolean;
  writable: boolean;
  configurable: boolean;
  /** Set where Node.js has something that is not built here: to read it ends the machine with this text. */
  readonly refusal?: string;
}

/** A data property. */
export function dataProperty(value: Value, enumerable = true): Property {
  return { value, getter: undefined, setter: undefined, isAccessor: false, enumerable, writable: true, configurable: true };
}

/** A property that is computed. */
export function accessorProperty(getter: JsObject | undefined, setter: JsObject | undefined, enumerable = false): Property {
  return { value: undefined, getter, setter, isAccessor: true, enumerable, writable: true, configurable: true };
}

/** An object of a script. */
export class JsObject {
  readonly properties = new Map<Key, Property>();
  isExtensible = true;

  /** @param kind what `Object.prototype.toString` calls it */
  constructor(
    public prototype: JsObject | null,
    readonly kind: string = 'Object',
  ) {}

  /** The property of the object itself. */
  own(key: Key): Property | undefined {
    return this.properties.get(key);
  }

  /** Sets a property of the object itself, whatever was there. */
  define(key: Key, property: Property): void {
    this.properties.set(key, property);
  }

  /** Removes a property; false when it has to stay. */
  remove(key: Key): boolean {
    const property = this.own(key);
    if (property !== undefined && !property.configurable) return false;
    this.properties.delete(key);
    return true;
  }

  /** The keys of the object itself: whole numbers in their order, then names, then symbols, as they were added. */
  keys(): Key[] {
    const keys = [...this.properties.keys()];
    const names = keys.filter((key): key is string => typeof key === 'string');
    const numbers = names.filter(isIndex);
    if (numbers.length === 0 && names.length === keys.length) return keys;
    numbers.sort((left, right) => Number(left) - Number(right));
    return [...numbers, ...names.filter((name) => !isIndex(name)), ...keys.filter((key) => typeof key !== 'string')];
  }

  /** Makes everything in it unchangeable. */
  freeze(isFrozen: boolean): void {
    this.isExtensible = false;
    for (const property of this.properties.values()) {
      property.configurable = false;
      if (isFrozen && !property.isAccessor) property.writable = false;
    }
  }

  /** Adds a property that loops over the object do not show. */
  hide(key: Key, value: Value): void {
    this.properties.set(key, dataProperty(value, false));
  }

  /** Adds an ordinary property. */
  put(key: Key, value: Value): void {
    this.properties.set(key, dataProperty(value));
  }
}

/** Whether a key is the index of an element. */
export function isIndex(key: Key): key is string {
  return typeof key === 'string' && /^(0|[1-9]\d{0,9})$/.test(key);
}

/** A key as a message shows it. */
export function showKey(key: Key): string {
  return typeof key === 'string' ? key : `Symbol(${key.description ?? ''})`;
}

/** The value of a primitive in an object (`Object('text')`). */
export class JsWrapper extends JsObject {
  constructor(prototype: JsObject, kind: string, readonly primitive: Value) {
    super(prototype, kind);
  }
}

/** A moment. */
export class JsDate extends JsObject {
  /** @param time milliseconds since 1970-01-01 UTC; NaN for an invalid date */
  constructor(prototype: JsObject, public time: number) {
    super(prototype, 'Date');
  }
}

/** A map. The keys of the host's map compare as those of the language do. */
export class JsMap extends JsObject {
  readonly entries = new Map<Value, Value>();

  constructor(prototype: JsObject, readonly isWeak: boolean) {
    super(prototype, isWeak ? 'WeakMap' : 'Map');
  }
}

/** A set. */
export class JsSet extends JsObject {
  readonly members = new Set<Value>();

  constructor(prototype: JsObject, readonly isWeak: boolean) {
    super(prototype, isWeak ? 'WeakSet' : 'Set');
  }
}

/** An error. */
export class JsError extends JsObject {
  /** The lines below the headline of its stack, until somebody asks for it: the headline is that of this moment. */
  trace: string | undefined;

  constructor(prototype: JsObject) {
    super(prototype, 'Error');
  }

  override own(key: Key): Property | undefined {
    if (key === 'stack' && this.trace !== undefined) {
      const { trace } = this;
      this.trace = undefined;
      this.hide('stack', `${headline(this)}${trace}`);
    }
    return super.own(key);
  }

  override define(key: Key, property: Property): void {
    if (key === 'stack') this.trace = undefined;
    super.define(key, property);
  }
}

/** The first line of an error: its name and message. */
export function headline(error: JsObject): string {
  const name = textMember(error, 'name') ?? 'Error';
  const message = textMember(error, 'message') ?? '';
  if (message === '') return name;
  return name === '' ? message : `${name}: ${message}`;
}

function textMember(object: JsObject, key: string): string | undefined {
  for (let at: JsObject | null = object; at !== null; at = at.prototype) {
    const property = at.own(key);
    if (property !== undefined) return typeof property.value === 'string' ? property.value : undefined;
  }
  return undefined;
}

/** Bytes, as a text with a character for each. */
export class JsBuffer extends JsObject {
  constructor(prototype: JsObject, readonly bytes: string) {
    super(prototype, 'Uint8Array');
  }

  override own(key: Key): Property | undefined {
    if (isIndex(key) && Number(key) < this.bytes.length) return { ...dataProperty(this.bytes.charCodeAt(Number(key))), configurable: false, writable: false };
    return super.own(key);
  }
}
