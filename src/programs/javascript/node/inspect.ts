import { isoText } from '../builtins/dates';
import { constructorName, type Interpreter } from '../interpreter/interpreter';
import { GeneratorObject } from '../interpreter/coroutines';
import { JsRegExp } from '../regexp/regexp-object';
import { EMPTY, JsArray } from '../values/array';
import { Closure, JsFunction } from '../values/function';
import { JsPromise } from '../values/promise';
import { JsBuffer, JsDate, JsError, JsMap, JsObject, JsSet, JsSymbol, JsWrapper, headline, type Key, type Property, type Value } from '../values/value';
import { groupElements, joinParts, quote } from './inspect-layout';

/** How deep objects are shown that lie in one another (`util.inspect`). */
const DEFAULT_DEPTH = 2;
const MOST_ELEMENTS = 100;
const BYTES_SHOWN = 50;
/** Levels of objects that may be put into one line (`compact` of util.inspect). */
const LEVELS_OF_LINE = 3;

/** A value as `util.inspect` of Node.js shows it. */
export function inspect(interpreter: Interpreter, value: Value, depth = DEFAULT_DEPTH): string {
  return new Inspector(interpreter, depth).show(value, 0);
}

class Inspector {
  readonly #open: JsObject[] = [];
  #indentation = 0;
  /** The level of the object that was last begun (`currentDepth` of util.inspect). */
  #deepest = 0;

  constructor(private readonly interpreter: Interpreter, private readonly depth: number) {}

