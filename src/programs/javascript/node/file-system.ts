import { fromByteText, toByteText } from '../../machine/kernel/byte-text';
import { systemError } from '../../machine/kernel/errno';
import type { FileSystemNode } from '../../machine/files/nodes';
import { DirectoryNode } from '../../machine/files/nodes';
import { bytesOf, decode } from '../builtins/buffers';
import { refuseMember } from '../builtins/refusals';
import { isTruthy, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { deferred } from '../interpreter/promises';
import { getProperty } from '../interpreter/properties';
import type { Native } from '../values/function';
import { JsFunction } from '../values/function';
import { ThrownValue } from '../values/thrown';
import { JsBuffer, JsDate, JsObject, type Value } from '../values/value';
import { codedError, withFileErrors } from './errors';
import { inspect } from './inspect';
import type { Modules } from './modules';
import type { NodeRuntime } from './runtime';

const REFUSED =
  'createReadStream createWriteStream watch watchFile unwatchFile open openSync close closeSync read readSync write writeSync opendir opendirSync lstat lstatSync ' +
  'fstat fstatSync chmod chmodSync chown chownSync symlink symlinkSync link linkSync readlink readlinkSync realpath realpathSync truncate truncateSync ' +
  'fchown fchownSync fchmod fchmodSync fdatasync fdatasyncSync ftruncate ftruncateSync futimes futimesSync lchown lchownSync lchmod lchmodSync lutimes ' +
  'lutimesSync openAsBlob readvSync writevSync FileReadStream FileWriteStream utimes utimesSync cp cpSync mkdtemp mkdtempSync fsync fsyncSync glob globSync statfs statfsSync readv writev Dirent Dir Stats ReadStream WriteStream';

/** What `access` is asked for. */
const MODES = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };

/** `fs`: the calls at once, those with a callback, and `fs.promises`. Files take no time. */
export function makeFileSystem(runtime: NodeRuntime, modules: Modules): JsObject {
  const { realm } = runtime;
  const fs = realm.object();
  const calls = fileCalls(runtime);
  for (const [name, call] of Object.entries(calls)) {
    realm.methods(fs, { [`${name}Sync`]: call });
    realm.methods(fs, { [name]: withCallback(runtime, call) });
  }
  realm.methods(fs, {
    existsSync: (_interpreter, _self, [path]) => typeof path === 'string' && runtime.system.paths.find(toByteText(path)) !== undefined,
    exists(_interpreter, _self, [path, callback]) {
      const isThere = typeof path === 'string' && runtime.system.paths.find(toByteText(path)) !== undefined;
      if (callback instanceof JsFunction) runtime.tick(callback, [isThere]);
      return undefined;
    },
  });
  fs.put('constants', realm.object(MODES));
  for (const [name, mode] of Object.entries(MODES)) fs.put(name, mode);
  fs.put('promises', modules.builtin('fs/promises'));
  for (const name of REFUSED.split(' ')) refuseMember(fs, name, `fs.${name}`);
  return fs;
}

/** `fs/promises`. */
export function makeFilePromises(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const promises = realm.object();
  for (const [name, call] of Object.entries(fileCalls(runtime))) {
    realm.methods(promises, {
      [name]: (interpreter, self, args) => {
        const { promise, resolve, reject } = deferred(interpreter);
        settle(() => call(interpreter, self, args), (error, value) => {
          later(runtime, function* run() {
            if (error === undefined) resolve(value);
            else reject(error);
          });
        });
        return promise;
      },
    });
  }
  promises.put('constants', realm.object(MODES));
  for (const name of REFUSED.split(' ')) if (!name.endsWith('Sync')) refuseMember(promises, name, `fs.promises.${name}`);
  return promises;
}

/** What a call about files comes to is told in the next turn. */
function later({ loop }: NodeRuntime, run: () => Generator<never, void>): void {
  loop.immediates.push({ run, isActive: true, isReferenced: true, holds: [] });
}

