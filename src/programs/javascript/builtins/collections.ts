import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { entriesOf, listValues, makeIterator, openCursor } from '../interpreter/iteration';
import { getMember } from '../interpreter/properties';
import type { BlockingNatives, Natives, Realm } from '../interpreter/realm';
import { JsMap, JsObject, JsSet, type Value } from '../values/value';
import { JsArray } from '../values/array';

/** Bytes that an entry takes. */
const ENTRY_SIZE = 32;

/** `Map`, `Set`, and the weak ones, which cannot be listed. */
export function addCollections(realm: Realm): void {
  for (const isWeak of [false, true]) {
    addMaps(realm, isWeak ? realm.weakMapPrototype : realm.mapPrototype, isWeak);
    addSets(realm, isWeak ? realm.weakSetPrototype : realm.setPrototype, isWeak);
  }
}

function mapOf(interpreter: Interpreter, self: Value): JsMap {
  return self instanceof JsMap ? self : interpreter.fail('TypeError', 'Method Map.prototype method called on incompatible receiver');
}

function setOf(interpreter: Interpreter, self: Value): JsSet {
  return self instanceof JsSet ? self : interpreter.fail('TypeError', 'Method Set.prototype method called on incompatible receiver');
}

/** -0 and 0 are one key. */
function keyOf(value: Value): Value {
  return Object.is(value, -0) ? 0 : value;
}

function requireObject(interpreter: Interpreter, isWeak: boolean, value: Value, what: string): void {
  if (isWeak && !(value instanceof JsObject)) interpreter.fail('TypeError', `Invalid value used ${what}`);
}

function addMaps(realm: Realm, prototype: JsObject, isWeak: boolean): void {
  const name = isWeak ? 'WeakMap' : 'Map';
  const constructor = realm.constructorOf(name, prototype, {
    *block(interpreter, _self, [entries], newTarget) {
      if (newTarget === undefined) return interpreter.fail('TypeError', `Constructor ${name} requires 'new'`);
      const map = new JsMap(realm.prototypeFor(newTarget, prototype), isWeak);
      if (entries === undefined || entries === null) return map;
      const cursor = yield* openCursor(interpreter, entries);
      for (let step = yield* cursor.next(); step !== undefined; step = yield* cursor.next()) {
        interpreter.host.allocate(ENTRY_SIZE);
        map.entries.set(keyOf(getMember(interpreter, step.value, '0')), getMember(interpreter, step.value, '1'));
      }
      return map;
    },
  });
  realm.global.hide(name, constructor);
  realm.methods(prototype, {
    get: (interpreter, self, [key]) => mapOf(interpreter, self).entries.get(keyOf(key)),
    set(interpreter, self, [key, value]) {
      const map = mapOf(interpreter, self);
      requireObject(interpreter, isWeak, key, 'as weak map key');
      interpreter.host.allocate(ENTRY_SIZE);
      map.entries.set(keyOf(key), value);
      return map;
    },
    has: (interpreter, self, [key]) => mapOf(interpreter, self).entries.has(keyOf(key)),
    delete: (interpreter, self, [key]) => mapOf(interpreter, self).entries.delete(keyOf(key)),
  });
  prototype.hide(realm.toStringTag, name);
  if (isWeak) return;
  realm.methods(prototype, MAP_VIEWS);
  realm.blockingMethods(prototype, {
    *forEach(interpreter, self, [callback, target]) {
      const map = mapOf(interpreter, self);
      for (const [key, value] of map.entries) yield* interpreter.call(callback, target, [value, key, map]);
      return undefined;
    },
  });
  realm.getter(prototype, 'size', (interpreter, self) => mapOf(interpreter, self).entries.size);
  prototype.hide(realm.iterator, prototype.own('entries')?.value);
  realm.blockingMethods(constructor, { groupBy });
}

const MAP_VIEWS: Natives = {
  clear(interpreter, self) {
    mapOf(interpreter, self).entries.clear();
    return undefined;
  },
  keys: (interpreter, self) => makeIterator(interpreter, mapOf(interpreter, self).entries.keys(), 'Map Iterator'),
  values: (interpreter, self) => makeIterator(interpreter, mapOf(interpreter, self).entries.values(), 'Map Iterator'),
  entries: (interpreter, self) => makeIterator(interpreter, entriesOf(interpreter, mapOf(interpreter, self)), 'Map Iterator'),
};

function* groupBy(interpreter: Interpreter, _self: Value, [items, callback]: readonly Value[]): Evaluation<Value> {
  const map = new JsMap(interpreter.realm.mapPrototype, false);
  for (const [index, item] of (yield* listValues(interpreter, items)).entries()) {
    const key = keyOf(yield* interpreter.call(callback, undefined, [item, index]));
    const group = map.entries.get(key);
    if (group instanceof JsArray) group.elements.push(item);
    else map.entries.set(key, interpreter.realm.array([item]));
  }
  return map;
}

function addSets(realm: Realm, prototype: JsObject, isWeak: boolean): void {
  const name = isWeak ? 'WeakSet' : 'Set';
  const constructor = realm.constructorOf(name, prototype, {
    *block(interpreter, _self, [values], newTarget) {
      if (newTarget === undefined) return interpreter.fail('TypeError', `Constructor ${name} requires 'new'`);
      const set = new JsSet(realm.prototypeFor(newTarget, prototype), isWeak);
      if (values === undefined || values === null) return set;
      for (const value of yield* listValues(interpreter, values)) {
        interpreter.host.allocate(ENTRY_SIZE);
        set.members.add(keyOf(value));
      }
      return set;
    },
  });
  realm.global.hide(name, constructor);
  realm.methods(prototype, {
    add(interpreter, self, [value]) {
      const set = setOf(interpreter, self);
      requireObject(interpreter, isWeak, value, 'in weak set');
      interpreter.host.allocate(ENTRY_SIZE);
      set.members.add(keyOf(value));
      return set;
    },
    has: (interpreter, self, [value]) => setOf(interpreter, self).members.has(keyOf(value)),
    delete: (interpreter, self, [value]) => setOf(interpreter, self).members.delete(keyOf(value)),
  });
  prototype.hide(realm.toStringTag, name);
  if (isWeak) return;
  realm.methods(prototype, SET_VIEWS);
  realm.blockingMethods(prototype, SET_CALLBACKS);
  realm.getter(prototype, 'size', (interpreter, self) => setOf(interpreter, self).members.size);
  prototype.hide('keys', prototype.own('values')?.value);
  prototype.hide(realm.iterator, prototype.own('values')?.value);
}

const SET_VIEWS: Natives = {
  clear(interpreter, self) {
    setOf(interpreter, self).members.clear();
    return undefined;
  },
  values: (interpreter, self) => makeIterator(interpreter, setOf(interpreter, self).members.values(), 'Set Iterator'),
  entries: (interpreter, self) => makeIterator(interpreter, entriesOf(interpreter, setOf(interpreter, self)), 'Set Iterator'),
};

const SET_CALLBACKS: BlockingNatives = {
  *forEach(interpreter, self, [callback, target]) {
    const set = setOf(interpreter, self);
    for (const value of set.members) yield* interpreter.call(callback, target, [value, value, set]);
    return undefined;
  },
};
