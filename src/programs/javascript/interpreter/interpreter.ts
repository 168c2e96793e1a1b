import { LimitReached, UnsupportedConstruct } from '../../machine/errors';
import type { ExpressionNode, StatementNode } from '../syntax/nodes';
import { BoundFunction, Closure, JsFunction, NativeFunction } from '../values/function';
import type { JsPromise } from '../values/promise';
import { ThrownValue, type Place } from '../values/thrown';
import { JsError, JsObject, headline, type Value } from '../values/value';
import type { Completion } from './completion';
import type { ErrorKind, Realm } from './realm';
import { CallStack } from './call-stack';
import type { Scope } from './scope';
import { CallPoint, type Evaluation } from './suspension';

/** What to do when the present piece of the script has come to its end. */
export type Job = () => Evaluation<unknown>;

/** The parts of the language, each by the type of its node. */
export interface Language {
  /** @param name what a function without a name is called that the expression makes */
  evaluate(interpreter: Interpreter, node: ExpressionNode, scope: Scope, name: string): Evaluation<Value>;
  execute(interpreter: Interpreter, node: StatementNode, scope: Scope): Evaluation<Completion>;
  call(interpreter: Interpreter, closure: Closure, self: Value, args: readonly Value[], newTarget: JsObject | undefined): Evaluation<Value>;
}

/** What an interpreter is given by its process. */
export interface InterpreterHost {
  /** Counts steps. @throws LimitReached */
  step(count: number): void;
  /** Counts bytes that the script holds; ends the container when it has no more. */
  allocate(bytes: number): void;
}

/** A call that has not returned: a line of a stack trace. */
export interface CallRecord {
  readonly name: string;
  readonly caller: CallRecord | undefined;
  /** Where it is now. */
  node: { readonly loc?: { readonly start: { line: number; column: number }; readonly source?: string | null } | null } | undefined;
}

/** Calls within calls before a script gets a RangeError: Node.js has room for about as many small ones. */
const DEEPEST_CALL = 11_000;
const DEEPEST_CALL_OF_HOST = 100;
/** Lines of a stack trace (`Error.stackTraceLimit`). */
const STACK_LINES = 10;

/** Runs scripts: what they have in common with the language left out. One for each process. */
export class Interpreter {
  /** Jobs of promises, in their order. */
  readonly jobs: Job[] = [];
  /** Promises that were rejected and that nobody has asked for their outcome yet. */
  readonly unhandled = new Set<JsPromise>();
  /** Asynchronous functions that wait, with the variables that their rest may use. */
  readonly waiting = new Set<{ readonly scope: Scope | undefined }>();
  /** The text of every script by its file. */
  readonly sources = new Map<string, string>();
  /** The innermost call. */
  record: CallRecord = { name: '', caller: undefined, node: undefined };
  depth = 0;
  /** Calls of the script that the host itself waits for. */
  #hostDepth = 0;

  constructor(
    readonly realm: Realm,
    private readonly language: Language,
    readonly host: InterpreterHost,
  ) {}

  /** Counts work. @throws LimitReached */
  step(count = 1): void {
    this.host.step(count);
  }

  /** Nothing is being called: what comes is called by the event loop. */
  beginTask(): void {
    this.record = { name: '', caller: undefined, node: undefined };
    this.depth = 0;
  }

  /** Computes an expression. */
  evaluate(node: ExpressionNode, scope: Scope, name = ''): Evaluation<Value> {
    return this.language.evaluate(this, node, scope, name);
  }

  /** Executes a statement. */
  execute(node: StatementNode, scope: Scope): Evaluation<Completion> {
    return this.language.execute(this, node, scope);
  }

  /** Calls a function. */
  *call(callee: Value, self: Value, args: readonly Value[], newTarget?: JsObject): Evaluation<Value> {
    if (callee instanceof BoundFunction) return yield* this.call(callee.target, newTarget === undefined ? callee.self : self, [...callee.args, ...args], newTarget === callee ? callee.target : newTarget);
    if (!(callee instanceof JsFunction)) return this.fail('TypeError', 'value is not a function');
    this.step();
    const caller = this.record;
    if (this.depth >= DEEPEST_CALL) this.fail('RangeError', 'Maximum call stack size exceeded');
    this.depth++;
    try {
      if (callee instanceof NativeFunction) {
        const { action } = callee;
        return 'run' in action ? action.run(this, self, args, newTarget) : yield* action.block(this, self, args, newTarget);
      }
      if (!(callee instanceof Closure)) throw new UnsupportedConstruct('a function of a kind that is not known');
      this.record = { name: callName(callee, self, newTarget), caller, node: undefined };
      return yield new CallPoint(this.language.call(this, callee, self, args, newTarget));
    } finally {
      this.depth--;
      this.record = caller;
    }
  }

