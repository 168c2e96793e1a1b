import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { enumerableKeys, getProperty } from '../interpreter/properties';
import { JsArray } from '../values/array';
import { JsObject, type Value } from '../values/value';
import { codedError } from './errors';

/** The parts of an address that a client needs. */
export interface HttpTarget {
  readonly protocol: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly path: string;
}

/** Reads the address of a request. @throws ThrownValue ERR_INVALID_URL */
export function parseUrlText(interpreter: Interpreter, text: string): HttpTarget {
  const match = /^([a-z][a-z\d+.-]*:)\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?([^#]*)/i.exec(text);
  if (match === null) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_URL', 'Invalid URL'));
  const [, protocol = '', host = '', port, path = ''] = match;
  return { protocol: protocol.toLowerCase(), host, port, path: path.startsWith('/') ? path : `/${path}` };
}

/** The headers that an object names. */
export function headersOf(interpreter: Interpreter, value: Value): Map<string, string> {
  const headers = new Map<string, string>();
  if (!(value instanceof JsObject)) return headers;
  for (const key of enumerableKeys(value)) {
    const given = getProperty(interpreter, value, key);
    headers.set(key, given instanceof JsArray ? given.values.map((each) => toText(interpreter, each)).join(', ') : toText(interpreter, given));
  }
  return headers;
}
