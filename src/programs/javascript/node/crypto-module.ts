import { createHash } from 'node:crypto';

import { UnsupportedConstruct } from '../../machine/errors';
import { bytesOf, decode } from '../builtins/buffers';
import { refuseMember } from '../builtins/refusals';
import { toInteger, toText } from '../interpreter/conversions';
import { JsFunction } from '../values/function';
import { type JsObject, type Value } from '../values/value';
import type { NodeRuntime } from './runtime';

const HASHES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256', 'sha512']);
const MOST_BYTES = 65_536;
const REFUSED = (
  'Certificate Cipher Cipheriv DiffieHellman DiffieHellmanGroup Decipher Decipheriv ECDH Hash Hmac KeyObject Sign Verify X509Certificate argon2 argon2Sync checkPrime ' +
  'checkPrimeSync constants createCipher createCipheriv createDecipher createDecipheriv createDiffieHellman createDiffieHellmanGroup createECDH createHmac ' +
  'createPrivateKey createPublicKey createSecretKey createSign createVerify diffieHellman fips generateKey generateKeyPair generateKeyPairSync generateKeySync ' +
  'generatePrime generatePrimeSync getCipherInfo getCiphers getCurves getDiffieHellman getFips getHashes getRandomValues hash hkdf hkdfSync pbkdf2 pbkdf2Sync ' +
  'privateDecrypt privateEncrypt prng pseudoRandomBytes publicDecrypt publicEncrypt randomFill randomFillSync rng scrypt scryptSync secureHeapUsed setEngine setFips ' +
  'sign subtle timingSafeEqual verify webcrypto'
).split(' ');

/** `crypto`: random values, which are those of the process's own generator, and hashes. */
export function makeCrypto(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const crypto = realm.object();
  const random = (count: number): string => Array.from({ length: count }, () => String.fromCharCode(Math.floor(runtime.nextRandom() * 256))).join('');
  realm.methods(crypto, {
    randomUUID: () => uuidOf(random(16)),
    randomBytes(interpreter, _self, [size, callback]) {
      const count = toInteger(interpreter, size);
      if (count < 0 || count > MOST_BYTES) throw new UnsupportedConstruct(`randomBytes(${count})`);
      const bytes = realm.buffer(random(count));
      if (!(callback instanceof JsFunction)) return bytes;
      runtime.tick(callback, [null, bytes]);
      return undefined;
    },
    randomInt(interpreter, _self, [low, high]) {
      const [from, to] = high === undefined || high instanceof JsFunction ? [0, toInteger(interpreter, low)] : [toInteger(interpreter, low), toInteger(interpreter, high)];
      return from + Math.floor(runtime.nextRandom() * (to - from));
    },
    createHash: (interpreter, _self, [algorithm]) => makeHash(runtime, toText(interpreter, algorithm).toLowerCase()),
  });
  for (const name of REFUSED) refuseMember(crypto, name, `crypto.${name}`);
  return crypto;
}

/** A random identifier of version 4 (RFC 9562). */
function uuidOf(bytes: string): string {
  const hex = decode(bytes, 'hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function makeHash({ realm }: NodeRuntime, algorithm: string): JsObject {
  if (!HASHES.has(algorithm)) throw new UnsupportedConstruct(`the hash ${algorithm} of Node.js`);
  const hash = realm.object();
  let bytes = '';
  realm.methods(hash, {
    update(interpreter, _self, [data, encoding]) {
      bytes += bytesOf(interpreter, data, encoding);
      interpreter.checkLength(bytes.length);
      return hash;
    },
    digest(interpreter, _self, [encoding]): Value {
      interpreter.step(Math.ceil(bytes.length / 1000));
      const digest = createHash(algorithm).update(Buffer.from(bytes, 'latin1')).digest().toString('latin1');
      return encoding === undefined ? realm.buffer(digest) : decode(digest, toText(interpreter, encoding));
    },
  });
  for (const name of ['copy', 'write', 'end', 'pipe', 'read']) refuseMember(hash, name, `crypto.Hash.${name}`);
  return hash;
}
