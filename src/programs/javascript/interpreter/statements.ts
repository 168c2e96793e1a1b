import type { AnyNode, Statement, SwitchStatement, TryStatement, VariableDeclaration } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';
import { isAbsent, type StatementNode } from '../syntax/nodes';
import { ForcedReturn, ThrownValue } from '../values/thrown';
import { prepareScope, runBlock, runStatements } from './blocks';
import { defineClass } from './classes';
import type { Completion } from './completion';
import { isTruthy } from './conversions';
import type { Interpreter } from './interpreter';
import type { Evaluation } from './suspension';
import { runDoWhile, runFor, runForIn, runForOf, runWhile } from './loops';
import { bindPattern } from './patterns';
import type { Scope } from './scope';

type Handler<T extends Statement['type']> = (interpreter: Interpreter, node: Extract<Statement, { type: T }>, scope: Scope) => Evaluation<Completion>;

const HANDLERS: { readonly [T in Statement['type']]: Handler<T> } = {
  *ExpressionStatement(interpreter, node, scope) {
    yield* interpreter.evaluate(node.expression, scope);
    return undefined;
  },
  *BlockStatement(interpreter, node, scope) {
    return yield* runBlock(interpreter, node, scope.inner());
  },
  *EmptyStatement() {
    return undefined;
  },
  *DebuggerStatement() {
    return undefined;
  },
  *WithStatement() {
    throw new UnsupportedConstruct('the statement with of JavaScript');
  },
  *ReturnStatement(interpreter, node, scope) {
    return { kind: 'return', value: isAbsent(node.argument) ? undefined : yield* interpreter.evaluate(node.argument, scope) };
  },
  *LabeledStatement(interpreter, node, scope) {
    return yield* runLabeled(interpreter, node.body, scope, [node.label.name]);
  },
  *BreakStatement(_interpreter, node) {
    return { kind: 'break', label: node.label?.name };
  },
  *ContinueStatement(_interpreter, node) {
    return { kind: 'continue', label: node.label?.name };
  },
  *IfStatement(interpreter, node, scope) {
    if (isTruthy(yield* interpreter.evaluate(node.test, scope))) return yield* interpreter.execute(node.consequent, scope);
    return isAbsent(node.alternate) ? undefined : yield* interpreter.execute(node.alternate, scope);
  },
  SwitchStatement: runSwitch,
  *ThrowStatement(interpreter, node, scope) {
    const value = yield* interpreter.evaluate(node.argument, scope);
    interpreter.record.node = node;
    throw interpreter.thrown(value);
  },
  TryStatement: runTry,
  WhileStatement: (interpreter, node, scope) => runWhile(interpreter, node, scope, []),
  DoWhileStatement: (interpreter, node, scope) => runDoWhile(interpreter, node, scope, []),
  ForStatement: (interpreter, node, scope) => runFor(interpreter, node, scope, []),
  ForInStatement: (interpreter, node, scope) => runForIn(interpreter, node, scope, []),
  ForOfStatement: (interpreter, node, scope) => runForOf(interpreter, node, scope, []),
  *FunctionDeclaration(_interpreter, node, scope) {
    if (!scope.isStrict && scope.isBlock) scope.shareWithFunction(node.id.name);
    return undefined;
  },
  *VariableDeclaration(interpreter, node, scope) {
    yield* declareVariables(interpreter, node, scope);
    return undefined;
  },
  *ClassDeclaration(interpreter, node, scope) {
    const constructor = yield* defineClass(interpreter, node, scope, node.id.name);
    scope.initialize(node.id.name, constructor);
    return undefined;
  },
};

/** Executes a statement. */
export function executeStatement(interpreter: Interpreter, node: StatementNode, scope: Scope): Evaluation<Completion> {
  interpreter.step();
  const handler = HANDLERS[node.type] as Handler<Statement['type']> | undefined;
  if (handler === undefined) throw new UnsupportedConstruct(`${(node as AnyNode).type} of JavaScript`);
  return handler(interpreter, node, scope);
}

