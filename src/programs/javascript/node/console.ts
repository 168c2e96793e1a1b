import { UnsupportedConstruct } from '../../machine/errors';
import { toInteger, toNumber, toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Evaluation } from '../interpreter/suspension';
import { JsObject, JsSymbol, type Value } from '../values/value';
import { JsError } from '../values/value';
import { refuseMember } from '../builtins/refusals';
import { inspect } from './inspect';
import type { NodeRuntime } from './runtime';

/** Spaces by which a group is moved in. */
const GROUP_INDENTATION = 2;

/** `console`. */
export function makeConsole(runtime: NodeRuntime): JsObject {
  const { realm } = runtime;
  const console = realm.object();
  let indentation = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const print = function* print(descriptor: number, text: string): Evaluation<undefined> {
    yield* runtime.write(descriptor, `${indentation}${indentation === '' ? text : text.replace(/\n/g, `\n${indentation}`)}\n`);
    return undefined;
  };
  const printer = (descriptor: number) => (interpreter: Interpreter, _self: Value, args: readonly Value[]) => print(descriptor, formatLog(interpreter, args));
  const elapsed = function* elapsed(label: string): Evaluation<string> {
    return `${label}: ${((yield* runtime.readAge()) - (timers.get(label) ?? 0)).toFixed(3).replace(/\.?0+$/, '')}ms`;
  };
  const label = (interpreter: Interpreter, value: Value): string => (value === undefined ? 'default' : toText(interpreter, value));
  realm.blockingMethods(console, {
    log: printer(1), info: printer(1), debug: printer(1), error: printer(2), warn: printer(2),
    trace: (interpreter, _self, args) => print(2, `Trace${args.length === 0 ? '' : `: ${formatLog(interpreter, args)}`}${interpreter.stackLines()}`),
    dir: (interpreter, _self, [value]) => print(1, inspect(interpreter, value)),
    *assert(interpreter, _self, [condition, ...args]) {
      if (Boolean(condition)) return undefined;
      return yield* print(2, `Assertion failed${args.length === 0 ? '' : `: ${formatLog(interpreter, args)}`}`);
    },
    *group(interpreter, _self, args) {
      if (args.length > 0) yield* print(1, formatLog(interpreter, args));
      indentation += ' '.repeat(GROUP_INDENTATION);
      return undefined;
    },
    *groupEnd() {
      indentation = indentation.slice(GROUP_INDENTATION);
      return undefined;
    },
    count(interpreter, _self, [name]) {
      const key = label(interpreter, name);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return print(1, `${key}: ${counts.get(key)}`);
    },
    *time(interpreter, _self, [name]) {
      timers.set(label(interpreter, name), yield* runtime.readAge());
      return undefined;
    },
    *timeLog(interpreter, _self, [name]) {
      return yield* print(1, yield* elapsed(label(interpreter, name)));
    },
    *timeEnd(interpreter, _self, [name]) {
      return yield* print(1, yield* elapsed(label(interpreter, name)));
    },
  });
  for (const name of ['table', 'countReset', 'dirxml', 'groupCollapsed', 'clear', 'Console', 'profile', 'profileEnd', 'timeStamp', 'context', 'createTask']) refuseMember(console, name, `console.${name}`);
  return console;
}

/** A line of the log: texts as they are, other values as `util.inspect` shows them, `%s` and the like filled in (`util.format`). */
export function formatLog(interpreter: Interpreter, args: readonly Value[]): string {
  const [first] = args;
  if (typeof first !== 'string' || args.length === 1) return args.map((arg) => showPlain(interpreter, arg)).join(' ');
  let used = 1;
  const text = first.replace(/%([sdifjoOc%])/g, (sign, letter: string) => {
    if (letter === '%') return '%';
    if (used >= args.length) return sign;
    return fill(interpreter, letter, args[used++]);
  });
  return [text, ...args.slice(used).map((arg) => showPlain(interpreter, arg))].join(' ');
}

function showPlain(interpreter: Interpreter, value: Value): string {
  return typeof value === 'string' ? value : inspect(interpreter, value);
}

function fill(interpreter: Interpreter, letter: string, value: Value): string {
  const isOpaque = value instanceof JsObject || value instanceof JsSymbol;
  switch (letter) {
    case 's': return value instanceof JsError ? toText(interpreter, value) : value instanceof JsObject ? inspect(interpreter, value, 0) : typeof value === 'bigint' ? `${value}n` : value instanceof JsSymbol ? inspect(interpreter, value) : Object.is(value, -0) ? '-0' : String(value);
    case 'd': return typeof value === 'bigint' ? `${value}n` : isOpaque ? 'NaN' : String(toNumber(interpreter, value));
    case 'i': return typeof value === 'bigint' ? `${value}n` : isOpaque ? 'NaN' : String(Number.isNaN(parseInt(String(value), 10)) ? NaN : toInteger(interpreter, parseInt(String(value), 10)));
    case 'f': return isOpaque ? 'NaN' : String(parseFloat(String(value)));
    case 'j': return toText(interpreter, interpreter.callNow((interpreter.realm.global.own('JSON')?.value as JsObject).own('stringify')?.value, undefined, [value]));
    case 'c': return '';
    case 'O': return inspect(interpreter, value);
    default: throw new UnsupportedConstruct(`%${letter} in a text of console.log`);
  }
}
