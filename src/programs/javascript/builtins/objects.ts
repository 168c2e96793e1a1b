import { toKey, toText, typeOf } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { listValues, openCursor } from '../interpreter/iteration';
import { enumerableKeys, getMember, getProperty, hasProperty, setProperty } from '../interpreter/properties';
import type { Realm } from '../interpreter/realm';
import { UnsupportedConstruct } from '../../machine/errors';
import { JsArray } from '../values/array';
import { JsFunction } from '../values/function';
import { JsObject, JsWrapper, dataProperty, isIndex, type Key, type Property, type Value } from '../values/value';

/** `Object` and what every object can do. */
export function addObjects(realm: Realm): void {
  const constructor = realm.constructorOf('Object', realm.objectPrototype, { run: (interpreter, _self, [value]) => toObject(interpreter, value) });
  realm.global.hide('Object', constructor);
  addListings(realm, constructor);
  addShapes(realm, constructor);
  addPrototype(realm);
}

/** A value as an object. */
export function toObject(interpreter: Interpreter, value: Value): JsObject {
  const { realm } = interpreter;
  if (value === undefined || value === null) return realm.object();
  if (value instanceof JsObject) return value;
  return wrap(realm, value);
}

function wrap(realm: Realm, value: Exclude<Value, undefined | null | JsObject>): JsObject {
  if (typeof value === 'number') return new JsWrapper(realm.numberPrototype, 'Number', value);
  if (typeof value === 'boolean') return new JsWrapper(realm.booleanPrototype, 'Boolean', value);
  if (typeof value === 'bigint') return new JsWrapper(realm.bigintPrototype, 'BigInt', value);
  if (typeof value !== 'string') return new JsWrapper(realm.symbolPrototype, 'Symbol', value);
  const wrapper = new JsWrapper(realm.stringPrototype, 'String', value);
  for (const [index, character] of value.split('').entries()) wrapper.define(String(index), { ...dataProperty(character), writable: false });
  wrapper.hide('length', value.length);
  return wrapper;
}

function requireObject(interpreter: Interpreter, value: Value): JsObject {
  if (value === undefined || value === null) return interpreter.fail('TypeError', 'Cannot convert undefined or null to object');
  return toObject(interpreter, value);
}

function addListings(realm: Realm, constructor: JsObject): void {
  const list = (interpreter: Interpreter, value: Value): { object: JsObject; keys: string[] } => {
    const object = requireObject(interpreter, value);
    const keys = enumerableKeys(object);
    interpreter.step(Math.ceil(keys.length / 10));
    return { object, keys };
  };
  realm.methods(constructor, {
    keys: (interpreter, _self, [value]) => realm.array(list(interpreter, value).keys),
    values(interpreter, _self, [value]) {
      const { object, keys } = list(interpreter, value);
      return realm.array(keys.map((key) => getProperty(interpreter, object, key)));
    },
    entries(interpreter, _self, [value]) {
      const { object, keys } = list(interpreter, value);
      return realm.array(keys.map((key) => realm.array([key, getProperty(interpreter, object, key)])));
    },
    assign(interpreter, _self, [target, ...sources]) {
      const object = requireObject(interpreter, target);
      for (const source of sources) {
        if (source === undefined || source === null) continue;
        const from = toObject(interpreter, source);
        for (const key of from.keys()) if (from.own(key)?.enumerable === true) setProperty(interpreter, object, key, getProperty(interpreter, from, key));
      }
      return object;
    },
    getOwnPropertyNames: (interpreter, _self, [value]) => realm.array(requireObject(interpreter, value).keys().filter((key): key is string => typeof key === 'string')),
    getOwnPropertySymbols: (interpreter, _self, [value]) => realm.array(requireObject(interpreter, value).keys().filter((key) => typeof key !== 'string' && !isPrivate(key))),
    hasOwn: (interpreter, _self, [value, key]) => requireObject(interpreter, value).own(toKey(interpreter, key)) !== undefined,
    is: (_interpreter, _self, [left, right]) => Object.is(left, right),
  });
  realm.blockingMethods(constructor, {
    *fromEntries(interpreter, _self, [entries]) {
      const object = realm.object();
      const cursor = yield* openCursor(interpreter, entries);
      for (let step = yield* cursor.next(); step !== undefined; step = yield* cursor.next()) {
        object.define(toKey(interpreter, getMember(interpreter, step.value, '0')), dataProperty(getMember(interpreter, step.value, '1')));
      }
      return object;
    },
    *groupBy(interpreter, _self, [items, callback]) {
      const groups = new JsObject(null);
      for (const [index, item] of (yield* listValues(interpreter, items)).entries()) {
        const key = toKey(interpreter, yield* interpreter.call(callback, undefined, [item, index]));
        const group = groups.own(key)?.value;
        if (group === undefined) groups.put(key, realm.array([item]));
        else setProperty(interpreter, group as JsObject, String(getMember(interpreter, group, 'length')), item);
      }
      return groups;
    },
  });
}

