import { UnsupportedConstruct } from '../../machine/errors';
import { fromByteText, toByteText } from '../../machine/kernel/byte-text';
import { toIndex, toInteger, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { makeIterator } from '../interpreter/iteration';
import type { Realm } from '../interpreter/realm';
import { JsArray } from '../values/array';
import { JsBuffer, type Value } from '../values/value';

/** `Buffer`, whose bytes cannot be changed one by one. */
export function addBuffers(realm: Realm): void {
  const constructor = realm.constructorOf('Buffer', realm.bufferPrototype, { run: () => { throw new UnsupportedConstruct('new Buffer'); } });
  realm.global.hide('Buffer', constructor);
  realm.methods(constructor, {
    from: (interpreter, _self, [source, encoding]) => make(interpreter, bytesOf(interpreter, source, encoding)),
    alloc: (interpreter, _self, [size, filler]) => allocate(interpreter, size, filler),
    allocUnsafe: (interpreter, _self, [size]) => allocate(interpreter, size, undefined),
    concat: (interpreter, _self, [list]) => make(interpreter, (list instanceof JsArray ? list.values : []).map((part) => bytesOf(interpreter, part, undefined)).join('')),
    byteLength: (interpreter, _self, [source, encoding]) => bytesOf(interpreter, source, encoding).length,
    isBuffer: (_interpreter, _self, [value]) => value instanceof JsBuffer,
  });
  addMethods(realm);
}

function make(interpreter: Interpreter, bytes: string): JsBuffer {
  interpreter.checkLength(bytes.length);
  interpreter.host.allocate(bytes.length);
  return interpreter.realm.buffer(bytes);
}

function allocate(interpreter: Interpreter, size: Value, filler: Value): JsBuffer {
  const length = toInteger(interpreter, size);
  if (length < 0 || length > 2 ** 32) interpreter.fail('RangeError', `The value of "size" is out of range. It must be >= 0 && <= 4294967296. Received ${length}`);
  const pattern = filler === undefined || filler === 0 ? '\0' : typeof filler === 'number' ? String.fromCharCode(filler & 255) : bytesOf(interpreter, filler, undefined);
  // What does not fit into memory ends the container here.
  interpreter.host.allocate(length);
  interpreter.checkLength(length);
  return interpreter.realm.buffer(pattern.repeat(Math.ceil(length / Math.max(1, pattern.length))).slice(0, length));
}

/** The bytes of a text, a list of numbers or a buffer. */
export function bytesOf(interpreter: Interpreter, source: Value, encoding: Value): string {
  if (source instanceof JsBuffer) return source.bytes;
  if (source instanceof JsArray) return source.values.map((byte) => String.fromCharCode(toInteger(interpreter, byte) & 255)).join('');
  if (typeof source !== 'string') return interpreter.fail('TypeError', 'The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.');
  return encode(source, encoding === undefined ? 'utf8' : toText(interpreter, encoding));
}

function encode(text: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'utf8': case 'utf-8': return toByteText(text);
    case 'latin1': case 'binary': case 'ascii': return text.replace(/[^\0-\xff]/g, '?');
    case 'base64': case 'base64url': case 'hex': return Buffer.from(text, encoding as BufferEncoding).toString('latin1');
    default: throw new UnsupportedConstruct(`the encoding ${encoding} of a Buffer`);
  }
}

/** The text of bytes. */
export function decode(bytes: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'utf8': case 'utf-8': return fromByteText(bytes);
    case 'latin1': case 'binary': case 'ascii': return bytes;
    case 'base64': case 'base64url': case 'hex': return Buffer.from(bytes, 'latin1').toString(encoding as BufferEncoding);
    default: throw new UnsupportedConstruct(`the encoding ${encoding} of a Buffer`);
  }
}

function bufferOf(interpreter: Interpreter, self: Value): JsBuffer {
  return self instanceof JsBuffer ? self : interpreter.fail('TypeError', 'argument must be a buffer');
}

function addMethods(realm: Realm): void {
  const prototype = realm.bufferPrototype;
  const part = (interpreter: Interpreter, self: Value, [start, end]: readonly Value[]): JsBuffer => {
    const { bytes } = bufferOf(interpreter, self);
    return make(interpreter, bytes.slice(toIndex(interpreter, start, bytes.length, 0), toIndex(interpreter, end, bytes.length, bytes.length)));
  };
  realm.getter(prototype, 'length', (interpreter, self) => bufferOf(interpreter, self).bytes.length);
  realm.getter(prototype, 'byteLength', (interpreter, self) => bufferOf(interpreter, self).bytes.length);
  realm.method(prototype, 'toString', (interpreter, self, [encoding, start, end]) =>
    decode(part(interpreter, self, [start, end]).bytes, encoding === undefined ? 'utf8' : toText(interpreter, encoding)));
  realm.methods(prototype, {
    slice: part,
    subarray: part,
    equals: (interpreter, self, [other]) => other instanceof JsBuffer && other.bytes === bufferOf(interpreter, self).bytes,
    includes: (interpreter, self, [wanted]) => bufferOf(interpreter, self).bytes.includes(bytesOf(interpreter, wanted, undefined)),
    indexOf: (interpreter, self, [wanted]) => bufferOf(interpreter, self).bytes.indexOf(bytesOf(interpreter, wanted, undefined)),
    readUInt8: (interpreter, self, [offset]) => bufferOf(interpreter, self).bytes.charCodeAt(toInteger(interpreter, offset)),
  });
  prototype.hide(realm.iterator, realm.native('values', 0, (interpreter, self) => makeIterator(interpreter, byteValues(bufferOf(interpreter, self).bytes), 'Array Iterator')));
}

function* byteValues(bytes: string): Generator<Value, undefined> {
  for (let index = 0; index < bytes.length; index++) yield bytes.charCodeAt(index);
  return undefined;
}