function* declareVariables(interpreter: Interpreter, node: VariableDeclaration, scope: Scope): Evaluation<void> {
  for (const { id, init } of node.declarations) {
    if (isAbsent(init)) {
      if (node.kind !== 'var') yield* bindPattern(interpreter, id, undefined, scope, 'initialize');
      continue;
    }
    const value = yield* interpreter.evaluate(init, scope, id.type === 'Identifier' ? id.name : '');
    yield* bindPattern(interpreter, id, value, scope, node.kind === 'var' ? 'assign' : 'initialize');
  }
}

function* runLabeled(interpreter: Interpreter, body: Statement, scope: Scope, labels: readonly string[]): Evaluation<Completion> {
  const completion = yield* runUnderLabels(interpreter, body, scope, labels);
  return completion?.kind === 'break' && completion.label !== undefined && labels.includes(completion.label) ? undefined : completion;
}

function runUnderLabels(interpreter: Interpreter, body: Statement, scope: Scope, labels: readonly string[]): Evaluation<Completion> {
  switch (body.type) {
    case 'LabeledStatement': return runLabeled(interpreter, body.body, scope, [...labels, body.label.name]);
    case 'WhileStatement': return runWhile(interpreter, body, scope, labels);
    case 'DoWhileStatement': return runDoWhile(interpreter, body, scope, labels);
    case 'ForStatement': return runFor(interpreter, body, scope, labels);
    case 'ForInStatement': return runForIn(interpreter, body, scope, labels);
    case 'ForOfStatement': return runForOf(interpreter, body, scope, labels);
    case 'ExpressionStatement': case 'BlockStatement': case 'EmptyStatement': case 'DebuggerStatement':
    case 'WithStatement': case 'ReturnStatement': case 'BreakStatement': case 'ContinueStatement': case 'IfStatement':
    case 'SwitchStatement': case 'ThrowStatement': case 'TryStatement': case 'FunctionDeclaration': case 'VariableDeclaration':
    case 'ClassDeclaration':
      return interpreter.execute(body, scope);
  }
}

function* runSwitch(interpreter: Interpreter, node: SwitchStatement, scope: Scope): Evaluation<Completion> {
  const value = yield* interpreter.evaluate(node.discriminant, scope);
  const inner = scope.inner();
  prepareScope(interpreter, node.cases.flatMap(({ consequent }) => consequent), inner);
  let start = -1;
  for (const [index, { test }] of node.cases.entries()) {
    if (isAbsent(test) || (yield* interpreter.evaluate(test, inner)) !== value) continue;
    start = index;
    break;
  }
  if (start < 0) start = node.cases.findIndex(({ test }) => isAbsent(test));
  if (start < 0) return undefined;
  for (const { consequent } of node.cases.slice(start)) {
    const completion = yield* runStatements(interpreter, consequent, inner);
    if (completion?.kind === 'break' && completion.label === undefined) return undefined;
    if (completion !== undefined) return completion;
  }
  return undefined;
}

/** Only what scripts throw is caught, and only that and the end of a generator run `finally`: errors of the host pass by. */
function* runTry(interpreter: Interpreter, node: TryStatement, scope: Scope): Evaluation<Completion> {
  let completion: Completion;
  let pending: ThrownValue | ForcedReturn | undefined;
  const { record, depth } = interpreter;
  try {
    completion = yield* interpreter.execute(node.block, scope);
  } catch (error) {
    pending = passOn(error);
  }
  if (pending instanceof ThrownValue && !isAbsent(node.handler)) {
    interpreter.record = record;
    interpreter.depth = depth;
    const caught = pending;
    pending = undefined;
    try {
      completion = yield* runCatch(interpreter, node.handler, caught, scope);
    } catch (error) {
      pending = passOn(error);
    }
  }
  if (!isAbsent(node.finalizer)) {
    const last = yield* interpreter.execute(node.finalizer, scope);
    if (last !== undefined) return last;
  }
  if (pending !== undefined) throw pending;
  return completion;
}

function passOn(error: unknown): ThrownValue | ForcedReturn {
  if (error instanceof ThrownValue || error instanceof ForcedReturn) return error;
  throw error;
}

function* runCatch(interpreter: Interpreter, handler: NonNullable<TryStatement['handler']>, caught: ThrownValue, scope: Scope): Evaluation<Completion> {
  const inner = scope.inner();
  if (!isAbsent(handler.param)) yield* bindPattern(interpreter, handler.param, caught.value, inner, 'initialize');
  return yield* runBlock(interpreter, handler.body, inner.inner());
}
