/**
 * Turns JSON values into objects of the API as Go's strict JSON decoder does (sigs.k8s.io/json): it goes through maps
 * sorted by key, remembers the first value of a wrong type and all fields that it does not know.
 */
import { byCodeUnit, goJson } from '../api/go-format';
import { parseQuantity, QuantityError } from '../api/quantity';
import { base64Problem } from './base64';
import type { JsonValue } from './read-yaml';
import type { Struct } from './schema/field';
import { goTypeName, parseType, type ScalarType } from './schema/types';

/** Why a value cannot be decoded. */
export interface DecodeProblem {
  /** In the decoder's words. */
  readonly text: string;
  /** Path of the value: `spec.containers[0].args[1]`. */
  readonly path: string;
}

/** What came of decoding. */
export interface Decoded {
  /** The value without fields that are null or unknown. */
  readonly value: JsonValue;
  readonly problem: DecodeProblem | undefined;
  /** Paths of unknown fields. */
  readonly unknownFields: readonly string[];
}

/** Where the decoder is. */
interface Position {
  readonly path: string;
  /** The struct that holds the field, and the field's path in Go's notation: without indexes, with inlined structs. */
  readonly struct: string;
  readonly goPath: string;
}

const INTEGER_LIMITS: Readonly<Record<'int32' | 'int64', number>> = { int32: 2 ** 31, int64: 2 ** 63 };
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;

/** A problem that ends the decoding at once, unlike a wrong type, which is only remembered. */
class DecodingEnd extends Error {
  constructor(readonly problem: DecodeProblem) {
    super(problem.text);
  }
}

function jsonKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function zeroOf(type: string): JsonValue {
  const parsed = parseType(type);
  if (parsed.form === 'list') return [];
  if (parsed.form !== 'scalar') return {};
  switch (parsed.scalar) {
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'IntOrString':
      return 0;
    case 'Quantity':
      return '0';
    case 'string':
    case 'Time':
    case 'bytes':
      return '';
    case 'any':
      return null;
  }
}

class Decoder {
  problem: DecodeProblem | undefined;
  readonly unknownFields = new Set<string>();

  /** The decoded value; undefined where nothing is given or the type is wrong. */
  decode(value: JsonValue, type: string, at: Position): JsonValue | undefined {
    if (value === null) return undefined;
    const parsed = parseType(type);
    switch (parsed.form) {
      case 'list':
        return Array.isArray(value) ? this.#list(value, parsed.element, at) : this.#mismatch(value, type, at);
      case 'map':
        return isObject(value) ? this.#map(value, parsed.element, at) : this.#mismatch(value, type, at);
      case 'struct':
        return isObject(value) ? this.#struct(value, type, parsed.struct, at) : this.#mismatch(value, type, at);
      case 'scalar':
        return this.#scalar(value, type, parsed.scalar, at);
    }
  }