function isPrivate(key: Key): boolean {
  return typeof key !== 'string' && key.description?.startsWith('#') === true;
}

function addShapes(realm: Realm, constructor: JsObject): void {
  const each = (object: Value, act: (object: JsObject) => void): Value => {
    if (object instanceof JsObject) act(object);
    return object;
  };
  const isEvery = (value: Value, test: (property: Property) => boolean): boolean =>
    !(value instanceof JsObject) || (!value.isExtensible && value.keys().every((key) => key === 'length' || test(value.own(key)!)));
  realm.methods(constructor, {
    freeze: (_interpreter, _self, [object]) => each(object, (it) => { it.freeze(true); }),
    seal: (_interpreter, _self, [object]) => each(object, (it) => { it.freeze(false); }),
    preventExtensions: (_interpreter, _self, [object]) => each(object, (it) => { it.isExtensible = false; }),
    isFrozen: (_interpreter, _self, [object]) => isEvery(object, (property) => !property.configurable && (property.isAccessor || !property.writable)),
    isSealed: (_interpreter, _self, [object]) => isEvery(object, (property) => !property.configurable),
    isExtensible: (_interpreter, _self, [object]) => object instanceof JsObject && object.isExtensible,
    getPrototypeOf: (interpreter, _self, [object]) => requireObject(interpreter, object).prototype,
    setPrototypeOf(interpreter, _self, [object, prototype]) {
      return each(object, (it) => { setPrototype(interpreter, it, prototype); });
    },
    create(interpreter, _self, [prototype, members]) {
      if (prototype !== null && !(prototype instanceof JsObject)) return interpreter.fail('TypeError', `Object prototype may only be an Object or null: ${String(prototype)}`);
      const object = new JsObject(prototype);
      if (members instanceof JsObject) defineAll(interpreter, object, members);
      return object;
    },
    defineProperty(interpreter, _self, [object, key, description]) {
      if (!(object instanceof JsObject)) return interpreter.fail('TypeError', 'Object.defineProperty called on non-object');
      defineOwn(interpreter, object, toKey(interpreter, key), description);
      return object;
    },
    defineProperties(interpreter, _self, [object, members]) {
      if (!(object instanceof JsObject)) return interpreter.fail('TypeError', 'Object.defineProperties called on non-object');
      if (members instanceof JsObject) defineAll(interpreter, object, members);
      return object;
    },
    getOwnPropertyDescriptor(interpreter, _self, [object, key]) {
      const property = requireObject(interpreter, object).own(toKey(interpreter, key));
      return property === undefined ? undefined : describeProperty(realm, property);
    },
    getOwnPropertyDescriptors(interpreter, _self, [value]) {
      const object = requireObject(interpreter, value);
      const result = realm.object();
      for (const key of object.keys()) result.put(key, describeProperty(realm, object.own(key)!));
      return result;
    },
  });
}

/** Sets a prototype, which must not lead back to the object. */
function setPrototype(interpreter: Interpreter, object: JsObject, prototype: Value): void {
  if (prototype !== null && !(prototype instanceof JsObject)) return;
  if (!object.isExtensible && object.prototype !== prototype) interpreter.fail('TypeError', '#<Object> is not extensible');
  for (let at = prototype; at !== null; at = at.prototype) if (at === object) interpreter.fail('TypeError', 'Cyclic __proto__ value');
  object.prototype = prototype;
}