  /** Calls a constructor. */
  *construct(callee: Value, args: readonly Value[], newTarget?: JsObject): Evaluation<Value> {
    if (!(callee instanceof JsFunction) || !callee.isConstructor) return this.fail('TypeError', 'value is not a constructor');
    return yield* this.call(callee, undefined, args, newTarget ?? callee);
  }

  /** Calls a function from where the process cannot wait. */
  callNow(callee: Value, self: Value, args: readonly Value[]): Value {
    if (this.#hostDepth >= DEEPEST_CALL_OF_HOST) throw new UnsupportedConstruct('getters, conversions or callbacks of built-in functions that lie so deep in one another');
    this.#hostDepth++;
    const step = new CallStack(this.call(callee, self, args)).resume({ value: undefined });
    this.#hostDepth--;
    if ('result' in step) return step.result;
    throw new UnsupportedConstruct('waiting for the clock or for a pipe within a getter, a conversion or a callback of a built-in function');
  }

  /** Throws an error of the language into the script. */
  fail(kind: ErrorKind, message: string): never {
    throw this.thrown(this.withStack(this.realm.error(kind, message)));
  }

  /** A value on its way to a `catch`, with the present place. */
  thrown(value: Value): ThrownValue {
    return new ThrownValue(value, this.place(this.innermost()?.node));
  }

  /** Gives an error the text of its stack. */
  withStack(error: JsObject): JsObject {
    if (error instanceof JsError) error.trace = this.stackLines();
    else error.hide('stack', `${headline(error)}${this.stackLines()}`);
    return error;
  }

  /** The calls that have not returned, as lines of a stack trace. */
  stackLines(): string {
    let lines = '';
    let count = 0;
    for (let record: CallRecord | undefined = this.record; record !== undefined && count < STACK_LINES; record = record.caller) {
      const place = this.place(record.node);
      if (place === undefined) continue;
      const where = `${place.file}:${place.line}:${place.column}`;
      lines += record.name === '' ? `\n    at ${where}` : `\n    at ${record.name} (${where})`;
      count++;
    }
    return lines;
  }

  /** Where a node is. */
  place(node: CallRecord['node']): Place | undefined {
    if (node?.loc === undefined || node.loc === null) return undefined;
    const { start, source } = node.loc;
    const file = source ?? '';
    return { file, line: start.line, column: start.column + 1, text: this.sources.get(file)?.split('\n')[start.line - 1] ?? '' };
  }

  /** Refuses a text that is too long for the machine. */
  checkLength(length: number): void {
    if (length > LONGEST_TEXT) throw new LimitReached(`${LONGEST_TEXT} characters in one text`);
  }

  /** The innermost call of which the place is known. */
  innermost(): CallRecord | undefined {
    let record: CallRecord | undefined = this.record;
    while (record !== undefined && record.node === undefined) record = record.caller;
    return record;
  }
}

/** Characters of one text. Node.js has room for about half a billion. */
const LONGEST_TEXT = 64 * 1024 * 1024;

function callName(callee: Closure, self: Value, newTarget: JsObject | undefined): string {
  const name = callee.name;
  if (newTarget !== undefined) return `new ${name}`;
  if (callee.node.type === 'ArrowFunctionExpression' || self === undefined || self === null || !(self instanceof JsObject)) return name;
  const owner = constructorName(self);
  return owner === '' || name === '' ? name : `${owner}.${name}`;
}

/** The name of the class that an object is an instance of; empty when that is not known. */
export function constructorName(object: JsObject): string {
  for (let at: JsObject | null = object; at !== null; at = at.prototype) {
    const constructor = at.own('constructor')?.value;
    if (constructor instanceof JsFunction && constructor.name !== '') return constructor.name;
  }
  return '';
}
