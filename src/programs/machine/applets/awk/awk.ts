import { UnsupportedConstruct } from '../../errors';
import type { Program } from '../../kernel/program';
import type { System } from '../../kernel/system';
import type { Body } from '../../kernel/wait-queue';
import { RegexError } from '../../regex/parse';
import { AppletError, parseArguments, withMessages } from '../applet';
import { nextLine, openInput, PLAIN_FAILURE } from '../inputs';
import { AwkInterpreter, type Flow } from './interpreter';
import { parseAwk } from './parser';
import { InputText, toText } from './values';

/** `awk [-F separator] [-v name=value] 'program' [file | name=value] …`; functions, getline, pipes and files of output are refused. */
export const awk: Program = withMessages(function* run(system) {
  const { values, lists, operands } = parseArguments('awk', system.arguments.slice(1), { letters: 'F:v:f:', stopsAtOperand: true });
  const files = lists.get('f') ?? [];
  const [source = '', ...inputs] = files.length === 0 ? operands : [files.map((file) => system.paths.readText(file)).join('\n'), ...operands];
  if (files.length === 0 && operands.length === 0) throw new AppletError('missing program');
  const interpreter = new AwkInterpreter(parseAwk(source), () => system.step());
  const separator = values.get('F');
  if (separator !== undefined) interpreter.set('FS', separator === 't' ? '\t' : unescape(separator));
  for (const text of lists.get('v') ?? []) assign(interpreter, text);
  for (const [name, value] of system.environment) interpreter.array('ENVIRON').set(name, new InputText(value));
  return yield* runProgram(system, interpreter, inputs);
});

function* runProgram(system: System, interpreter: AwkInterpreter, inputs: readonly string[]): Body<number> {
  let flow = yield* flushed(system, interpreter, () => interpreter.runOnce('BEGIN'));
  let hasFailed = false;
  if (flow !== 'exit' && interpreter.readsInput) {
    if (toText(interpreter.get('RS')) !== '\n') throw new UnsupportedConstruct('RS of awk');
    const named = inputs.filter((input) => !assign(interpreter, input));
    for (const path of named.length === 0 ? ['-'] : named) {
      const input = yield* openInput(system, path, PLAIN_FAILURE);
      if (input === undefined) {
        hasFailed = true;
        continue;
      }
      interpreter.set('FILENAME', path === '-' ? '' : path);
      interpreter.set('FNR', 0);
      for (let line = yield* nextLine(system, input.file); line !== undefined && flow !== 'exit'; line = yield* nextLine(system, input.file)) {
        const text = line;
        flow = yield* flushed(system, interpreter, () => interpreter.runRecord(text));
      }
    }
  }
  if (flow !== 'exit' || interpreter.readsInput) yield* flushed(system, interpreter, () => interpreter.runOnce('END'));
  return interpreter.exitCode === 0 && hasFailed ? 1 : interpreter.exitCode;
}

/** Runs rules, and writes what they have printed. */
function* flushed(system: System, { output }: AwkInterpreter, act: () => Flow): Body<Flow> {
  try {
    return act();
  } catch (error) {
    throw error instanceof RegexError ? new AppletError(`bad regex: ${error.message}`) : error;
  } finally {
    const { out, error } = output;
    Object.assign(output, { out: '', error: '' });
    if (error !== '') yield* system.warn(error);
    if (out !== '') yield* system.print(out);
  }
}

/** `name=value` sets a variable; whether the text is that. */
function assign(interpreter: AwkInterpreter, text: string): boolean {
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
  if (match === null) return false;
  interpreter.set(match[1] ?? '', new InputText(unescape(match[2] ?? '')));
  return true;
}

function unescape(text: string): string {
  return text.replace(/\\([ntr\\])/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? '\\');
}
