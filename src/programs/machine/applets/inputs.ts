import { SystemError } from '../kernel/errno';
import type { OpenFile } from '../kernel/open-file';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';

/** A file an applet reads: standard input, or one that it opened. */
export interface Input {
  /** As given on the command line; `-` for standard input. */
  readonly name: string;
  readonly file: OpenFile;
}

/** How an applet words that it cannot open a file. */
export type OpenFailure = (path: string, text: string) => string;

/** `name: path: text`, as most applets have it. */
export const PLAIN_FAILURE: OpenFailure = (path, text) => `${path}: ${text}`;
/** `name: can't open 'path': text` */
export const CANNOT_OPEN: OpenFailure = (path, text) => `can't open '${path}': ${text}`;

/** Opens a file for reading; undefined after the failure has been printed. */
export function* openInput(system: System, path: string, describe: OpenFailure): Body<Input | undefined> {
  if (path === '-') return { name: path, file: system.files.get(0) };
  try {
    return { name: path, file: system.paths.open(path, 'read') };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    yield* system.warn(`${system.name}: ${describe(path, error.text)}\n`);
    return undefined;
  }
}

/** Reads all inputs of an applet, standard input if none is named, and returns the texts of those that can be read. */
export function* readInputs(
  system: System,
  paths: readonly string[],
  describe: OpenFailure,
): Body<{ readonly texts: readonly string[]; readonly failed: boolean }> {
  const texts: string[] = [];
  let failed = false;
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const input = yield* openInput(system, path, describe);
    if (input === undefined) failed = true;
    else texts.push(yield* system.readAllFrom(input.file));
  }
  return { texts, failed };
}

/** The lines of a text without their ends; a text that ends with a newline has no empty line behind it. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Reads one line of an open file without its end; undefined at the end of the file. */
export function* nextLine(system: System, file: OpenFile): Body<string | undefined> {
  const line = yield* system.readLineFrom(file);
  if (line.endsWith('\n')) return line.slice(0, -1);
  return line === '' ? undefined : line;
}
