import { toInteger, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { enumerableKeys, getProperty, getMember } from '../interpreter/properties';
import type { Realm } from '../interpreter/realm';
import { JsArray } from '../values/array';
import { JsFunction } from '../values/function';
import { JsBuffer, JsObject, JsSymbol, JsWrapper, type Value } from '../values/value';

/** How deep the values of a text may lie in one another. */
const DEEPEST = 1000;

/** `JSON`. */
export function addJson(realm: Realm): void {
  const json = realm.object();
  realm.global.hide('JSON', json);
  json.hide(realm.toStringTag, 'JSON');
  realm.methods(json, {
    parse(interpreter, _self, [text, reviver]) {
      const value = parseJson(interpreter, toText(interpreter, text));
      return reviver instanceof JsFunction ? revive(interpreter, realm.object({ '': value }), '', reviver, 0) : value;
    },
    stringify: (interpreter, _self, [value, replacer, indent]) => new Serializer(interpreter, replacer, indent).serialize(value),
  });
}

/** Reads JSON. The host's parser makes plain data only, which is copied. */
export function parseJson(interpreter: Interpreter, text: string): Value {
  interpreter.step(Math.floor(text.length / 100));
  interpreter.host.allocate(text.length);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return interpreter.fail('SyntaxError', error instanceof Error ? error.message : 'Unexpected token');
  }
  return copyData(interpreter, data, 0);
}

function copyData(interpreter: Interpreter, data: unknown, depth: number): Value {
  if (depth > DEEPEST) return interpreter.fail('RangeError', 'Maximum call stack size exceeded');
  if (Array.isArray(data)) return interpreter.realm.array(data.map((item) => copyData(interpreter, item, depth + 1)));
  if (typeof data !== 'object' || data === null) return data as Value;
  const object = interpreter.realm.object();
  for (const [key, value] of Object.entries(data)) object.put(key, copyData(interpreter, value, depth + 1));
  return object;
}

function revive(interpreter: Interpreter, holder: JsObject, key: string, reviver: JsFunction, depth: number): Value {
  if (depth > DEEPEST) return interpreter.fail('RangeError', 'Maximum call stack size exceeded');
  const value = getProperty(interpreter, holder, key);
  if (value instanceof JsObject) {
    for (const name of enumerableKeys(value)) {
      const revived = revive(interpreter, value, name, reviver, depth + 1);
      if (revived === undefined) value.remove(name);
      else value.define(name, { ...value.own(name)!, value: revived });
    }
  }
  return interpreter.callNow(reviver, holder, [key, value]);
}

class Serializer {
  readonly #replacer: JsFunction | undefined;
  readonly #allowed: ReadonlySet<string> | undefined;
  readonly #indent: string;
  readonly #open: JsObject[] = [];
  #length = 0;

  constructor(private readonly interpreter: Interpreter, replacer: Value, indent: Value) {
    this.#replacer = replacer instanceof JsFunction ? replacer : undefined;
    this.#allowed = replacer instanceof JsArray ? new Set(replacer.values.map((key) => toText(interpreter, key))) : undefined;
    this.#indent = typeof indent === 'string' ? indent.slice(0, 10) : typeof indent === 'number' ? ' '.repeat(Math.min(10, Math.max(0, toInteger(interpreter, indent)))) : '';
  }

  serialize(value: Value): string | undefined {
    const text = this.#text(this.interpreter.realm.object({ '': value }), '', value);
    if (text !== undefined) this.interpreter.host.allocate(text.length);
    return text;
  }

  #text(holder: JsObject, key: string, given: Value): string | undefined {
    const { interpreter } = this;
    interpreter.step();
    let value = given;
    const method = value instanceof JsObject || typeof value === 'bigint' ? getMember(interpreter, value, 'toJSON') : undefined;
    if (method instanceof JsFunction) value = interpreter.callNow(method, value, [key]);
    if (this.#replacer !== undefined) value = interpreter.callNow(this.#replacer, holder, [key, value]);
    if (value instanceof JsWrapper) value = value.primitive;
    if (value === undefined || value instanceof JsFunction || value instanceof JsSymbol) return undefined;
    if (value instanceof JsBuffer) return this.#object(interpreter.realm.object({ type: 'Buffer', data: interpreter.realm.array([...value.bytes].map((byte) => byte.charCodeAt(0))) }));
    if (value instanceof JsObject) return this.#object(value);
    if (typeof value === 'bigint') return interpreter.fail('TypeError', 'Do not know how to serialize a BigInt');
    const text = JSON.stringify(value);
    this.#length += text.length;
    interpreter.checkLength(this.#length);
    return text;
  }

  #object(object: JsObject): string {
    const { interpreter } = this;
    if (this.#open.includes(object)) interpreter.fail('TypeError', `Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property closes the circle`);
    if (this.#open.length >= DEEPEST) interpreter.fail('RangeError', 'Maximum call stack size exceeded');
    this.#open.push(object);
    const isArray = object instanceof JsArray;
    const parts = isArray
      ? object.values.map((value, index) => this.#text(object, String(index), value) ?? 'null')
      : this.#members(object);
    this.#open.pop();
    const [begin, end] = isArray ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return begin + end;
    if (this.#indent === '') return `${begin}${parts.join(',')}${end}`;
    const outer = `\n${this.#indent.repeat(this.#open.length)}`;
    return `${begin}${outer}${this.#indent}${parts.join(`,${outer}${this.#indent}`)}${outer}${end}`;
  }

  #members(object: JsObject): string[] {
    const colon = this.#indent === '' ? ':' : ': ';
    return enumerableKeys(object).filter((key) => this.#allowed?.has(key) ?? true).flatMap((key) => {
      const text = this.#text(object, key, getProperty(this.interpreter, object, key));
      return text === undefined ? [] : [`${JSON.stringify(key)}${colon}${text}`];
    });
  }
}
