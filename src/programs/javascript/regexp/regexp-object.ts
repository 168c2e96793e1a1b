import { UnsupportedConstruct } from '../../machine/errors';
import type { Interpreter } from '../interpreter/interpreter';
import { JsObject, dataProperty, type Value } from '../values/value';
import { compileRegExp, type RegExpProgram } from './compile';
import { matchAt, type Slots } from './match';
import { RegExpSyntaxError, UnsupportedRegExp, parseRegExp } from './parse';

/** A regular expression of a script. */
export class JsRegExp extends JsObject {
  constructor(
    prototype: JsObject,
    readonly source: string,
    readonly flags: string,
    readonly program: RegExpProgram,
  ) {
    super(prototype, 'RegExp');
    this.define('lastIndex', { ...dataProperty(0, false), configurable: false });
  }

  /** Whether a letter is among the flags. */
  has(flag: string): boolean {
    return this.flags.includes(flag);
  }
}

/** Makes a regular expression. */
export function makeRegExp(interpreter: Interpreter, source: string, flags: string, prototype = interpreter.realm.regexpPrototype): JsRegExp {
  if (!/^[dgimsuy]*$/.test(flags) || new Set(flags).size < flags.length) interpreter.fail('SyntaxError', `Invalid flags supplied to RegExp constructor '${flags}'`);
  const sorted = [...flags].sort().join('');
  return new JsRegExp(prototype, source === '' ? '(?:)' : source, sorted, programOf(interpreter, source, sorted));
}

const CACHE_SIZE = 200;
const programs = new Map<string, RegExpProgram>();

function programOf(interpreter: Interpreter, source: string, flags: string): RegExpProgram {
  const key = `${flags}/${source}`;
  const known = programs.get(key);
  if (known !== undefined) return known;
  try {
    const program = compileRegExp(parseRegExp(source, flags));
    if (programs.size >= CACHE_SIZE) programs.clear();
    programs.set(key, program);
    return program;
  } catch (error) {
    if (error instanceof RegExpSyntaxError) return interpreter.fail('SyntaxError', error.message);
    if (error instanceof UnsupportedRegExp) throw new UnsupportedConstruct(error.message);
    throw error;
  }
}

/** Finds the first match from a position on; a sticky expression looks there only. */
export function findMatch(interpreter: Interpreter, regexp: JsRegExp, text: string, from: number): Slots | undefined {
  const options = {
    ignoresCase: regexp.has('i'), isMultiline: regexp.has('m'), isUnicode: regexp.has('u'),
    step: (count: number) => { interpreter.step(count); },
  };
  for (let position = from; position <= text.length; position++) {
    if (position % 32 === 0) interpreter.step();
    const slots = matchAt(regexp.program, text, position, options);
    if (slots !== undefined || regexp.has('y')) return slots;
  }
  return undefined;
}

/** `exec`: looks from `lastIndex` on where the expression is global or sticky. */
export function execRegExp(interpreter: Interpreter, regexp: JsRegExp, text: string): JsObject | null {
  const isStateful = regexp.has('g') || regexp.has('y');
  const lastIndex = regexp.own('lastIndex')!;
  const from = isStateful ? Number(lastIndex.value) : 0;
  const slots = from > text.length ? undefined : findMatch(interpreter, regexp, text, from);
  if (isStateful) lastIndex.value = slots?.[1] ?? 0;
  return slots === undefined ? null : matchObject(interpreter, regexp, text, slots);
}

/** The text of each group, the whole at 0. */
export function groupTexts({ program: { groupCount } }: JsRegExp, text: string, slots: Slots): (string | undefined)[] {
  return Array.from({ length: groupCount + 1 }, (_, group) => (slots[2 * group + 1]! < 0 ? undefined : text.slice(slots[2 * group], slots[2 * group + 1])));
}

/** The texts of named groups as an object; undefined where none has a name. */
export function namedGroups(regexp: JsRegExp, texts: readonly Value[]): Value {
  const { names } = regexp.program;
  if (names.size === 0) return undefined;
  const groups = new JsObject(null);
  for (const [name, index] of names) groups.put(name, texts[index]);
  return groups;
}

function matchObject(interpreter: Interpreter, regexp: JsRegExp, text: string, slots: Slots): JsObject {
  const texts = groupTexts(regexp, text, slots);
  interpreter.host.allocate(64 + texts.reduce((sum, each) => sum + (each?.length ?? 0), 0));
  const match = interpreter.realm.array(texts);
  match.put('index', slots[0]);
  match.put('input', text);
  match.put('groups', namedGroups(regexp, texts));
  return match;
}
