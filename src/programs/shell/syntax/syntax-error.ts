/** A script cannot be read; the message is what ash says behind `syntax error: `. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError';

  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}