  #list(list: readonly JsonValue[], element: string, at: Position): JsonValue {
    return list.map((item, index) => {
      const position = { ...at, path: `${at.path}[${index}]` };
      return this.decode(item, element, position) ?? zeroOf(element);
    });
  }

  #map(map: Readonly<Record<string, JsonValue>>, element: string, at: Position): JsonValue {
    const keys = Object.keys(map).sort(byCodeUnit);
    const decoded = new Map<string, JsonValue>();
    for (const key of keys) {
      const position = { ...at, path: `${at.path}[${key}]` };
      decoded.set(key, this.decode(map[key], element, position) ?? zeroOf(element));
    }
    return Object.fromEntries(Object.keys(map).map((key) => [key, decoded.get(key)!]));
  }

  #struct(object: Readonly<Record<string, JsonValue>>, type: string, struct: Struct, at: Position): JsonValue {
    const decoded: Record<string, JsonValue> = {};
    for (const name of Object.keys(object).sort(byCodeUnit)) {
      const field = Object.hasOwn(struct, name) ? struct[name] : undefined;
      const path = at.path === '' ? name : `${at.path}.${name}`;
      if (field === undefined) {
        this.unknownFields.add(path);
        continue;
      }
      const inlined = field.embeddedIn === undefined ? name : `${field.embeddedIn}.${name}`;
      const goPath = at.goPath === '' ? inlined : `${at.goPath}.${inlined}`;
      const value = this.decode(object[name], field.type, { path, struct: type, goPath });
      if (value !== undefined) decoded[name] = value;
    }
    const given = Object.keys(object).filter((name) => Object.hasOwn(decoded, name));
    return Object.fromEntries(given.map((name) => [name, decoded[name]]));
  }

  #scalar(value: JsonValue, type: string, scalar: ScalarType, at: Position): JsonValue | undefined {
    switch (scalar) {
      case 'any':
        return value;
      case 'string':
        return typeof value === 'string' ? value : this.#mismatch(value, type, at);
      case 'bool':
        return typeof value === 'boolean' ? value : this.#mismatch(value, type, at);
      case 'int32':
      case 'int64':
        return this.#integer(value, scalar, at);
      case 'Quantity':
        return this.#quantity(value, at);
      case 'IntOrString':
        return typeof value === 'string' ? value : this.#own(() => this.#integer(value, 'int32', at));
      case 'Time':
        return this.#time(value, at);
      case 'bytes':
        return this.#bytes(value, type, at);
    }
  }

  #integer(value: JsonValue, type: 'int32' | 'int64', at: Position): number | undefined {
    if (typeof value !== 'number') return this.#mismatch(value, type, at);
    const limit = INTEGER_LIMITS[type];
    const fits = Number.isInteger(value) && value >= -limit && value < limit && Math.abs(value) < 1e21;
    return fits ? value : this.#mismatch(value, type, at, `number ${value}`);
  }

  #quantity(value: JsonValue, at: Position): string | number {
    const text = typeof value === 'string' || typeof value === 'number' ? value : goJson(value);
    try {
      parseQuantity(text);
      return text;
    } catch (error) {
      if (error instanceof QuantityError) throw new DecodingEnd({ text: error.message, path: at.path });
      throw error;
    }
  }

  #time(value: JsonValue, at: Position): string | undefined {
    if (typeof value !== 'string') return this.#own(() => this.#mismatch(value, 'string', at));
    if (TIME.test(value)) return value;
    const layout = '2006-01-02T15:04:05Z07:00';
    const text = `parsing time ${goJson(value)} as "${layout}": cannot parse ${goJson(value)} as "2006"`;
    throw new DecodingEnd({ text, path: at.path });
  }

  #bytes(value: JsonValue, type: string, at: Position): string | undefined {
    if (typeof value !== 'string') return this.#mismatch(value, type, at);
    const offset = base64Problem(value);
    if (offset !== undefined) {
      this.problem ??= { text: `illegal base64 data at input byte ${offset}`, path: at.path };
    }
    return value;
  }

  /** Types that decode themselves end the whole decoding when they fail. */
  #own<T>(decode: () => T): T {
    const before = this.problem;
    this.problem = undefined;
    const value = decode();
    const problem = this.problem as DecodeProblem | undefined;
    if (problem !== undefined) throw new DecodingEnd(problem);
    this.problem = before;
    return value;
  }

  #mismatch(value: JsonValue, type: string, at: Position, kind = jsonKind(value)): undefined {
    const into = at.goPath === '' ? 'Go value' : `Go struct field ${at.struct}.${at.goPath}`;
    const text = `json: cannot unmarshal ${kind} into ${into} of type ${goTypeName(type)}`;
    this.problem ??= { text, path: at.path };
    return undefined;
  }
}

function isObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Decodes a value of one of the types of the tables; `path` is where it stands, if not at the top. */
export function decodeValue(value: JsonValue, type: string, parent?: { struct: string; path: string }): Decoded {
  const decoder = new Decoder();
  const path = parent?.path ?? '';
  try {
    const decoded = decoder.decode(value, type, { path, struct: parent?.struct ?? '', goPath: path }) ?? null;
    return { value: decoded, problem: decoder.problem, unknownFields: [...decoder.unknownFields] };
  } catch (error) {
    if (!(error instanceof DecodingEnd)) throw error;
    return { value: null, problem: error.problem, unknownFields: [] };
  }
}
