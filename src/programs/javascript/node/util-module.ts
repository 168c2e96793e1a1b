import { refuseMember } from '../builtins/refusals';
import { toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { deferred } from '../interpreter/promises';
import { getProperty } from '../interpreter/properties';
import type { Native } from '../values/function';
import { JsFunction } from '../values/function';
import { JsObject, JsSymbol, type Value } from '../values/value';
import { formatLog } from './console';
import { codedError } from './errors';
import { inspect } from './inspect';
import type { Modules } from './modules';
import type { NodeRuntime } from './runtime';

const OTHERS = (
  'debug formatWithOptions getSystemErrorMap isBoolean isBuffer isNull isNullOrUndefined isNumber isString isSymbol isUndefined isRegExp isObject isDate isError ' +
  'isFunction isPrimitive log transferableAbortSignal transferableAbortController parseEnv MIMEParams getCallSite getCallSites getSystemErrorMessage diff'
).split(' ');

/** `util`. */
export function makeUtil(runtime: NodeRuntime, modules: Modules): JsObject {
  const { realm } = runtime;
  const util = realm.object();
  const custom = new JsSymbol('nodejs.util.promisify.custom');
  realm.methods(util, {
    format: (interpreter, _self, args) => formatLog(interpreter, args),
    inspect: (interpreter, _self, [value, options]) => inspect(interpreter, value, depthOf(interpreter, options)),
    promisify: (interpreter, _self, [original]) => promisify(runtime, interpreter, original, custom),
    inherits(_interpreter, _self, [constructor, parent]) {
      const prototype = constructor instanceof JsObject ? constructor.own('prototype')?.value : undefined;
      const above = parent instanceof JsObject ? parent.own('prototype')?.value : undefined;
      if (prototype instanceof JsObject && above instanceof JsObject) prototype.prototype = above;
      return undefined;
    },
  });
  (util.own('promisify')!.value as JsObject).put('custom', custom);
  const setTimeout = realm.global.own('setTimeout')?.value;
  const promised = modules.builtin('timers/promises');
  if (setTimeout instanceof JsObject && promised instanceof JsObject) setTimeout.hide(custom, promised.own('setTimeout')?.value);
  for (const name of ['callbackify', 'debuglog', 'deprecate', 'parseArgs', 'stripVTControlCharacters', 'styleText', 'types', 'TextEncoder', 'TextDecoder', 'aborted', 'getSystemErrorName', 'toUSVString', 'MIMEType', 'isArray', 'isDeepStrictEqual', ...OTHERS]) {
    refuseMember(util, name, `util.${name}`);
  }
  return util;
}

function depthOf(interpreter: Interpreter, options: Value): number | undefined {
  const depth = options instanceof JsObject ? getProperty(interpreter, options, 'depth') : undefined;
  return depth === undefined ? undefined : depth === null ? Infinity : toNumber(interpreter, depth);
}

function promisify(runtime: NodeRuntime, interpreter: Interpreter, original: Value, custom: JsSymbol): Value {
  const { realm } = runtime;
  if (!(original instanceof JsFunction)) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', `The "original" argument must be of type function. Received ${toText(interpreter, inspect(interpreter, original))}`));
  const own = getProperty(interpreter, original, custom);
  if (own instanceof JsFunction) return own;
  return realm.blocking(original.name, 0, function* run(_interpreter, self, args) {
    const { promise, resolve, reject } = deferred(interpreter);
    const done: Native = (_interpreter2, _self, [error, value]) => {
      if (error === undefined || error === null) resolve(value);
      else reject(error);
      return undefined;
    };
    yield* interpreter.call(original, self, [...args, realm.native('', 2, done)]);
    return promise;
  });
}
