import type { Errno } from '../../machine/kernel/errno';
import { SystemError } from '../../machine/kernel/errno';
import type { Interpreter } from '../interpreter/interpreter';
import type { JsError, Value } from '../values/value';

/** What libuv says, with the numbers of Linux. */
const ERRORS: Readonly<Record<Errno | 'ENOTFOUND' | 'ECONNABORTED', readonly [number, string]>> = {
  EPERM: [1, 'operation not permitted'], ENOENT: [2, 'no such file or directory'], ESRCH: [3, 'no such process'],
  ENXIO: [6, 'no such device or address'], ENOEXEC: [8, 'exec format error'], EBADF: [9, 'bad file descriptor'], ECHILD: [10, 'no child processes'],
  EACCES: [13, 'permission denied'], EBUSY: [16, 'resource busy or locked'], EEXIST: [17, 'file already exists'],
  EXDEV: [18, 'cross-device link not permitted'], ENOTDIR: [20, 'not a directory'], EISDIR: [21, 'illegal operation on a directory'],
  EINVAL: [22, 'invalid argument'], EROFS: [30, 'read-only file system'], EPIPE: [32, 'broken pipe'],
  ENOTEMPTY: [39, 'directory not empty'], ELOOP: [40, 'too many symbolic links encountered'], EADDRINUSE: [98, 'address already in use'],
  ECONNABORTED: [103, 'software caused connection abort'], ECONNRESET: [104, 'connection reset by peer'], ETIMEDOUT: [110, 'connection timed out'],
  ECONNREFUSED: [111, 'connection refused'], EHOSTUNREACH: [113, 'host is unreachable'], ENOTFOUND: [3008, 'getaddrinfo ENOTFOUND'],
};

/** The error that Node.js makes of a failed call about a file: `ENOENT: no such file or directory, open '/x'`. */
function fileError(interpreter: Interpreter, error: SystemError, call: string, path: string, target?: string): JsError {
  const [number, text] = ERRORS[error.code];
  const made = interpreter.realm.error('Error', `${error.code}: ${text}, ${call} '${path}'${target === undefined ? '' : ` -> '${target}'`}`);
  return withMembers(interpreter, made, { errno: -number, code: error.code, syscall: call, path, ...(target === undefined ? {} : { dest: target }) });
}

/** The error of a failed call about the network: `listen EADDRINUSE: address already in use :::8080`. */
export function networkError(interpreter: Interpreter, code: keyof typeof ERRORS, call: string, address: string | undefined, port: number | undefined): JsError {
  const [number, text] = ERRORS[code];
  const place = address === undefined ? '' : ` ${address}${port === undefined ? '' : `:${port}`}`;
  const message = call === 'listen' ? `${call} ${code}: ${text}${place}` : `${call} ${code}${place}`;
  const made = interpreter.realm.error('Error', message);
  return withMembers(interpreter, made, { code, errno: -number, syscall: call, ...(address === undefined ? {} : { address }), ...(port === undefined ? {} : { port }) });
}

/** An error with a code of Node.js. */
export function codedError(interpreter: Interpreter, kind: 'Error' | 'TypeError' | 'RangeError', code: string, message: string): JsError {
  return withMembers(interpreter, interpreter.realm.error(kind, message), { code });
}

function withMembers(interpreter: Interpreter, error: JsError, members: Readonly<Record<string, Value>>): JsError {
  interpreter.withStack(error);
  for (const [name, value] of Object.entries(members)) error.put(name, value);
  return error;
}

/** Does something about a file; what fails becomes an error of the script. */
export function withFileErrors<T>(interpreter: Interpreter, call: string, path: string, work: () => T, target?: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SystemError) throw interpreter.thrown(fileError(interpreter, error, call, path, target));
    throw error;
  }
}
