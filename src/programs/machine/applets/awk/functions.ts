import { UnsupportedConstruct } from '../../errors';
import type { RegexMatch } from '../../regex/search';
import { splitFields, type Record } from './record';
import type { AwkExpression, AwkTarget } from './syntax';
import { formatValues, InputText, toNumber, toText, type AwkValue } from './values';

/** What the built-in functions need of the interpreter. */
export interface FunctionContext {
  readonly record: Record;
  get(name: string): AwkValue;
  set(name: string, value: AwkValue): void;
  array(name: string): Map<string, AwkValue>;
  evaluate(expression: AwkExpression): AwkValue;
  assign(target: AwkTarget, value: AwkValue): void;
  /** A regular expression, or a text that stands for one. */
  pattern(expression: AwkExpression): string;
  search(source: string, text: string, from?: number): RegexMatch | undefined;
}

/** Calls a function that awk has. @throws UnsupportedConstruct when it is none of those that are built here */
export function callFunction(context: FunctionContext, name: string, args: readonly AwkExpression[]): AwkValue {
  const text = (index: number): string => (args[index] === undefined ? context.record.text : toText(context.evaluate(args[index])));
  const number = (index: number): number => (args[index] === undefined ? 0 : toNumber(context.evaluate(args[index])));
  switch (name) {
    case 'length': {
      const [only] = args;
      const isArray = only?.kind === 'variable' && context.array(only.name).size > 0;
      return isArray ? context.array(only.name).size : text(0).length;
    }
    case 'substr': {
      // BusyBox counts the length from where the text begins, even if the start lies before it.
      const first = Math.max(1, Math.round(number(1)));
      const end = args[2] === undefined ? Infinity : first + Math.round(number(2));
      return text(0).slice(first - 1, Math.max(0, end - 1));
    }
    case 'index':
      return text(0).indexOf(text(1)) + 1;
    case 'split':
      return split(context, args);
    case 'sub':
    case 'gsub':
      return substitute(context, args, name === 'gsub');
    case 'match': {
      const found = context.search(context.pattern(args[1] ?? UNKNOWN), text(0));
      context.set('RSTART', found === undefined ? 0 : found.start + 1);
      context.set('RLENGTH', found === undefined ? -1 : found.end - found.start);
      return found === undefined ? 0 : found.start + 1;
    }
    case 'sprintf':
      return formatValues(text(0), args.slice(1).map((each) => context.evaluate(each)));
    case 'tolower':
      return text(0).toLowerCase();
    case 'toupper':
      return text(0).toUpperCase();
    case 'int':
      return Math.trunc(number(0));
    case 'sqrt': case 'exp': case 'log': case 'sin': case 'cos':
      return Math[name](number(0));
    default:
      throw new UnsupportedConstruct(`the function ${name} of awk`);
  }
}

const UNKNOWN: AwkExpression = { kind: 'text', value: '' };

function split(context: FunctionContext, [value = UNKNOWN, target, separator]: readonly AwkExpression[]): number {
  if (target?.kind !== 'variable') throw new UnsupportedConstruct('split of awk without an array');
  const fields = splitFields(toText(context.evaluate(value)), separator === undefined ? toText(context.get('FS')) : context.pattern(separator));
  const array = context.array(target.name);
  array.clear();
  for (const [index, field] of fields.entries()) array.set(String(index + 1), new InputText(field));
  return fields.length;
}

function substitute(context: FunctionContext, args: readonly AwkExpression[], everywhere: boolean): number {
  const [pattern = UNKNOWN, by = UNKNOWN, target = RECORD] = args;
  if (target.kind !== 'variable' && target.kind !== 'field' && target.kind !== 'element') throw new UnsupportedConstruct('sub of awk in what cannot be set');
  const [source, text, replacement] = [context.pattern(pattern), toText(context.evaluate(target)), toText(context.evaluate(by))];
  let [result, at, count] = ['', 0, 0];
  for (let found = context.search(source, text, 0); found !== undefined; found = context.search(source, text, at)) {
    const matched = text.slice(found.start, found.end);
    result += text.slice(at, found.start) + replacement.replace(/\\(.)|&/g, (whole, char: string | undefined) => (whole === '&' ? matched : char === '&' ? '&' : whole));
    count += 1;
    at = found.end;
    if (found.end === found.start) {
      result += text.charAt(at);
      at += 1;
    }
    if (!everywhere || at > text.length || (at === text.length && found.end > found.start)) break;
  }
  if (count > 0) context.assign(target, result + text.slice(at));
  return count;
}

const RECORD: AwkTarget = { kind: 'field', number: { kind: 'number', value: 0 } };
