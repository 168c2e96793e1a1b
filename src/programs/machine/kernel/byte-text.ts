/**
 * Text inside a machine is a *byte string*: one UTF-16 unit per byte, as files, pipes and the C locale have it. Text is
 * converted where it enters (arguments, environment, files of the image) and where it leaves (log lines, answers).
 */

const ASCII = /^[\0-\x7f]*$/;

/** Converts ordinary text to a byte string (UTF-8). */
export function toByteText(text: string): string {
  return ASCII.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Converts a byte string back to ordinary text; bytes that are not UTF-8 become U+FFFD. */
export function fromByteText(bytes: string): string {
  return ASCII.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