function defineAll(interpreter: Interpreter, object: JsObject, members: JsObject): void {
  for (const key of members.keys()) if (members.own(key)?.enumerable === true) defineOwn(interpreter, object, key, getProperty(interpreter, members, key));
}

/** Defines a property as a descriptor says. */
function defineOwn(interpreter: Interpreter, object: JsObject, key: Key, description: Value): void {
  if (!(description instanceof JsObject)) interpreter.fail('TypeError', `Property description must be an object: ${typeOf(description)}`);
  const before = object.own(key);
  if (before?.configurable === false && !before.writable) interpreter.fail('TypeError', `Cannot redefine property: ${typeof key === 'string' ? key : 'Symbol()'}`);
  if (before === undefined && !object.isExtensible) interpreter.fail('TypeError', `Cannot define property ${typeof key === 'string' ? key : 'Symbol()'}, object is not extensible`);
  const member = (name: string): Value => getProperty(interpreter, description, name);
  const has = (name: string): boolean => hasProperty(description, name);
  const flag = (name: 'enumerable' | 'configurable' | 'writable'): boolean => (has(name) ? Boolean(member(name)) : before?.[name] ?? false);
  const accessor = (name: string): JsFunction | undefined => {
    const value = member(name);
    if (value !== undefined && !(value instanceof JsFunction)) interpreter.fail('TypeError', `${name === 'get' ? 'Getter' : 'Setter'} must be a function: ${typeOf(value)}`);
    return value;
  };
  const isAccessor = has('get') || has('set');
  if (object instanceof JsArray && (key === 'length' || isIndex(key))) {
    if (isAccessor) throw new UnsupportedConstruct('an element of an array that is computed');
    if (has('value')) setProperty(interpreter, object, key, member('value'));
    return;
  }
  object.define(key, {
    value: isAccessor ? undefined : has('value') ? member('value') : before?.value,
    getter: isAccessor ? accessor('get') : undefined,
    setter: isAccessor ? accessor('set') : undefined,
    isAccessor, enumerable: flag('enumerable'), configurable: flag('configurable'), writable: isAccessor || flag('writable'),
  });
}

function describeProperty(realm: Realm, property: Property): JsObject {
  const { value, getter, setter, isAccessor, writable, enumerable, configurable } = property;
  return realm.object(isAccessor ? { get: getter, set: setter, enumerable, configurable } : { value, writable, enumerable, configurable });
}

function addPrototype(realm: Realm): void {
  realm.method(realm.objectPrototype, 'hasOwnProperty', (interpreter, self, [key]) => requireObject(interpreter, self).own(toKey(interpreter, key)) !== undefined);
  realm.method(realm.objectPrototype, 'propertyIsEnumerable', (interpreter, self, [key]) => requireObject(interpreter, self).own(toKey(interpreter, key))?.enumerable === true);
  realm.method(realm.objectPrototype, 'toString', (interpreter, self) => `[object ${tagOf(interpreter, self)}]`);
  realm.method(realm.objectPrototype, 'toLocaleString', (interpreter, self) => toText(interpreter, self));
  realm.method(realm.objectPrototype, 'valueOf', (interpreter, self) => requireObject(interpreter, self));
  realm.method(realm.objectPrototype, 'isPrototypeOf', (_interpreter, self, [value]) => {
    for (let at = value instanceof JsObject ? value.prototype : null; at !== null; at = at.prototype) if (at === self) return true;
    return false;
  });
  realm.getter(realm.objectPrototype, '__proto__',
    (interpreter, self) => requireObject(interpreter, self).prototype,
    (interpreter, self, [prototype]) => {
      if (self instanceof JsObject) setPrototype(interpreter, self, prototype);
      return undefined;
    });
}

function tagOf(interpreter: Interpreter, value: Value): string {
  if (value === undefined) return 'Undefined';
  if (value === null) return 'Null';
  const object = toObject(interpreter, value);
  const tag = getProperty(interpreter, object, interpreter.realm.toStringTag);
  return typeof tag === 'string' ? tag : object.kind;
}
