/** Unwinds the interpreter to the end of the shell: `exit`, `set -e`, an error that a shell does not survive. */
export class ShellExit extends Error {
  override readonly name = 'ShellExit';

  constructor(readonly status: number) {
    super();
  }
}

/**
 * A command could not be carried out, and ash says why. A special builtin (or an expansion) that fails so ends a shell
 * that is not interactive, any other builtin only fails.
 */
export class ShellError extends Error {
  override readonly name = 'ShellError';

  constructor(
    message: string,
    readonly status = 2,
  ) {
    super(message);
  }
}

/** Status of a shell that cannot read its script. */
export const SHELL_SYNTAX_STATUS = 2;
