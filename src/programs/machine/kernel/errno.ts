/** What the C library says for each error number that a machine knows (`strerror`, musl and glibc agree on these). */
const MESSAGES = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  ENXIO: 'No such device or address',
  ENOEXEC: 'Exec format error',
  EBADF: 'Bad file descriptor',
  ECHILD: 'No child processes',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  EPIPE: 'Broken pipe',
  EROFS: 'Read-only file system',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EADDRINUSE: 'Address already in use',
  ECONNRESET: 'Connection reset by peer',
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'Host is unreachable',
  ETIMEDOUT: 'Connection timed out',
} as const;

/** Numbers of those that servers print with their numbers (`asm-generic/errno-base.h`, `asm-generic/errno.h`). */
const NUMBERS: Readonly<Partial<Record<Errno, number>>> = { EPERM: 1, ENOENT: 2, EACCES: 13, ENOTDIR: 20, EISDIR: 21, EROFS: 30, EADDRINUSE: 98 };

/** Symbolic name of an error number. */
export type Errno = keyof typeof MESSAGES;

/** A system call failed. Programs print `text`; it never leaves the machine. Made by {@link systemError}. */
export class SystemError extends Error {
  override readonly name = 'SystemError';

  /** @internal */
  constructor(readonly code: Errno) {
    super(MESSAGES[code]);
  }

  /** The words of `strerror`. */
  get text(): string {
    return MESSAGES[this.code];
  }

  /** The number of the error on Linux. */
  get number(): number {
    return NUMBERS[this.code] ?? 5;
  }
}

/** The words of `strerror` for an error number. */
export function errorText(code: Errno): string {
  return MESSAGES[code];
}

const errors = new Map<Errno, SystemError>();

/** The error to throw for an error number: one object each, because programs fail often and nobody looks at the stack. */
export function systemError(code: Errno): SystemError {
  let error = errors.get(code);
  if (error === undefined) {
    error = new SystemError(code);
    errors.set(code, error);
  }
  return error;
}