function settle(work: () => Value, done: (error: Value, value: Value) => void): void {
  try {
    done(undefined, work());
  } catch (error) {
    if (!(error instanceof ThrownValue)) throw error;
    done(error.value, undefined);
  }
}

function withCallback(runtime: NodeRuntime, call: Native): Native {
  return (interpreter, self, args) => {
    const callback = args.at(-1);
    if (!(callback instanceof JsFunction)) throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', `The "cb" argument must be of type function. Received ${inspect(interpreter, callback)}`));
    settle(() => call(interpreter, self, args.slice(0, -1)), (error, value) => {
      runtime.loop.immediates.push({ run: () => interpreter.call(callback, undefined, error === undefined ? [null, value] : [error]), isActive: true, isReferenced: true, holds: [callback, value] });
    });
    return undefined;
  };
}

function pathOf(interpreter: Interpreter, value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof JsBuffer) return decode(value.bytes, 'utf8');
  throw interpreter.thrown(codedError(interpreter, 'TypeError', 'ERR_INVALID_ARG_TYPE', `The "path" argument must be of type string or an instance of Buffer or URL. Received ${inspect(interpreter, value)}`));
}

function option(interpreter: Interpreter, options: Value, name: string): Value {
  return options instanceof JsObject ? getProperty(interpreter, options, name) : undefined;
}

function encodingOf(interpreter: Interpreter, options: Value): string | undefined {
  const encoding = typeof options === 'string' ? options : option(interpreter, options, 'encoding');
  return encoding === undefined || encoding === null ? undefined : toText(interpreter, encoding);
}

/** The calls by the names of their forms with a callback. */
function fileCalls(runtime: NodeRuntime): Readonly<Record<string, Native>> {
  return { ...textCalls(runtime), ...treeCalls(runtime), ...lookCalls(runtime) };
}

function textCalls({ system, realm }: NodeRuntime): Readonly<Record<string, Native>> {
  const { paths } = system;
  const put = (call: string, mode: 'write' | 'append'): Native => (interpreter, _self, [path, data, options]) => {
    const name = pathOf(interpreter, path);
    const bytes = typeof data === 'string' || data instanceof JsBuffer ? bytesOf(interpreter, data, encodingOf(interpreter, options)) : toByteText(toText(interpreter, data));
    const flag = option(interpreter, options, 'flag');
    withFileErrors(interpreter, call, name, () => paths.open(toByteText(name), flag === 'a' ? 'append' : mode).write(bytes));
    return undefined;
  };
  return {
    readFile(interpreter, _self, [path, options]) {
      const name = pathOf(interpreter, path);
      const found = withFileErrors(interpreter, 'open', name, () => paths.get(toByteText(name)));
      const bytes = withFileErrors(interpreter, found.kind === 'directory' ? 'read' : 'open', name, () => paths.readText(toByteText(name)));
      const encoding = encodingOf(interpreter, options);
      interpreter.host.allocate(bytes.length);
      return encoding === undefined ? realm.buffer(bytes) : decode(bytes, encoding);
    },
    writeFile: put('open', 'write'),
    appendFile: put('open', 'append'),
  };
}

