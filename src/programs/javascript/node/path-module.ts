import { baseName, directoryName, normalizePath } from '../../machine/files/paths';
import { fromByteText } from '../../machine/kernel/byte-text';
import { refuseMember } from '../builtins/refusals';
import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { JsObject, Value } from '../values/value';
import { codedError } from './errors';
import type { NodeRuntime } from './runtime';
import { inspect } from './inspect';

/** `path`. */
export function makePath({ realm, system }: NodeRuntime): JsObject {
  const path = realm.object({ sep: '/', delimiter: ':' });
  const directory = (): string => fromByteText(system.context.directory);
  realm.methods(path, {
    join: (interpreter, _self, parts) => joinParts(parts.map((part) => pathText(interpreter, part))),
    resolve: (interpreter, _self, parts) => resolveParts(directory(), parts.map((part) => pathText(interpreter, part))),
    normalize: (interpreter, _self, [text]) => joinParts([pathText(interpreter, text)]),
    basename: (interpreter, _self, [text, suffix]) => withoutSuffix(baseName(pathText(interpreter, text)), suffix === undefined ? '' : toText(interpreter, suffix)),
    dirname: (interpreter, _self, [text]) => directoryName(pathText(interpreter, text)),
    extname: (interpreter, _self, [text]) => extensionOf(pathText(interpreter, text)),
    isAbsolute: (interpreter, _self, [text]) => pathText(interpreter, text).startsWith('/'),
    relative: (interpreter, _self, [from, to]) => relativePath(resolveParts(directory(), [pathText(interpreter, from)]), resolveParts(directory(), [pathText(interpreter, to)])),
    parse(interpreter, _self, [text]) {
      const whole = pathText(interpreter, text);
      const base = baseName(whole);
      const ext = extensionOf(whole);
      const dir = whole.includes('/') ? directoryName(whole) : '';
      return realm.object({ root: whole.startsWith('/') ? '/' : '', dir, base, ext, name: withoutSuffix(base, ext) });
    },
  });
  for (const name of ['format', 'matchesGlob', 'toNamespacedPath', 'win32']) refuseMember(path, name, `path.${name}`);
  path.put('posix', path);
  return path;
}

/** A path that a script gives. */
function pathText(interpreter: Interpreter, value: Value): string {
  if (typeof value === 'string') return value;
  throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', `The "path" argument must be of type string. Received ${inspect(interpreter, value)}`));
}

function joinParts(parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== '').join('/');
  if (joined === '') return '.';
  const names: string[] = [];
  const isAbsolute = joined.startsWith('/');
  for (const name of joined.split('/').filter((part) => part !== '' && part !== '.')) {
    if (name !== '..' || names.length === 0 || names.at(-1) === '..') {
      if (name !== '..' || !isAbsolute) names.push(name);
    } else {
      names.pop();
    }
  }
  const text = `${isAbsolute ? '/' : ''}${names.join('/')}`;
  if (text === '') return joined.endsWith('/') ? './' : '.';
  return joined.endsWith('/') && text !== '/' ? `${text}/` : text;
}

function resolveParts(directory: string, parts: readonly string[]): string {
  let path = '';
  for (const part of [...parts].reverse()) {
    path = path === '' ? part : `${part}/${path}`;
    if (part.startsWith('/')) break;
  }
  return normalizePath(path, directory);
}

function withoutSuffix(base: string, suffix: string): string {
  return suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

function extensionOf(path: string): string {
  const base = baseName(path);
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? '' : base.slice(dot);
}

function relativePath(from: string, to: string): string {
  const [source, target] = [from, to].map((path) => path.split('/').filter((name) => name !== ''));
  let common = 0;
  while (common < source!.length && source![common] === target![common]) common++;
  return [...source!.slice(common).map(() => '..'), ...target!.slice(common)].join('/');
}
