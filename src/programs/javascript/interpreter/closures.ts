import { UnsupportedConstruct } from '../../machine/errors';
import { expectedArguments } from '../syntax/declarations';
import type { FunctionNode } from '../syntax/nodes';
import { Closure } from '../values/function';
import { JsObject, dataProperty } from '../values/value';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';

/** Bytes that a function takes. */
const FUNCTION_SIZE = 64;

/** Makes a function of its node, in the scope in which it stands. */
export function makeClosure(interpreter: Interpreter, node: FunctionNode, scope: Scope, name: string, isMethod = false): Closure {
  const { realm } = interpreter;
  if (node.async && node.generator) throw new UnsupportedConstruct('an asynchronous generator of JavaScript');
  const isPlain = !node.async && !node.generator && node.type !== 'ArrowFunctionExpression' && !isMethod;
  interpreter.host.allocate(FUNCTION_SIZE);
  const closure = new Closure(realm.functionPrototype, node, scope, isPlain);
  closure.describe(name, expectedArguments(node));
  if (isPlain || node.generator) {
    const prototype = new JsObject(node.generator ? realm.generatorPrototype : realm.objectPrototype);
    if (isPlain) prototype.hide('constructor', closure);
    closure.define('prototype', { ...dataProperty(prototype, false), configurable: false });
  }
  return closure;
}
