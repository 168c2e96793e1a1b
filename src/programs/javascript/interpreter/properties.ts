import { UnsupportedConstruct } from '../../machine/errors';
import { JsArray } from '../values/array';
import type { Key, Property, Value } from '../values/value';
import { JsObject, JsSymbol, dataProperty, isIndex, showKey } from '../values/value';
import type { Interpreter } from './interpreter';

/** The property of an object or of the prototypes behind it. */
export function findProperty(object: JsObject, key: Key): Property | undefined {
  for (let at: JsObject | null = object; at !== null; at = at.prototype) {
    const property = at.own(key);
    if (property !== undefined) return property;
  }
  return undefined;
}

/** Whether an object or a prototype behind it has a property. */
export function hasProperty(object: JsObject, key: Key): boolean {
  const property = findProperty(object, key);
  return property !== undefined && (property.refusal === undefined || refuse(property.refusal));
}

/** Reads a property of an object. */
export function getProperty(interpreter: Interpreter, object: JsObject, key: Key, self: Value = object): Value {
  const property = findProperty(object, key);
  return property === undefined ? undefined : readProperty(interpreter, property, self);
}

/** The value of a property that was found. */
export function readProperty(interpreter: Interpreter, property: Property, self: Value): Value {
  if (property.refusal !== undefined) refuse(property.refusal);
  if (!property.isAccessor) return property.value;
  return property.getter === undefined ? undefined : interpreter.callNow(property.getter, self, []);
}

function refuse(what: string): never {
  throw new UnsupportedConstruct(what);
}

/** Reads a property of any value. */
export function getMember(interpreter: Interpreter, value: Value, key: Key): Value {
  if (value instanceof JsObject) return getProperty(interpreter, value, key);
  if (typeof value === 'string') {
    if (key === 'length') return value.length;
    if (isIndex(key) && Number(key) < value.length) return value.charAt(Number(key));
  }
  return getProperty(interpreter, prototypeOf(interpreter, value, key), key, value);
}

/** Where the members of a primitive come from. */
function prototypeOf(interpreter: Interpreter, value: Exclude<Value, JsObject>, key: Key): JsObject {
  const { realm } = interpreter;
  if (value === undefined || value === null) return interpreter.fail('TypeError', `Cannot read properties of ${value} (reading '${showKey(key)}')`);
  if (value instanceof JsSymbol) return realm.symbolPrototype;
  const prototypes = { string: realm.stringPrototype, number: realm.numberPrototype, boolean: realm.booleanPrototype, bigint: realm.bigintPrototype };
  return prototypes[typeof value as keyof typeof prototypes];
}

/** Assigns to a property of any value. */
export function setMember(interpreter: Interpreter, target: Value, key: Key, value: Value, isStrict: boolean): void {
  if (target instanceof JsObject) {
    setProperty(interpreter, target, key, value, isStrict);
    return;
  }
  if (target === undefined || target === null) interpreter.fail('TypeError', `Cannot set properties of ${target} (setting '${showKey(key)}')`);
  if (isStrict) interpreter.fail('TypeError', `Cannot create property '${showKey(key)}' on ${typeof target} '${String(target)}'`);
}

/** Assigns to a property of an object; `super.x = 1` assigns to another one than it looks at. */
export function setProperty(interpreter: Interpreter, object: JsObject, key: Key, value: Value, isStrict = true, receiver = object): void {
  if (object instanceof JsArray && receiver === object && setElement(interpreter, object, key, value)) return;
  const property = findProperty(object, key);
  if (property?.isAccessor === true) {
    if (property.refusal !== undefined) refuse(property.refusal);
    if (property.setter !== undefined) interpreter.callNow(property.setter, receiver, [value]);
    else if (isStrict) interpreter.fail('TypeError', `Cannot set property ${showKey(key)} of ${describe(object)} which has only a getter`);
    return;
  }
  if (property?.writable === false) {
    if (isStrict) interpreter.fail('TypeError', `Cannot assign to read only property '${showKey(key)}' of object '${describe(object)}'`);
    return;
  }
  const own = receiver.own(key);
  if (own !== undefined) {
    if (receiver instanceof JsArray) receiver.define(key, { ...own, value });
    else own.value = value;
    return;
  }
  if (!receiver.isExtensible) {
    if (isStrict) interpreter.fail('TypeError', `Cannot add property ${showKey(key)}, object is not extensible`);
    return;
  }
  interpreter.host.allocate(PROPERTY_SIZE);
  receiver.define(key, dataProperty(value));
}

/** Bytes that a property of an object takes. */
const PROPERTY_SIZE = 32;
/** The longest array with elements: a longer one would hold nothing but gaps. */
const MOST_ELEMENTS = 32 * 1024 * 1024;

/** The quick way for elements; false where the ordinary one has to be taken. */
function setElement(interpreter: Interpreter, array: JsArray, key: Key, value: Value): boolean {
  if (key === 'length') {
    if (array.isFrozen) return false;
    const length = Number(value);
    if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32) interpreter.fail('RangeError', 'Invalid array length');
    resizeTo(interpreter, array, length);
    array.setLength(length);
    return true;
  }
  if (!isIndex(key) || array.isFrozen || !array.isExtensible) return false;
  resizeTo(interpreter, array, Number(key) + 1);
  array.setElement(Number(key), value);
  return true;
}

function resizeTo(interpreter: Interpreter, array: JsArray, length: number): void {
  const added = length - array.elements.length;
  if (added > 0) reserveElements(interpreter, added);
}

/** Counts elements that an array is about to get. */
export function reserveElements(interpreter: Interpreter, count: number): void {
  if (count > MOST_ELEMENTS) throw new UnsupportedConstruct(`an array of ${count} elements`);
  interpreter.step(Math.floor(count / 100));
  interpreter.host.allocate(8 * count);
}

function describe(object: JsObject): string {
  return object.kind === 'Array' ? '[object Array]' : `#<${object.kind}>`;
}

/** The own properties that a loop over an object shows, in their order. */
export function enumerableKeys(object: JsObject): string[] {
  return object.keys().filter((key): key is string => typeof key === 'string' && object.own(key)?.enumerable === true);
}
