import { UnsupportedConstruct } from '../../machine/errors';
import type { HttpResponse } from '../../machine/network/http-message';
import { headerValue, reasonPhrase } from '../../machine/network/http-message';
import { fromByteText, toByteText } from '../../machine/kernel/byte-text';
import { bytesOf } from '../builtins/buffers';
import { parseJson } from '../builtins/json';
import { refuseMember } from '../builtins/refusals';
import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { deferred } from '../interpreter/promises';
import { getProperty } from '../interpreter/properties';
import { ThrownValue } from '../values/thrown';
import { JsBuffer, JsObject, type Value } from '../values/value';
import { Exchange, type OutgoingRequest } from './http-client';
import { headersOf, parseUrlText } from './http-targets';
import type { NodeRuntime } from './runtime';

/** Redirections that are followed. */
const MOST_REDIRECTIONS = 20;

/** The bodies of responses. */
const BODIES = new WeakMap<JsObject, string>();

type Deferred = ReturnType<typeof deferred>;

/** Adds `fetch`. */
export function addFetch(runtime: NodeRuntime): void {
  const { realm } = runtime;
  const responses = makeResponsePrototype(runtime);
  realm.methods(realm.global, {
    fetch(interpreter, _self, [target, options]) {
      const outcome = deferred(interpreter);
      const signal = options instanceof JsObject ? getProperty(interpreter, options, 'signal') : undefined;
      try {
        const request = readRequest(interpreter, target, options);
        send(runtime, request, outcome, responses, signal instanceof JsObject ? signal : undefined, 0);
      } catch (error) {
        if (!(error instanceof ThrownValue)) throw error;
        outcome.reject(error.value);
      }
      return outcome.promise;
    },
  });
}

function readRequest(interpreter: Interpreter, target: Value, options: Value): OutgoingRequest {
  const url = toText(interpreter, target);
  const read = (name: string): Value => (options instanceof JsObject ? getProperty(interpreter, options, name) : undefined);
  const { protocol, host, port, path } = parseUrlText(interpreter, url);
  if (protocol !== 'http:') throw new UnsupportedConstruct(`fetch of ${protocol}//`);
  const body = read('body');
  const headers = [...headersOf(interpreter, read('headers'))].map(([name, value]) => ({ name, value }));
  const has = (name: string): boolean => headers.some((header) => header.name.toLowerCase() === name);
  if (!has('accept')) headers.push({ name: 'accept', value: '*/*' });
  if (!has('user-agent')) headers.push({ name: 'user-agent', value: 'node' });
  if (typeof body === 'string' && !has('content-type')) headers.push({ name: 'content-type', value: 'text/plain;charset=UTF-8' });
  return {
    method: read('method') === undefined ? 'GET' : toText(interpreter, read('method')).toUpperCase(),
    host, port: Number(port ?? 80), path, headers, body: body === undefined || body === null ? '' : body instanceof JsBuffer ? body.bytes : bytesOf(interpreter, toText(interpreter, body), undefined),
  };
}

/** The error of a request that has failed: why is its cause. */
function failure(interpreter: Interpreter, cause: Value): JsObject {
  const error = interpreter.realm.error('TypeError', 'fetch failed');
  error.hide('cause', cause);
  return interpreter.withStack(error);
}

function send(runtime: NodeRuntime, request: OutgoingRequest, outcome: Deferred, responses: JsObject, signal: JsObject | undefined, redirections: number): void {
  const { interpreter, emitters, realm } = runtime;
  if (signal?.own('aborted')?.value === true) {
    outcome.reject(signal.own('reason')?.value);
    return;
  }
  const exchange = new Exchange(runtime, request, {
    *answered(response) {
      const location = headerValue(response.headers, 'Location');
      const isRedirection = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined;
      if (!isRedirection) outcome.resolve(makeResponse(runtime, responses, request, response));
      else if (redirections >= MOST_REDIRECTIONS) outcome.reject(failure(interpreter, interpreter.withStack(realm.error('Error', 'redirect count exceeded'))));
      else send(runtime, redirected(interpreter, request, response.status, fromByteText(location)), outcome, responses, signal, redirections + 1);
    },
    *failed(error) {
      outcome.reject(failure(interpreter, error));
    },
  }, [outcome.promise]);
  if (signal === undefined) return;
  emitters.add(signal, 'abort', realm.native('', 0, () => {
    exchange.cancel();
    outcome.reject(signal.own('reason')?.value);
    return undefined;
  }), true);
}

function redirected(interpreter: Interpreter, request: OutgoingRequest, status: number, location: string): OutgoingRequest {
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  const kept = becomesGet ? { ...request, method: 'GET', body: '' } : request;
  if (location.startsWith('/')) return { ...kept, path: location };
  const { host, port, path } = parseUrlText(interpreter, location);
  return { ...kept, host, port: Number(port ?? 80), path };
}

function makeResponse({ realm }: NodeRuntime, prototype: JsObject, request: OutgoingRequest, { status, headers, body }: HttpResponse): JsObject {
  const response = new JsObject(prototype, 'Response');
  response.put('status', status);
  response.put('statusText', reasonPhrase(status));
  response.put('ok', status >= 200 && status <= 299);
  response.put('url', `http://${request.host}${request.port === 80 ? '' : `:${request.port}`}${request.path}`);
  response.put('redirected', false);
  response.put('bodyUsed', false);
  const list = realm.object();
  realm.methods(list, {
    get: (interpreter, _self, [name]) => {
      const value = headerValue(headers, toByteText(toText(interpreter, name)));
      return value === undefined ? null : fromByteText(value);
    },
    has: (interpreter, _self, [name]) => headerValue(headers, toByteText(toText(interpreter, name))) !== undefined,
  });
  for (const name of ['entries', 'keys', 'values', 'forEach', 'append', 'set', 'delete', 'getSetCookie']) refuseMember(list, name, `Headers.${name}`);
  response.put('headers', list);
  BODIES.set(response, body);
  return response;
}

function makeResponsePrototype(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const prototype = realm.object();
  const reader = (read: (interpreter: Interpreter, text: string) => Value) => (interpreter: Interpreter, self: Value): Value => {
    const { promise, resolve, reject } = deferred(interpreter);
    const body = self instanceof JsObject ? BODIES.get(self) : undefined;
    if (!(self instanceof JsObject) || body === undefined || self.own('bodyUsed')?.value === true) {
      reject(interpreter.withStack(realm.error('TypeError', 'Body is unusable: Body has already been read')));
      return promise;
    }
    self.put('bodyUsed', true);
    try {
      resolve(read(interpreter, fromByteText(body)));
    } catch (error) {
      if (!(error instanceof ThrownValue)) throw error;
      reject(error.value);
    }
    return promise;
  };
  realm.methods(prototype, { text: reader((_interpreter, text) => text), json: reader((interpreter, text) => parseJson(interpreter, text)) });
  for (const name of ['arrayBuffer', 'blob', 'bytes', 'formData', 'clone', 'body', 'type']) refuseMember(prototype, name, `Response.${name}`);
  return prototype;
}
