import { NEVER, SECOND } from '../../../simulation/time';
import { LimitReached, UnsupportedConstruct } from '../../machine/errors';
import { systemError } from '../../machine/kernel/errno';
import type { Body } from '../../machine/kernel/wait-queue';
import { FieldBuilder } from '../expansion/field-builder';
import { assignArray } from '../arrays';
import { ShellError } from '../failures';
import { IndexedArray } from '../indexed-array';
import type { Shell } from '../shell';
import { parseStatus } from './control';

/** Options of `read`. */
interface ReadOptions {
  isRaw: boolean;
  /** Virtual time at which it gives up. */
  until: number;
  limit: number;
  delimiter: string;
  descriptor: number;
  names: readonly string[];
  /** The array of `read -a` of bash, which takes all fields. */
  array: string | undefined;
}

/**
 * `read [-r] [-p prompt] [-t seconds] [-n count] [-d char] [-u fd] name …`; a trapped signal ends the waiting. The prompt
 * is shown on terminals only, and there is none.
 */
export function* readLine(shell: Shell, args: readonly string[]): Body<number> {
  const options = parseReadOptions(shell, args);
  const outcome = yield* readText(shell, options);
  if (typeof outcome === 'number') return outcome;
  assignFields(shell, options, outcome.text);
  return outcome.isComplete ? 0 : 1;
}

function parseReadOptions(shell: Shell, args: readonly string[]): ReadOptions {
  const options: ReadOptions = {
    isRaw: false, until: NEVER, limit: Number.MAX_SAFE_INTEGER, delimiter: '\n', descriptor: 0, names: [], array: undefined,
  };
  let index = 1;
  for (; index < args.length && /^-./.test(args[index] ?? ''); index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      index++;
      break;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      if (letter === 'r') options.isRaw = true;
      else if (letter !== 's') {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : (args[++index] ?? '');
        setReadOption(shell, options, letter, value);
        break;
      }
    }
  }
  return { ...options, names: args.slice(index) };
}

function setReadOption(shell: Shell, options: ReadOptions, letter: string, value: string): void {
  switch (letter) {
    case 'p':
      return;
    case 't':
      if (!/^\d*\.?\d+$/.test(value)) throw new ShellError('invalid timeout');
      options.until = shell.system.now + Math.round(Number(value) * SECOND);
      return;
    case 'n':
      options.limit = parseStatus(value);
      return;
    case 'd':
      options.delimiter = value.charAt(0) || '\0';
      return;
    case 'u':
      options.descriptor = parseStatus(value);
      return;
    case 'a':
      if (shell.dialect !== 'bash') break;
      options.array = value;
      return;
    default:
  }
  throw new UnsupportedConstruct(`option -${letter} of read`);
}

/** The line without its end, or the status with which the waiting ended. */
function* readText(shell: Shell, options: ReadOptions): Body<{ text: string; isComplete: boolean } | number> {
  const { system } = shell;
  const file = system.files.find(options.descriptor);
  if (file === undefined) throw new ShellError(systemError('EBADF').text, 1);
  const { textSize } = system.task.kernel.limits;
  let text = '';
  for (;;) {
    system.step();
    const bytes = file.read(Math.max(1, options.limit - text.length), options.delimiter);
    if (bytes === undefined) {
      const wake = yield* system.wait(file.changed === undefined ? [] : [file.changed], options.until);
      if (wake === 'signal' && shell.traps.hasPending) return 1;
      if (system.now >= options.until) return 1;
      continue;
    }
    text += bytes;
    if (text.length > textSize) throw new LimitReached(`${textSize} bytes in one text`);
    if (bytes === '') return { text, isComplete: false };
    if (isContinued(text, options)) text = text.slice(0, -2);
    else if (text.endsWith(options.delimiter)) return { text: text.slice(0, -1), isComplete: true };
    else if (text.length >= options.limit) return { text, isComplete: true };
  }
}

/** A backslash at the end joins the next line. */
function isContinued(text: string, options: ReadOptions): boolean {
  return !options.isRaw && text.endsWith('\\\n') && !text.endsWith('\\\\\n');
}

function assignFields(shell: Shell, options: ReadOptions, line: string): void {
  if (options.array !== undefined) {
    assignArray(shell, options.array, IndexedArray.of(allFields(line, shell.ifs, options.isRaw)));
    return;
  }
  const names = options.names.length === 0 ? ['REPLY'] : options.names;
  if (options.names.length === 0) {
    shell.assign('REPLY', options.isRaw ? line : unescape(line));
    return;
  }
  let rest = trimStart(line, shell.ifs);
  names.forEach((name, index) => {
    if (index === names.length - 1) {
      shell.assign(name, lastField(rest, shell.ifs, options.isRaw));
      return;
    }
    const { field, end } = firstField(rest, shell.ifs, options.isRaw);
    shell.assign(name, field);
    rest = trimStart(rest.slice(end), shell.ifs);
  });
}

function allFields(line: string, ifs: string, isRaw: boolean): string[] {
  const fields: string[] = [];
  for (let rest = trimStart(line, ifs); rest !== ''; ) {
    const { field, end } = firstField(rest, ifs, isRaw);
    fields.push(field);
    rest = rest.slice(end);
  }
  return fields;
}

/** The field up to the first separator, and where the next one begins. */
function firstField(line: string, ifs: string, isRaw: boolean): { field: string; end: number } {
  let field = '';
  for (let index = 0; index < line.length; index++) {
    const char = line.charAt(index);
    if (char === '\\' && !isRaw) {
      field += line.charAt(++index);
    } else if (ifs.includes(char)) {
      return { field, end: endOfSeparator(line, index, ifs) };
    } else {
      field += char;
    }
  }
  return { field, end: line.length };
}

/** Blanks, at most one other separator, blanks. */
function endOfSeparator(line: string, start: number, ifs: string): number {
  let index = start;
  const skipBlanks = (): void => {
    while (index < line.length && isBlank(line.charAt(index), ifs)) index++;
  };
  skipBlanks();
  if (index < line.length && ifs.includes(line.charAt(index))) index++;
  skipBlanks();
  return index;
}

/** The rest of the line with the blanks at its end taken off; a single separator at the end goes too. */
function lastField(line: string, ifs: string, isRaw: boolean): string {
  const builder = new FieldBuilder(ifs);
  builder.addSplit(line);
  const fields = builder.finish();
  const [only] = fields;
  if (fields.length <= 1) return isRaw ? (only?.text ?? '') : unescape(only?.text ?? '');
  let end = line.length;
  while (end > 0 && isBlank(line.charAt(end - 1), ifs) && line.charAt(end - 2) !== '\\') end--;
  return isRaw ? line.slice(0, end) : unescape(line.slice(0, end));
}

function trimStart(line: string, ifs: string): string {
  let start = 0;
  while (start < line.length && isBlank(line.charAt(start), ifs)) start++;
  return line.slice(start);
}

function isBlank(char: string, ifs: string): boolean {
  return (char === ' ' || char === '\t' || char === '\n') && ifs.includes(char);
}

function unescape(text: string): string {
  return text.replace(/\\([^])/g, '$1');
}