  show(value: Value, level: number): string {
    if (!(value instanceof JsObject)) return showPrimitive(value);
    this.interpreter.step();
    if (this.#open.includes(value)) return '[Circular *1]';
    return this.#showObject(value, level);
  }

  #showObject(object: JsObject, level: number): string {
    const keys = this.#shownKeys(object);
    const shape = this.#shapeOf(object, keys.length);
    if (shape.isWhole && keys.length === 0) return shape.prefix;
    if (level > this.depth && !this.#isEmpty(object, keys)) return object instanceof JsArray ? '[Array]' : `[${constructorName(object) || 'Object: null prototype'}]`;
    this.#open.push(object);
    this.#indentation += 2;
    if (!this.#isEmpty(object, keys)) this.#deepest = level;
    const elements = shape.elements?.(level + 1) ?? [];
    const members = keys.map((key) => this.#member(object, key, level + 1));
    this.#indentation -= 2;
    this.#open.pop();
    const output = object instanceof JsArray && elements.length > 6 ? [...groupElements(elements, this.#isNumeric(object), this.#indentation), ...members] : [...elements, ...members];
    const isGrouped = object instanceof JsArray && elements.length > 6 && output.length !== elements.length + members.length;
    const [begin, end] = shape.braces;
    if (output.length === 0) return `${shape.prefix === '' ? '' : `${shape.prefix} `}${begin}${end}`;
    return joinParts({ parts: output, prefix: shape.prefix, begin, end, indentation: this.#indentation, canBeOneLine: !isGrouped && this.#deepest - level < LEVELS_OF_LINE });
  }

  #isEmpty(object: JsObject, keys: readonly Key[]): boolean {
    const size = object instanceof JsArray ? object.elements.length : object instanceof JsMap ? object.entries.size : object instanceof JsSet ? object.members.size : object instanceof JsPromise ? 1 : 0;
    return keys.length + size === 0;
  }

  #isNumeric(array: JsArray): boolean {
    return array.elements.every((element) => typeof element === 'number' || typeof element === 'bigint');
  }

  #shownKeys(object: JsObject): Key[] {
    return object.keys().filter((key) => {
      if (typeof key === 'string' ? object instanceof JsArray && (key === 'length' || /^\d+$/.test(key)) : key.description?.startsWith('#') === true) return false;
      if (object instanceof JsBuffer && /^\d+$/.test(String(key))) return false;
      return object.own(key)?.enumerable === true && !(object instanceof JsError && isInStack(object, key));
    });
  }

  #member(object: JsObject, key: Key, level: number): string {
    const property = object.own(key)!;
    const name = typeof key !== 'string' ? `[Symbol(${key.description ?? ''})]` : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
    return `${name}: ${this.#showProperty(property, level)}`;
  }

  #showProperty(property: Property, level: number): string {
    if (!property.isAccessor) return this.show(property.value, level);
    if (property.getter === undefined) return '[Setter]';
    return property.setter === undefined ? '[Getter]' : '[Getter/Setter]';
  }

  #shapeOf(object: JsObject, keyCount: number): Shape {
    const name = constructorName(object);
    if (object instanceof JsFunction) return whole(functionText(object));
    if (object instanceof JsError) return whole(this.#errorText(object));
    if (object instanceof JsDate) return whole(Number.isNaN(object.time) ? 'Invalid Date' : isoText(object.time));
    if (object instanceof JsRegExp) return whole(`/${object.source}/${object.flags}`);
    if (object instanceof JsBuffer) return whole(bufferText(object));
    if (object instanceof JsWrapper) return whole(`[${object.kind}: ${this.show(object.primitive, 0)}]`);
    if (object instanceof GeneratorObject) return { prefix: 'Object [Generator]', braces: BRACES, isWhole: false };
    if (object instanceof JsArray) return { prefix: name === 'Array' ? '' : `${name}(${object.elements.length})`, braces: ['[', ']'], isWhole: false, elements: (level) => this.#elements(object, level) };
    if (object instanceof JsMap) {
      const isShown = !object.isWeak;
      return { prefix: isShown ? `${name}(${object.entries.size})` : name, braces: BRACES, isWhole: false, elements: (level) => (isShown ? [...object.entries].map(([key, value]) => `${this.show(key, level)} => ${this.show(value, level)}`) : ['<items unknown>']) };
    }
    if (object instanceof JsSet) {
      const isShown = !object.isWeak;
      return { prefix: isShown ? `${name}(${object.members.size})` : name, braces: BRACES, isWhole: false, elements: (level) => (isShown ? [...object.members].map((value) => this.show(value, level)) : ['<items unknown>']) };
    }
    if (object instanceof JsPromise) return { prefix: 'Promise', braces: BRACES, isWhole: false, elements: (level) => [this.#promiseState(object, level)] };
    const tag = this.#tag(object, name);
    const prefix = name === '' ? '[Object: null prototype]' : name === 'Object' ? tag : `${name}${tag}`;
    return { prefix: prefix.trim(), braces: BRACES, isWhole: keyCount < 0 };
  }

  #tag(object: JsObject, name: string): string {
    if (object.kind === 'Arguments') return '[Arguments]';
    for (let at: JsObject | null = object; at !== null; at = at.prototype) {
      const tag = at.own(this.interpreter.realm.toStringTag)?.value;
      if (typeof tag === 'string' && tag !== name) return `${name === 'Object' ? 'Object' : ''} [${tag}]`;
    }
    return '';
  }

  #elements(array: JsArray, level: number): string[] {
    const shown: string[] = [];
    const { elements } = array;
    for (let index = 0; index < elements.length && shown.length < MOST_ELEMENTS; index++) {
      if (elements[index] !== EMPTY) {
        shown.push(this.show(elements[index], level));
        continue;
      }
      let end = index;
      while (end < elements.length && elements[end] === EMPTY) end++;
      shown.push(`<${end - index} empty item${end - index === 1 ? '' : 's'}>`);
      index = end - 1;
    }
    const missing = elements.length - MOST_ELEMENTS;
    if (missing > 0) shown.push(`... ${missing} more item${missing === 1 ? '' : 's'}`);
    return shown;
  }

  #promiseState({ state, value }: JsPromise, level: number): string {
    if (state === 'pending') return '<pending>';
    return state === 'rejected' ? `<rejected> ${this.show(value, level)}` : this.show(value, level);
  }

  #errorText(error: JsError): string {
    const stack = error.own('stack')?.value;
    const text = typeof stack === 'string' && stack !== '' ? withClassName(stack, error) : `[${headline(error)}]`;
    const cause = error.own('cause');
    const indented = text.split('\n').join(`\n${' '.repeat(this.#indentation)}`);
    return cause === undefined ? indented : `${indented} {\n  [cause]: ${this.show(cause.value, 1)}\n}`;
  }
}

interface Shape {
  readonly prefix: string;
  readonly braces: readonly [string, string];
  /** The prefix says everything when there are no members. */
  readonly isWhole: boolean;
  readonly elements?: (level: number) => string[];
}

const BRACES: readonly [string, string] = ['{', '}'];

function whole(prefix: string): Shape {
  return { prefix, braces: BRACES, isWhole: true };
}

function showPrimitive(value: Exclude<Value, JsObject>): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof JsSymbol) return `Symbol(${value.description ?? ''})`;
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function functionText(value: JsFunction): string {
  if (value instanceof Closure && value.classKind !== undefined) {
    const parent = value.classKind === 'derived' && value.prototype instanceof JsFunction ? ` extends ${value.prototype.name}` : '';
    return `[class ${value.name === '' ? '(anonymous)' : value.name}${parent}]`;
  }
  const kind = value instanceof Closure && value.node.async ? 'AsyncFunction' : value instanceof Closure && value.node.generator ? 'GeneratorFunction' : 'Function';
  return value.name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${value.name}]`;
}

function bufferText({ bytes }: JsBuffer): string {
  const shown = [...bytes.slice(0, BYTES_SHOWN)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
  const missing = bytes.length - BYTES_SHOWN;
  return `<Buffer${shown === '' ? '' : ` ${shown}`}${missing > 0 ? ` ... ${missing} more byte${missing === 1 ? '' : 's'}` : ''}>`;
}

/** The stack with the name of the error's class, where it says only that it is an error (`improveStack` of util.inspect). */
function withClassName(stack: string, error: JsError): string {
  const name = /^[^:\n]*/.exec(headline(error))?.[0] ?? '';
  const prefix = constructorName(error);
  const rest = stack.slice(name.length);
  if (!name.endsWith('Error') || !stack.startsWith(name) || !/^(:|\n|$)/.test(rest) || name === prefix || prefix === '') return stack;
  return prefix.includes(name) ? `${prefix}${rest}` : `${prefix} [${name}]${rest}`;
}

/** Whether the stack says what a member says. */
function isInStack(error: JsError, key: Key): boolean {
  if (key !== 'name' && key !== 'message' && key !== 'stack') return false;
  const [stack, value] = [error.own('stack')?.value, error.own(key)?.value];
  return typeof stack === 'string' && typeof value === 'string' && stack.includes(value);
}
