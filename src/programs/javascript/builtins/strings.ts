import { UnsupportedConstruct } from '../../machine/errors';
import { toIndex, toInteger, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { makeIterator } from '../interpreter/iteration';
import type { BlockingNatives, Natives, Realm } from '../interpreter/realm';
import { JsRegExp, execRegExp, findMatch, groupTexts, makeRegExp, namedGroups } from '../regexp/regexp-object';
import { JsFunction } from '../values/function';
import { JsSymbol, JsWrapper, type Value } from '../values/value';
import { toObject } from './objects';

/** `String`. */
export function addStrings(realm: Realm): void {
  const constructor = realm.constructorOf('String', realm.stringPrototype, {
    run(interpreter, _self, args, newTarget) {
      const [value] = args;
      const text = args.length === 0 ? '' : value instanceof JsSymbol ? `Symbol(${value.description ?? ''})` : toText(interpreter, value);
      return newTarget === undefined ? text : toObject(interpreter, text);
    },
  });
  realm.global.hide('String', constructor);
  realm.methods(constructor, {
    fromCharCode: (interpreter, _self, codes) => String.fromCharCode(...codes.map((code) => toInteger(interpreter, code))),
    fromCodePoint: (interpreter, _self, codes) => String.fromCodePoint(...codes.map((code) => toInteger(interpreter, code))),
    raw: (interpreter, _self, [template, ...values]) => rawText(interpreter, template, values),
  });
  realm.methods(realm.stringPrototype, { ...PIECES, ...SEARCHES, ...FORMS });
  realm.method(realm.stringPrototype, 'toString', (interpreter, self) => textOf(interpreter, self));
  realm.method(realm.stringPrototype, 'valueOf', (interpreter, self) => textOf(interpreter, self));
  realm.blockingMethods(realm.stringPrototype, REPLACEMENTS);
  realm.stringPrototype.hide(realm.iterator, realm.native('[Symbol.iterator]', 0, (interpreter, self) => makeIterator(interpreter, textOf(interpreter, self)[Symbol.iterator](), 'String Iterator')));
}

function rawText(interpreter: Interpreter, template: Value, values: readonly Value[]): string {
  const raw = toObject(interpreter, toObject(interpreter, template).own('raw')?.value);
  const count = Number(raw.own('length')?.value ?? 0);
  let text = '';
  for (let index = 0; index < count; index++) text += toText(interpreter, raw.own(String(index))?.value) + (index < count - 1 && index < values.length ? toText(interpreter, values[index]) : '');
  return text;
}

/** The text that a method was called on. */
function textOf(interpreter: Interpreter, self: Value): string {
  if (typeof self === 'string') return self;
  if (self instanceof JsWrapper && typeof self.primitive === 'string') return self.primitive;
  if (self === undefined || self === null) return interpreter.fail('TypeError', 'String.prototype method called on null or undefined');
  return toText(interpreter, self);
}

/** Counts what a text of this length costs that is made. */
function made(interpreter: Interpreter, length: number): void {
  interpreter.checkLength(length);
  interpreter.step(Math.floor(length / 10_000));
  interpreter.host.allocate(length);
}

const PIECES: Natives = {
  charAt: (interpreter, self, [index]) => textOf(interpreter, self).charAt(toInteger(interpreter, index)),
  charCodeAt: (interpreter, self, [index]) => textOf(interpreter, self).charCodeAt(toInteger(interpreter, index)),
  codePointAt: (interpreter, self, [index]) => textOf(interpreter, self).codePointAt(toInteger(interpreter, index)),
  at: (interpreter, self, [index]) => textOf(interpreter, self).at(toInteger(interpreter, index)),
  slice(interpreter, self, [start, end]) {
    const text = textOf(interpreter, self);
    return text.slice(toIndex(interpreter, start, text.length, 0), toIndex(interpreter, end, text.length, text.length));
  },
  substring: (interpreter, self, [start, end]) => textOf(interpreter, self).substring(toInteger(interpreter, start), end === undefined ? undefined : toInteger(interpreter, end)),
  substr(interpreter, self, [start, length]) {
    const text = textOf(interpreter, self);
    const from = toIndex(interpreter, start, text.length, 0);
    return length === undefined ? text.slice(from) : text.slice(from, from + Math.max(0, toInteger(interpreter, length)));
  },
  split: splitText,
  concat(interpreter, self, others) {
    const texts = [textOf(interpreter, self), ...others.map((other) => toText(interpreter, other))];
    made(interpreter, texts.reduce((sum, { length }) => sum + length, 0));
    return texts.join('');
  },
};

function splitText(interpreter: Interpreter, self: Value, [separator, limit]: readonly Value[]): Value {
  const text = textOf(interpreter, self);
  const most = limit === undefined ? 2 ** 32 - 1 : toInteger(interpreter, limit);
  const parts: Value[] = separator instanceof JsRegExp ? splitByMatches(interpreter, separator, text) : separator === undefined ? [text] : text.split(toText(interpreter, separator));
  made(interpreter, text.length + 16 * parts.length);
  return interpreter.realm.array(parts.slice(0, most));
}

function splitByMatches(interpreter: Interpreter, separator: JsRegExp, text: string): Value[] {
  if (text === '') return findMatch(interpreter, separator, text, 0) === undefined ? [''] : [];
  const parts: Value[] = [];
  let start = 0;
  for (let from = 0; from < text.length;) {
    const slots = findMatch(interpreter, separator, text, from);
    if (slots === undefined || slots[0]! >= text.length) break;
    if (slots[1] === start || (slots[1] === slots[0] && slots[0] === start)) {
      from++;
      continue;
    }
    parts.push(text.slice(start, slots[0]), ...groupTexts(separator, text, slots).slice(1));
    start = slots[1]!;
    from = Math.max(start, from + 1);
    if (slots[1] === slots[0]) from = start + 1;
  }
  return [...parts, text.slice(start)];
}

const SEARCHES: Natives = {
  includes: (interpreter, self, [part, from]) => textOf(interpreter, self).includes(plainText(interpreter, part, 'includes'), toInteger(interpreter, from)),
  startsWith: (interpreter, self, [part, from]) => textOf(interpreter, self).startsWith(plainText(interpreter, part, 'startsWith'), toInteger(interpreter, from)),
  endsWith: (interpreter, self, [part, end]) => textOf(interpreter, self).endsWith(plainText(interpreter, part, 'endsWith'), end === undefined ? undefined : toInteger(interpreter, end)),
  indexOf: (interpreter, self, [part, from]) => textOf(interpreter, self).indexOf(toText(interpreter, part), toInteger(interpreter, from)),
  lastIndexOf: (interpreter, self, [part, from]) => textOf(interpreter, self).lastIndexOf(toText(interpreter, part), from === undefined ? Infinity : toInteger(interpreter, from)),
  search(interpreter, self, [pattern]) {
    return findMatch(interpreter, regexpOf(interpreter, pattern), textOf(interpreter, self), 0)?.[0] ?? -1;
  },
  match(interpreter, self, [pattern]) {
    const regexp = regexpOf(interpreter, pattern);
    const text = textOf(interpreter, self);
    if (!regexp.has('g')) return execRegExp(interpreter, regexp, text);
    const found = [...allMatches(interpreter, regexp, text)].map((slots) => text.slice(slots[0], slots[1]));
    return found.length === 0 ? null : interpreter.realm.array(found);
  },
  matchAll(interpreter, self, [pattern]) {
    if (pattern instanceof JsRegExp && !pattern.has('g')) return interpreter.fail('TypeError', 'String.prototype.matchAll called with a non-global RegExp argument');
    const regexp = pattern instanceof JsRegExp ? makeRegExp(interpreter, pattern.source, pattern.flags) : makeRegExp(interpreter, toText(interpreter, pattern), 'g');
    return makeIterator(interpreter, execAll(interpreter, regexp, textOf(interpreter, self)), 'RegExp String Iterator');
  },
};

function plainText(interpreter: Interpreter, part: Value, method: string): string {
  if (part instanceof JsRegExp) return interpreter.fail('TypeError', `First argument to String.prototype.${method} must not be a regular expression`);
  return toText(interpreter, part);
}

function regexpOf(interpreter: Interpreter, pattern: Value): JsRegExp {
  if (pattern instanceof JsRegExp) return pattern;
  return makeRegExp(interpreter, pattern === undefined ? '' : toText(interpreter, pattern), '');
}

function* execAll(interpreter: Interpreter, regexp: JsRegExp, text: string): Generator<Value, undefined> {
  for (let match = execRegExp(interpreter, regexp, text); match !== null; match = execRegExp(interpreter, regexp, text)) {
    yield match;
    if (match.own('0')?.value === '') regexp.own('lastIndex')!.value = Number(regexp.own('lastIndex')!.value) + 1;
  }
  return undefined;
}

/** All matches of a global expression, or the first one of another. */
function* allMatches(interpreter: Interpreter, regexp: JsRegExp, text: string): Generator<readonly number[]> {
  for (let from = 0; from <= text.length;) {
    const slots = findMatch(interpreter, regexp, text, from);
    if (slots === undefined) return;
    yield slots;
    if (!regexp.has('g')) return;
    from = slots[1] === slots[0] ? slots[1]! + 1 : slots[1]!;
  }
}

const FORMS: Natives = {
  toUpperCase: (interpreter, self) => textOf(interpreter, self).toUpperCase(),
  toLowerCase: (interpreter, self) => textOf(interpreter, self).toLowerCase(),
  trim: (interpreter, self) => textOf(interpreter, self).trim(),
  trimStart: (interpreter, self) => textOf(interpreter, self).trimStart(),
  trimEnd: (interpreter, self) => textOf(interpreter, self).trimEnd(),
  repeat(interpreter, self, [count]) {
    const text = textOf(interpreter, self);
    const times = toInteger(interpreter, count);
    if (times < 0 || times === Infinity) return interpreter.fail('RangeError', `Invalid count value: ${String(count)}`);
    made(interpreter, text.length * times);
    return text.repeat(times);
  },
  padStart: (interpreter, self, [length, filler]) => textOf(interpreter, self).padStart(padLength(interpreter, length), filler === undefined ? ' ' : toText(interpreter, filler)),
  padEnd: (interpreter, self, [length, filler]) => textOf(interpreter, self).padEnd(padLength(interpreter, length), filler === undefined ? ' ' : toText(interpreter, filler)),
  localeCompare: (interpreter, self, [other]) => compareInEnglish(textOf(interpreter, self), toText(interpreter, other)),
};

function padLength(interpreter: Interpreter, value: Value): number {
  const length = toInteger(interpreter, value);
  made(interpreter, Math.max(0, length));
  return length;
}

/** The order of a dictionary, for texts of letters and digits: lower case comes before upper case where nothing else decides. */
function compareInEnglish(left: string, right: string): number {
  for (const text of [left, right]) {
    if (!/^[A-Za-z0-9]*$/.test(text)) throw new UnsupportedConstruct('localeCompare with a text of other characters than letters and digits');
  }
  const [first, second] = [left.toLowerCase(), right.toLowerCase()];
  if (first !== second) return first < second ? -1 : 1;
  return left === right ? 0 : left > right ? -1 : 1;
}

const REPLACEMENTS: BlockingNatives = {
  *replace(interpreter, self, [pattern, replacement]) {
    return yield* replaceText(interpreter, textOf(interpreter, self), pattern, replacement, false);
  },
  *replaceAll(interpreter, self, [pattern, replacement]) {
    if (pattern instanceof JsRegExp && !pattern.has('g')) return interpreter.fail('TypeError', 'replaceAll must be called with a global RegExp');
    return yield* replaceText(interpreter, textOf(interpreter, self), pattern, replacement, true);
  },
};

interface Found {
  readonly start: number;
  readonly texts: readonly (string | undefined)[];
  readonly groups: Value;
}

function findAll(interpreter: Interpreter, text: string, pattern: Value, isGlobal: boolean): Found[] {
  if (pattern instanceof JsRegExp) {
    return [...allMatches(interpreter, pattern, text)].map((slots) => {
      const texts = groupTexts(pattern, text, slots);
      return { start: slots[0]!, texts, groups: namedGroups(pattern, texts) };
    });
  }
  const wanted = toText(interpreter, pattern);
  const found: Found[] = [];
  for (let at = text.indexOf(wanted); at >= 0 && at <= text.length; at = text.indexOf(wanted, at + Math.max(1, wanted.length))) {
    found.push({ start: at, texts: [wanted], groups: undefined });
    if (!isGlobal || (wanted === '' && at >= text.length)) break;
  }
  return found;
}

function* replaceText(interpreter: Interpreter, text: string, pattern: Value, replacement: Value, isGlobal: boolean): Evaluation<Value> {
  const template = replacement instanceof JsFunction ? undefined : toText(interpreter, replacement);
  let result = '';
  let end = 0;
  for (const found of findAll(interpreter, text, pattern, isGlobal)) {
    interpreter.step();
    const { start, texts, groups } = found;
    const [whole = ''] = texts;
    const args = [...texts, start, text, ...(groups === undefined ? [] : [groups])];
    const inserted = template === undefined ? toText(interpreter, yield* interpreter.call(replacement, undefined, args)) : expandTemplate(template, text, found);
    result += text.slice(end, start) + inserted;
    made(interpreter, inserted.length);
    interpreter.checkLength(result.length);
    end = start + whole.length;
  }
  return result + text.slice(end);
}

/** `$1`, `$&` and the like in what is put in. */
function expandTemplate(template: string, text: string, { start, texts, groups }: Found): string {
  const [whole = ''] = texts;
  return template.replace(/\$(?:([$&`'])|(\d{1,2})|<([^>]*)>)/g, (sign, mark?: string, number?: string, name?: string) => {
    if (mark !== undefined) return { $: '$', '&': whole, '`': text.slice(0, start), "'": text.slice(start + whole.length) }[mark] ?? sign;
    if (number !== undefined) {
      const index = Number(number);
      return index >= 1 && index < texts.length ? texts[index] ?? '' : sign;
    }
    if (groups === undefined || groups === null || typeof groups !== 'object' || groups instanceof JsSymbol) return sign;
    const value = groups.own(name ?? '')?.value;
    return typeof value === 'string' ? value : '';
  });
}
