import type { BlockStatement } from 'acorn';
import { functionsInBlocksOf, isStrictBody, namesOf, variablesOf } from '../syntax/declarations';
import type { FunctionNode } from '../syntax/nodes';
import type { Closure } from '../values/function';
import { ThrownValue } from '../values/thrown';
import { JsObject, dataProperty, type Value } from '../values/value';
import { runBlock } from './blocks';
import { AsyncRun, GeneratorObject } from './coroutines';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { bindPattern } from './patterns';
import { defineInstanceMembers } from './instances';
import { rejectPromise } from './promises';
import { Scope, UNINITIALIZED, type Frame } from './scope';

/** Bytes that the variables of a call take. */
const CALL_SIZE = 64;

/** Calls a function of a script. */
export function* callClosure(interpreter: Interpreter, closure: Closure, self: Value, args: readonly Value[], newTarget: JsObject | undefined): Evaluation<Value> {
  const { node, classKind } = closure;
  if (classKind !== undefined && newTarget === undefined) interpreter.fail('TypeError', `Class constructor ${closure.name} cannot be invoked without 'new'`);
  const isStrict = closure.scope.isStrict || (node.body.type === 'BlockStatement' && isStrictBody(node.body.body));
  const frame = node.type === 'ArrowFunctionExpression' ? closure.scope.frame : frameOf(interpreter, closure, isStrict ? self : (self ?? interpreter.realm.global), args, newTarget);
  const scope = new Scope(closure.scope, frame, isStrict);
  if (newTarget !== undefined) return yield* constructWith(interpreter, closure, scope, newTarget);
  if (node.generator) {
    yield* bindParameters(interpreter, node, scope, args);
    const prototype = interpreter.realm.prototypeFor(closure, interpreter.realm.generatorPrototype);
    return new GeneratorObject(prototype, runBody(interpreter, node, scope), scope);
  }
  if (node.async) return yield* startAsync(interpreter, node, scope, args);
  yield* bindParameters(interpreter, node, scope, args);
  return yield* runBody(interpreter, node, scope);
}

function frameOf(interpreter: Interpreter, closure: Closure, self: Value, args: readonly Value[], newTarget: JsObject | undefined): Frame {
  interpreter.host.allocate(CALL_SIZE);
  return { self: newTarget === undefined ? self : UNINITIALIZED, closure, newTarget, args };
}

/** `new`: the instance is made by the base class, and returned unless the constructor returns another object. */
function* constructWith(interpreter: Interpreter, closure: Closure, scope: Scope, newTarget: JsObject): Evaluation<Value> {
  const { frame } = scope;
  if (closure.classKind !== 'derived') {
    const instance = new JsObject(interpreter.realm.prototypeFor(newTarget, interpreter.realm.objectPrototype));
    frame.self = instance;
    yield* defineInstanceMembers(interpreter, closure, instance);
  }
  yield* bindParameters(interpreter, closure.node, scope, frame.args);
  const result = yield* runBody(interpreter, closure.node, scope);
  if (result instanceof JsObject) return result;
  if (frame.self !== UNINITIALIZED) return frame.self;
  return interpreter.fail('ReferenceError', "Must call super constructor in derived class before accessing 'this' or returning from derived constructor");
}

function* startAsync(interpreter: Interpreter, node: FunctionNode, scope: Scope, args: readonly Value[]): Evaluation<Value> {
  const promise = interpreter.realm.promise();
  try {
    yield* bindParameters(interpreter, node, scope, args);
  } catch (error) {
    if (!(error instanceof ThrownValue)) throw error;
    rejectPromise(interpreter, promise, error.value);
    return promise;
  }
  yield* new AsyncRun(runBody(interpreter, node, scope), promise, interpreter.record).resume(interpreter, { kind: 'next', value: undefined });
  return promise;
}

function* bindParameters(interpreter: Interpreter, node: FunctionNode, scope: Scope, args: readonly Value[]): Evaluation<void> {
  if (node.type !== 'ArrowFunctionExpression') scope.declare('arguments', argumentsObject(interpreter, args));
  for (const parameter of node.params) for (const name of namesOf(parameter)) scope.declare(name, UNINITIALIZED);
  for (const [index, parameter] of node.params.entries()) {
    const value = parameter.type === 'RestElement' ? interpreter.realm.array(args.slice(index)) : args[index];
    yield* bindPattern(interpreter, parameter, value, scope, 'initialize');
  }
}

function argumentsObject(interpreter: Interpreter, args: readonly Value[]): JsObject {
  const { realm } = interpreter;
  const object = new JsObject(realm.objectPrototype, 'Arguments');
  for (const [index, value] of args.entries()) object.put(String(index), value);
  object.hide('length', args.length);
  object.define(realm.iterator, dataProperty(realm.arrayPrototype.own('values')?.value, false));
  return object;
}

/** Runs the body of a function in the scope of its parameters. */
function* runBody(interpreter: Interpreter, node: FunctionNode, scope: Scope): Evaluation<Value> {
  const { body } = node;
  if (body.type !== 'BlockStatement') return yield* interpreter.evaluate(body, scope);
  return yield* runFunctionBlock(interpreter, body, scope);
}

/** Runs statements as the body of a function. */
export function* runFunctionBlock(interpreter: Interpreter, body: BlockStatement, scope: Scope): Evaluation<Value> {
  for (const name of variablesOf(body.body)) if (scope.ownBinding(name) === undefined) scope.declare(name, undefined);
  if (!scope.isStrict) for (const name of functionsInBlocksOf(body.body)) if (scope.ownBinding(name) === undefined) scope.declare(name, undefined);
  const completion = yield* runBlock(interpreter, body, scope);
  return completion?.kind === 'return' ? completion.value : undefined;
}
