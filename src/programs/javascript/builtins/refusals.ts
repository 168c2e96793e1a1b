import type { Realm } from '../interpreter/realm';
import { JsObject, dataProperty } from '../values/value';

/** What Node.js has and is not built here: members by the object that has them. Those that have been built are passed over. */
const REFUSED: Readonly<Record<string, string>> = {
  '': 'Proxy Reflect WeakRef FinalizationRegistry Atomics SharedArrayBuffer ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array ' +
    'Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Intl WebAssembly Iterator escape unescape ' +
    'Headers Request Response FormData Blob File WebSocket EventSource Event EventTarget CustomEvent MessageChannel MessagePort ' +
    'MessageEvent BroadcastChannel TextEncoder TextDecoder structuredClone performance Performance crypto Crypto CryptoKey SubtleCrypto navigator ' +
    'ReadableStream WritableStream TransformStream CompressionStream DecompressionStream URLSearchParams URL DOMException localStorage sessionStorage ' +
    'TransformStreamDefaultController WritableStreamDefaultController WritableStreamDefaultWriter ReadableStreamDefaultReader ReadableStreamBYOBReader ' +
    'ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy TextEncoderStream ' +
    'TextDecoderStream PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming Storage ' +
    'CloseEvent Navigator',
  Object: 'getOwnPropertySymbols',
  'Object.prototype': '__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__',
  Array: 'fromAsync',
  'Array.prototype': 'copyWithin toSpliced toLocaleString',
  String: '',
  'String.prototype': 'normalize isWellFormed toWellFormed toLocaleUpperCase toLocaleLowerCase anchor big blink bold fixed fontcolor fontsize italics link small strike sub sup trimLeft trimRight',
  'Number.prototype': '',
  'Map.prototype': '',
  'Set.prototype': 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom',
  Promise: 'try',
  'Promise.prototype': '',
  Symbol: 'keyFor match matchAll replace search split species unscopables isConcatSpreadable dispose asyncDispose',
  BigInt: 'asIntN asUintN',
  'BigInt.prototype': 'toLocaleString',
  'Date.prototype': 'getYear setYear toGMTString toTemporalInstant',
  'RegExp.prototype': 'compile',
  Buffer: 'of BYTES_PER_ELEMENT allocUnsafeSlow compare copyBytesFrom isEncoding poolSize',
  'Buffer.prototype':
    'write fill copy compare set swap16 swap32 swap64 toJSON toLocaleString values keys entries forEach map filter find findIndex every some join reduce reverse ' +
    'sort at lastIndexOf readInt8 readUInt16LE readUInt16BE readUInt32LE readUInt32BE readInt16LE readInt16BE readInt32LE readInt32BE readFloatLE readFloatBE ' +
    'readDoubleLE readDoubleBE writeUInt8 writeInt8 writeUInt16LE writeUInt16BE writeUInt32LE writeUInt32BE writeInt16LE writeInt16BE writeInt32LE writeInt32BE ' +
    'writeFloatLE writeFloatBE writeDoubleLE writeDoubleBE buffer byteOffset parent offset',
};

/** Since Node.js 22 iterators have methods of arrays. */
const ITERATOR_METHODS = ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find'];

/** Lets what is not built here end the machine where it is used, instead of being undefined. */
export function addRefusals(realm: Realm): void {
  for (const [owner, names] of Object.entries(REFUSED)) {
    const object = ownerOf(realm, owner);
    if (object === undefined) continue;
    for (const name of names.split(' ')) if (name !== '' && object.own(name) === undefined) refuseMember(object, name, owner === '' ? name : `${owner}.${name}`);
  }
  for (const name of ITERATOR_METHODS) refuseMember(realm.iteratorPrototype, name, `Iterator.prototype.${name}`);
}

/** Makes a member that ends the machine where it is read. */
export function refuseMember(object: JsObject, name: string, shown: string): void {
  object.define(name, { ...dataProperty(undefined, false), isAccessor: true, refusal: `${shown} of Node.js` });
}

function ownerOf(realm: Realm, owner: string): JsObject | undefined {
  let object: JsObject = realm.global;
  for (const name of owner.split('.').filter((part) => part !== '')) {
    const value = object.own(name)?.value;
    if (!(value instanceof JsObject)) return undefined;
    object = value;
  }
  return object;
}
