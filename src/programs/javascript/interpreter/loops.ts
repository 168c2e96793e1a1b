import type { DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, Pattern, VariableDeclaration, WhileStatement } from 'acorn';
import { isAbsent } from '../syntax/nodes';
import { namesOf } from '../syntax/declarations';
import { JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';
import type { Completion } from './completion';
import { isTruthy } from './conversions';
import type { Interpreter } from './interpreter';
import { AwaitPoint, type Evaluation } from './suspension';
import { cursorOf, openCursor, type Cursor } from './iteration';
import { bindPattern } from './patterns';
import { enumerableKeys, getMember } from './properties';
import { UNINITIALIZED, type Scope } from './scope';
import { ForcedReturn, ThrownValue } from '../values/thrown';

type Labels = readonly string[];

/** What the body of a loop says: go on, or leave it with this completion. */
type AfterTurn = 'continue' | { readonly leave: Completion };

function afterTurn(completion: Completion, labels: Labels): AfterTurn {
  if (completion === undefined) return 'continue';
  if (completion.kind === 'return') return { leave: completion };
  const isOwn = completion.label === undefined || labels.includes(completion.label);
  if (!isOwn) return { leave: completion };
  return completion.kind === 'continue' ? 'continue' : { leave: undefined };
}

/** `while`. */
export function* runWhile(interpreter: Interpreter, node: WhileStatement, scope: Scope, labels: Labels): Evaluation<Completion> {
  while (isTruthy(yield* interpreter.evaluate(node.test, scope))) {
    interpreter.step();
    const next = afterTurn(yield* interpreter.execute(node.body, scope), labels);
    if (next !== 'continue') return next.leave;
  }
  return undefined;
}

/** `do … while`. */
export function* runDoWhile(interpreter: Interpreter, node: DoWhileStatement, scope: Scope, labels: Labels): Evaluation<Completion> {
  do {
    interpreter.step();
    const next = afterTurn(yield* interpreter.execute(node.body, scope), labels);
    if (next !== 'continue') return next.leave;
  } while (isTruthy(yield* interpreter.evaluate(node.test, scope)));
  return undefined;
}

/** `for (;;)`: each turn has its own copies of what `let` declares. */
export function* runFor(interpreter: Interpreter, node: ForStatement, scope: Scope, labels: Labels): Evaluation<Completion> {
  const { init } = node;
  const isDeclared = init?.type === 'VariableDeclaration' && init.kind !== 'var';
  let inner = isDeclared ? scope.inner() : scope;
  if (init?.type === 'VariableDeclaration') {
    if (isDeclared) declareAll(init, inner);
    yield* interpreter.execute(init, inner);
  } else if (!isAbsent(init)) {
    yield* interpreter.evaluate(init, inner);
  }
  for (;;) {
    if (isDeclared) inner = inner.copy();
    if (!isAbsent(node.test) && !isTruthy(yield* interpreter.evaluate(node.test, inner))) return undefined;
    interpreter.step();
    const next = afterTurn(yield* interpreter.execute(node.body, inner), labels);
    if (next !== 'continue') return next.leave;
    if (isDeclared) inner = inner.copy();
    if (!isAbsent(node.update)) yield* interpreter.evaluate(node.update, inner);
  }
}

function declareAll(declaration: VariableDeclaration, scope: Scope): void {
  for (const { id } of declaration.declarations) {
    for (const name of namesOf(id)) scope.declare(name, UNINITIALIZED, declaration.kind === 'const' ? 'constant' : 'variable');
  }
}

/** `for … in`: the names of an object and of the prototypes behind it. */
export function* runForIn(interpreter: Interpreter, node: ForInStatement, scope: Scope, labels: Labels): Evaluation<Completion> {
  const value = yield* interpreter.evaluate(node.right, scope);
  for (const key of keysInPrototypes(value)) {
    interpreter.step();
    const inner = yield* bindTurn(interpreter, node.left, key, scope);
    const next = afterTurn(yield* interpreter.execute(node.body, inner), labels);
    if (next !== 'continue') return next.leave;
  }
  return undefined;
}

function keysInPrototypes(value: Value): string[] {
  if (typeof value === 'string') return Array.from({ length: value.length }, (_, index) => String(index));
  const keys = new Set<string>();
  for (let at = value instanceof JsObject ? value : null; at !== null; at = at.prototype) for (const key of enumerableKeys(at)) keys.add(key);
  return [...keys];
}

/** `for … of` and `for await … of`. */
export function* runForOf(interpreter: Interpreter, node: ForOfStatement, scope: Scope, labels: Labels): Evaluation<Completion> {
  const source = yield* interpreter.evaluate(node.right, scope);
  interpreter.record.node = node;
  const cursor = node.await ? yield* openAsyncCursor(interpreter, source, scope) : yield* openCursor(interpreter, source, 'value');
  for (let step = yield* cursor.next(); step !== undefined; step = yield* cursor.next()) {
    interpreter.step();
    let next: AfterTurn;
    try {
      const inner = yield* bindTurn(interpreter, node.left, step.value, scope);
      next = afterTurn(yield* interpreter.execute(node.body, inner), labels);
    } catch (error) {
      if (error instanceof ThrownValue || error instanceof ForcedReturn) yield* cursor.close();
      throw error;
    }
    if (next === 'continue') continue;
    yield* cursor.close();
    return next.leave;
  }
  return undefined;
}

function* bindTurn(interpreter: Interpreter, left: VariableDeclaration | Pattern, value: Value, scope: Scope): Evaluation<Scope> {
  if (left.type !== 'VariableDeclaration') {
    yield* bindPattern(interpreter, left, value, scope, 'assign');
    return scope;
  }
  const target = left.declarations[0]!.id;
  if (left.kind === 'var') {
    yield* bindPattern(interpreter, target, value, scope, 'assign');
    return scope;
  }
  const inner = scope.inner();
  declareAll(left, inner);
  yield* bindPattern(interpreter, target, value, inner, 'initialize');
  return inner;
}

/** Goes through what gives promises: each is awaited. */
function* openAsyncCursor(interpreter: Interpreter, source: Value, scope: Scope): Evaluation<Cursor> {
  const method = source === undefined || source === null ? undefined : getMember(interpreter, source, interpreter.realm.asyncIterator);
  const isAsync = method instanceof JsFunction;
  const plain = isAsync ? yield* interpreter.call(method, source, []) : undefined;
  const cursor = isAsync ? awaitedCursor(interpreter, plain, scope) : yield* openCursor(interpreter, source, 'value');
  if (isAsync) return cursor;
  return {
    *next() {
      const step = yield* cursor.next();
      if (step === undefined) return undefined;
      const value = yield new AwaitPoint(step.value, scope);
      // The step itself is awaited as well (CreateAsyncFromSyncIterator of ECMA-262).
      yield new AwaitPoint(undefined, scope);
      return { value };
    },
    close: () => cursor.close(),
  };
}

function awaitedCursor(interpreter: Interpreter, iterator: Value, scope: Scope): Cursor {
  const next = iterator instanceof JsObject ? getMember(interpreter, iterator, 'next') : undefined;
  return {
    *next() {
      const result = yield new AwaitPoint(yield* interpreter.call(next, iterator, []), scope);
      if (!(result instanceof JsObject)) return interpreter.fail('TypeError', 'Iterator result is not an object');
      return isTruthy(getMember(interpreter, result, 'done')) ? undefined : { value: getMember(interpreter, result, 'value') };
    },
    close: () => cursorOf(interpreter, iterator).close(),
  };
}
