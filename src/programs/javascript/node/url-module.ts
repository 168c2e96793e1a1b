import { refuseMember } from '../builtins/refusals';
import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { getProperty, enumerableKeys } from '../interpreter/properties';
import { makeIterator } from '../interpreter/iteration';
import { JsArray } from '../values/array';
import { JsObject, dataProperty, type Value } from '../values/value';
import { codedError } from './errors';
import type { NodeRuntime } from './runtime';

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443' };

/** The parts of an address. */
interface Address {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

const URL_FORM = /^([a-zA-Z][a-zA-Z\d+.-]*:)\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?([^?#]*)(\?[^#]*)?(#.*)?$/;

/** Adds `URL` and `URLSearchParams` to the global object. */
export function addUrls(runtime: NodeRuntime): void {
  const { realm } = runtime;
  const params = new SearchParameters(runtime);
  const prototype = realm.object();
  realm.global.hide('URL', realm.constructorOf('URL', prototype, {
    run(interpreter, _self, [text, base], newTarget) {
      if (newTarget === undefined) return interpreter.fail('TypeError', "Class constructor URL cannot be invoked without 'new'");
      const given = toText(interpreter, text);
      const address = parseAddress(given, base === undefined ? undefined : parseAddress(toText(interpreter, base), undefined));
      if (address === undefined) {
        const error = codedError(interpreter, 'TypeError', 'ERR_INVALID_URL', 'Invalid URL');
        error.put('input', given);
        throw interpreter.thrown(error);
      }
      return makeUrlObject(prototype, address, params);
    },
  }));
  const constructor = realm.global.own('URL')!.value as JsObject;
  for (const name of ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL']) refuseMember(constructor, name, `URL.${name}`);
  realm.method(prototype, 'toString', (interpreter, self) => hrefOf(interpreter, self));
  realm.methods(prototype, { toJSON: (interpreter, self) => hrefOf(interpreter, self) });
}

function hrefOf(interpreter: Interpreter, self: Value): Value {
  return self instanceof JsObject ? getProperty(interpreter, self, 'href') : undefined;
}

function makeUrlObject(prototype: JsObject, address: Address, params: SearchParameters): JsObject {
  const { protocol, username, password, hostname, port, pathname, search, hash } = address;
  const url = new JsObject(prototype, 'URL');
  const host = `${hostname}${port === '' ? '' : `:${port}`}`;
  const login = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
  const origin = `${protocol}//${host}`;
  const members = { href: `${protocol}//${login}${host}${pathname}${search}${hash}`, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams: params.make(search), hash };
  for (const [name, value] of Object.entries(members)) url.define(name, { ...dataProperty(value), writable: false });
  return url;
}

/** Reads an address, relative to another one if that is given; undefined when it is none. */
function parseAddress(text: string, base: Address | undefined): Address | undefined {
  const match = URL_FORM.exec(text.trim());
  if (match !== null) {
    const [, scheme = '', username = '', password = '', hostname = '', port = '', pathname = '', search = '', hash = ''] = match;
    const protocol = scheme.toLowerCase();
    if (hostname === '' && protocol !== 'file:') return undefined;
    return {
      protocol, username, password, hostname: hostname.toLowerCase(), port: PORTS[protocol] === port ? '' : port,
      pathname: normalizeSegments(pathname === '' ? '/' : pathname), search: search === '?' ? '' : encodeSpaces(search), hash: hash === '#' ? '' : hash,
    };
  }
  if (base === undefined || /^[a-zA-Z][a-zA-Z\d+.-]*:/.test(text)) return undefined;
  if (text.startsWith('//')) return parseAddress(`${base.protocol}${text}`, undefined);
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text) ?? [];
  const directory = base.pathname.slice(0, base.pathname.lastIndexOf('/') + 1);
  const pathname = path === '' ? base.pathname : normalizeSegments(path.startsWith('/') ? path : directory + path);
  return { ...base, pathname, search: path === '' && search === '' ? base.search : encodeSpaces(search), hash };
}

function encodeSpaces(text: string): string {
  return text.replace(/ /g, '%20');
}

function normalizeSegments(path: string): string {
  const names: string[] = [];
  const parts = path.split('/').slice(1);
  for (const [index, name] of parts.entries()) {
    if (name === '..') names.pop();
    else if (name !== '.') names.push(encodeSpaces(name));
    if ((name === '..' || name === '.') && index === parts.length - 1) names.push('');
  }
  return `/${names.join('/')}`;
}

function decodeField(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** The fields behind a question mark. */
function parseFields(search: string): [string, string][] {
  return search.replace(/^\?/, '').split('&').filter((field) => field !== '').map((field) => {
    const equals = field.indexOf('=');
    return equals < 0 ? [decodeField(field), ''] : [decodeField(field.slice(0, equals)), decodeField(field.slice(equals + 1))];
  });
}

function encodeField(text: string): string {
  return encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `URLSearchParams`. */
class SearchParameters {
  readonly #prototype: JsObject;
  readonly #fields = new WeakMap<JsObject, [string, string][]>();

  constructor(private readonly runtime: NodeRuntime) {
    const { realm } = runtime;
    this.#prototype = realm.object();
    realm.global.hide('URLSearchParams', realm.constructorOf('URLSearchParams', this.#prototype, {
      run: (interpreter, _self, [source]) => {
        if (!(source instanceof JsObject)) return this.make(source === undefined ? '' : toText(interpreter, source));
        const made = this.make('');
        const pairs = source instanceof JsArray ? source.values.map((pair) => [pair instanceof JsArray ? pair.at(0) : undefined, pair instanceof JsArray ? pair.at(1) : undefined]) : enumerableKeys(source).map((key) => [key, getProperty(interpreter, source, key)]);
        for (const [key, value] of pairs) this.#of(made).push([toText(interpreter, key), toText(interpreter, value)]);
        return made;
      },
    }));
    this.#addMethods();
  }

  /** The object for a text. */
  make(search: string): JsObject {
    const object = new JsObject(this.#prototype, 'URLSearchParams');
    this.#fields.set(object, parseFields(search));
    return object;
  }

  #of(self: Value): [string, string][] {
    return (self instanceof JsObject ? this.#fields.get(self) : undefined) ?? [];
  }

  #addMethods(): void {
    const { realm } = this.runtime;
    const name = (interpreter: Interpreter, value: Value): string => toText(interpreter, value);
    const list = (self: Value): Value[] => this.#of(self).map(([key, value]) => realm.array([key, value]));
    realm.methods(this.#prototype, {
      get: (interpreter, self, [key]) => this.#of(self).find(([each]) => each === name(interpreter, key))?.[1] ?? null,
      getAll: (interpreter, self, [key]) => realm.array(this.#of(self).filter(([each]) => each === name(interpreter, key)).map(([, value]) => value)),
      has: (interpreter, self, [key]) => this.#of(self).some(([each]) => each === name(interpreter, key)),
      append: (interpreter, self, [key, value]) => {
        this.#of(self).push([name(interpreter, key), name(interpreter, value)]);
        return undefined;
      },
      set: (interpreter, self, [key, value]) => {
        const fields = this.#of(self);
        const wanted = name(interpreter, key);
        const known = fields.find(([each]) => each === wanted);
        if (known === undefined) fields.push([wanted, name(interpreter, value)]);
        else known[1] = name(interpreter, value);
        return undefined;
      },
      delete: (interpreter, self, [key]) => {
        const wanted = name(interpreter, key);
        if (self instanceof JsObject) this.#fields.set(self, this.#of(self).filter(([each]) => each !== wanted));
        return undefined;
      },
      keys: (interpreter, self) => makeIterator(interpreter, this.#of(self).map(([key]) => key)[Symbol.iterator](), 'Iterator'),
      values: (interpreter, self) => makeIterator(interpreter, this.#of(self).map(([, value]) => value)[Symbol.iterator](), 'Iterator'),
      entries: (interpreter, self) => makeIterator(interpreter, list(self)[Symbol.iterator](), 'Iterator'),
    });
    realm.blockingMethods(this.#prototype, {
      forEach: (interpreter, self, [callback]) => this.#each(interpreter, self, callback),
    });
    realm.method(this.#prototype, 'toString', (_interpreter, self) => this.#of(self).map(([key, value]) => `${encodeField(key)}=${encodeField(value)}`).join('&'));
    this.#prototype.hide(realm.iterator, this.#prototype.own('entries')?.value);
    realm.getter(this.#prototype, 'size', (_interpreter, self) => this.#of(self).length);
    refuseMember(this.#prototype, 'sort', 'URLSearchParams.sort');
  }

  *#each(interpreter: Interpreter, self: Value, callback: Value): ReturnType<Interpreter['call']> {
    for (const [key, value] of this.#of(self)) yield* interpreter.call(callback, undefined, [value, key, self]);
    return undefined;
  }
}

/** `url`: the classes, and `parse` as old servers use it. */
export function makeUrl(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const url = realm.object({ URL: realm.global.own('URL')?.value, URLSearchParams: realm.global.own('URLSearchParams')?.value });
  realm.methods(url, {
    parse(interpreter, _self, [text, parsesQuery]) {
      const given = toText(interpreter, text);
      const full = parseAddress(given, undefined);
      const [, pathname = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(given) ?? [];
      const query = (full?.search ?? search).replace(/^\?/, '');
      return realm.object({
        protocol: full?.protocol ?? null, host: full === undefined ? null : `${full.hostname}${full.port === '' ? '' : `:${full.port}`}`, port: full?.port === '' ? null : full?.port ?? null,
        hostname: full?.hostname ?? null, hash: (full?.hash ?? hash) === '' ? null : full?.hash ?? hash, search: query === '' ? null : `?${query}`,
        query: parsesQuery === true ? fieldsObject(runtime, query) : query === '' ? null : query,
        pathname: full?.pathname ?? pathname, path: (full?.pathname ?? pathname) + (query === '' ? '' : `?${query}`), href: given,
      });
    },
    fileURLToPath: (interpreter, _self, [text]) => decodeURIComponent(toText(interpreter, text).replace(/^file:\/\//, '')),
  });
  for (const name of ['format', 'resolve', 'pathToFileURL', 'domainToASCII', 'domainToUnicode', 'urlToHttpOptions', 'Url', 'resolveObject']) refuseMember(url, name, `url.${name}`);
  return url;
}

function fieldsObject({ realm }: NodeRuntime, search: string): JsObject {
  const object = new JsObject(null);
  for (const [key, value] of parseFields(search)) {
    const before = object.own(key)?.value;
    object.put(key, before === undefined ? value : before instanceof JsArray ? realm.array([...before.elements, value]) : realm.array([before, value]));
  }
  return object;
}

/** `querystring`. */
export function makeQueryString(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const querystring = realm.object();
  realm.methods(querystring, {
    parse: (interpreter, _self, [text]) => fieldsObject(runtime, toText(interpreter, text)),
    stringify(interpreter, _self, [object]) {
      if (!(object instanceof JsObject)) return '';
      return enumerableKeys(object).map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(toText(interpreter, getProperty(interpreter, object, key)))}`).join('&');
    },
    escape: (interpreter, _self, [text]) => encodeURIComponent(toText(interpreter, text)),
    unescape: (interpreter, _self, [text]) => decodeField(toText(interpreter, text)),
  });
  querystring.put('decode', querystring.own('parse')?.value);
  querystring.put('encode', querystring.own('stringify')?.value);
  refuseMember(querystring, 'unescapeBuffer', 'querystring.unescapeBuffer');
  return querystring;
}