function treeCalls({ system, realm }: NodeRuntime): Readonly<Record<string, Native>> {
  const { paths } = system;
  const act = (call: string, work: (path: string, interpreter: Interpreter, options: Value) => void): Native => (interpreter, _self, [path, options]) => {
    const name = pathOf(interpreter, path);
    withFileErrors(interpreter, call, name, () => { work(toByteText(name), interpreter, options); });
    return undefined;
  };
  return {
    unlink: act('unlink', (path) => { paths.removeFile(path); }),
    rmdir: act('rmdir', (path) => { paths.removeDirectory(path); }),
    mkdir: act('mkdir', (path, interpreter, options) => {
      if (!isTruthy(option(interpreter, options, 'recursive'))) paths.makeDirectory(path);
      else makeAll(system, path);
    }),
    rm: act('rm', (path, interpreter, options) => {
      if (paths.find(path, false) === undefined && isTruthy(option(interpreter, options, 'force'))) return;
      removeTree(system, path, isTruthy(option(interpreter, options, 'recursive')));
    }),
    rename(interpreter, _self, [from, to]) {
      const [source, target] = [pathOf(interpreter, from), pathOf(interpreter, to)];
      withFileErrors(interpreter, 'rename', source, () => { paths.rename(toByteText(source), toByteText(target)); }, target);
      return undefined;
    },
    copyFile(interpreter, _self, [from, to]) {
      const [source, target] = [pathOf(interpreter, from), pathOf(interpreter, to)];
      withFileErrors(interpreter, 'copyfile', source, () => { paths.writeText(toByteText(target), paths.readText(toByteText(source))); }, target);
      return undefined;
    },
    readdir(interpreter, _self, [path, options]) {
      const name = pathOf(interpreter, path);
      const names = withFileErrors(interpreter, 'scandir', name, () => paths.list(toByteText(name))).map(fromByteText);
      if (!isTruthy(option(interpreter, options, 'withFileTypes'))) return realm.array(names);
      return realm.array(names.map((each) => typeMethods(realm.object({ name: each, parentPath: name, path: name }), paths.find(toByteText(`${name}/${each}`), false), realm)));
    },
  };
}

function makeAll({ paths }: NodeRuntime['system'], path: string): void {
  let reached = path.startsWith('/') ? '' : '.';
  for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
    reached += `/${name}`;
    const node = paths.find(reached);
    if (node === undefined) paths.makeDirectory(reached);
    else if (node.kind !== 'directory') throw systemError(reached === path ? 'EEXIST' : 'ENOTDIR');
  }
}

function removeTree(system: NodeRuntime['system'], path: string, isRecursive: boolean): void {
  const node = system.paths.get(path, false);
  if (!(node instanceof DirectoryNode)) {
    system.paths.removeFile(path);
    return;
  }
  if (!isRecursive) throw systemError('EISDIR');
  for (const name of system.paths.list(path)) removeTree(system, `${path}/${name}`, true);
  system.paths.removeDirectory(path);
}

function lookCalls({ system, realm }: NodeRuntime): Readonly<Record<string, Native>> {
  return {
    stat(interpreter, _self, [path, options]) {
      const name = pathOf(interpreter, path);
      const node = system.paths.find(toByteText(name));
      if (node === undefined && option(interpreter, options, 'throwIfNoEntry') === false) return undefined;
      const found = withFileErrors(interpreter, 'stat', name, () => system.paths.get(toByteText(name)));
      const time = found.modified / 1000;
      const size = found.kind === 'file' ? found.text.length : 0;
      const stats = realm.object({ mode: found.mode, uid: found.user, gid: found.group, size, mtimeMs: time, mtime: new JsDate(realm.datePrototype, Math.floor(time)) });
      return typeMethods(stats, found, realm);
    },
    access(interpreter, _self, [path, mode]) {
      const name = pathOf(interpreter, path);
      withFileErrors(interpreter, 'access', name, () => {
        const node = system.paths.get(toByteText(name));
        if (typeof mode === 'number' && (mode & 4) !== 0 && node.kind === 'file') system.paths.open(toByteText(name), 'read');
        if (typeof mode === 'number' && (mode & 1) !== 0 && (node.mode & 0o111) === 0) throw systemError('EACCES');
      });
      return undefined;
    },
  };
}

function typeMethods(object: JsObject, node: FileSystemNode | undefined, realm: NodeRuntime['realm']): JsObject {
  realm.methods(object, {
    isFile: () => node?.kind === 'file',
    isDirectory: () => node?.kind === 'directory' || node?.kind === 'virtual',
    isSymbolicLink: () => node?.kind === 'link',
  });
  return object;
}

