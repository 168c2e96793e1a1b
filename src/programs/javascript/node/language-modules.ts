import type { ExportNamedDeclaration, Identifier, ImportDeclaration, Literal, Program } from 'acorn';
import { directoryName } from '../../machine/files/paths';
import { toText } from '../interpreter/conversions';
import { prepareScope } from '../interpreter/blocks';
import { AsyncRun } from '../interpreter/coroutines';
import type { Evaluation } from '../interpreter/suspension';
import { promiseOf } from '../interpreter/promises';
import { enumerableKeys, getMember } from '../interpreter/properties';
import { Binding, Scope, UNINITIALIZED } from '../interpreter/scope';
import { makeClosure } from '../interpreter/closures';
import { defineClass } from '../interpreter/classes';
import { namesOf, variablesOf } from '../syntax/declarations';
import { isAbsent, type FunctionNode } from '../syntax/nodes';
import type { NativeFunction } from '../values/function';
import { JsObject, accessorProperty, type Value } from '../values/value';
import type { Modules } from './modules';

/** The variables that a module gives to others, by the names it gives them. */
type Exports = Map<string, Binding>;

/** Modules of the language: `import` and `export`. */
export class LanguageModules {
  readonly #loaded = new Map<string, Exports>();

  constructor(private readonly modules: Modules) {}

  /** Runs the module of a file as the process's own; it may await. */
  *runMain(path: string): Evaluation<void> {
    yield* this.runText(this.modules.files.read(path) ?? '', path, directoryName(path));
  }

  /** The same for a text that is no file. */
  *runText(text: string, name: string, directory: string): Evaluation<void> {
    const { interpreter, realm } = this.modules.runtime;
    const body = this.#runMain(text, name, directory);
    yield* new AsyncRun(body, realm.promise(), interpreter.record).resume(interpreter, { kind: 'next', value: undefined });
  }

  *#runMain(text: string, name: string, directory: string): Evaluation<Value> {
    yield* this.#runModule(text, name, directory);
    return undefined;
  }

  /** `import()` from a directory. */
  dynamicImport(directory: string): NativeFunction {
    const { interpreter, realm } = this.modules.runtime;
    return realm.blocking('import', 1, (_interpreter, _self, [request]) => this.#importLater(toText(interpreter, request), directory));
  }

  *#importLater(request: string, directory: string): Evaluation<Value> {
    const { interpreter, realm } = this.modules.runtime;
    const promise = realm.promise();
    yield* new AsyncRun(this.#importNow(request, directory), promise, interpreter.record).resume(interpreter, { kind: 'next', value: undefined });
    return promiseOf(interpreter, promise);
  }

  *#importNow(request: string, directory: string): Evaluation<Value> {
    return this.#namespace(yield* this.#import(request, directory, '[eval]'));
  }

  *#import(request: string, directory: string, from: string): Evaluation<Exports> {
    const builtin = this.modules.findBuiltin(request);
    if (builtin !== undefined) return exportsOf(this.modules, builtin.value);
    const path = this.modules.findFile(request, directory, from);
    if (this.modules.files.isModule(path)) return yield* this.#load(path);
    return exportsOf(this.modules, yield* this.modules.load(path, from));
  }

  *#load(path: string): Evaluation<Exports> {
    return this.#loaded.get(path) ?? (yield* this.#runModule(this.modules.files.read(path) ?? '', path, directoryName(path)));
  }

  *#runModule(text: string, path: string, directory: string): Evaluation<Exports> {
    const exports: Exports = new Map();
    this.#loaded.set(path, exports);
    const program = this.modules.parse(text, path, 'module');
    const scope = new Scope(undefined, { self: undefined, closure: undefined, newTarget: undefined, args: [] }, true);
    scope.declare('import()', this.dynamicImport(directory));
    scope.declare('import.meta', this.modules.runtime.realm.object({ dirname: directory, filename: path, url: `file://${path}` }));
    for (const statement of program.body) {
      if (statement.type === 'ImportDeclaration') this.#bindImports(statement, yield* this.#import(sourceOf(statement), directory, path), scope);
    }
    yield* this.#run(program, scope, exports, path);
    return exports;
  }

  *#run(program: Program, scope: Scope, exports: Exports, path: string): Evaluation<void> {
    const { interpreter } = this.modules.runtime;
    for (const name of variablesOf(program.body)) scope.declare(name, undefined);
    prepareScope(interpreter, program.body, scope);
    exports.set('default', new Binding(UNINITIALIZED, 'constant'));
    if (!program.body.some(({ type }) => type === 'ExportDefaultDeclaration')) exports.delete('default');
    for (const statement of program.body) if (statement.type === 'ExportNamedDeclaration') yield* this.#bindExports(statement, scope, exports, path);
    for (const statement of program.body) {
      if (statement.type === 'ImportDeclaration') continue;
      if (statement.type === 'ExportNamedDeclaration') {
        if (!isAbsent(statement.declaration)) yield* interpreter.execute(statement.declaration, scope);
      } else if (statement.type === 'ExportDefaultDeclaration') {
        exports.get('default')!.value = yield* this.#defaultValue(statement.declaration as DefaultNode, scope);
      } else if (statement.type === 'ExportAllDeclaration') {
        for (const [name, binding] of yield* this.#import(sourceOf(statement), directoryName(path), path)) if (name !== 'default') exports.set(name, binding);
      } else {
        yield* interpreter.execute(statement, scope);
      }
    }
  }

  *#defaultValue(node: DefaultNode, scope: Scope): Evaluation<Value> {
    const { interpreter } = this.modules.runtime;
    if (node.type === 'FunctionDeclaration') return isAbsent(node.id) ? makeClosure(interpreter, node as unknown as FunctionNode, scope, 'default') : scope.find(node.id.name)?.value as Value;
    if (node.type !== 'ClassDeclaration') return yield* interpreter.evaluate(node, scope, 'default');
    const made = yield* defineClass(interpreter, node, scope, node.id?.name ?? 'default');
    if (!isAbsent(node.id)) scope.initialize(node.id.name, made);
    return made;
  }

  *#bindExports(node: ExportNamedDeclaration, scope: Scope, exports: Exports, path: string): Evaluation<void> {
    const source = isAbsent(node.source) ? undefined : yield* this.#import(String(node.source.value), directoryName(path), path);
    for (const { local, exported } of node.specifiers) {
      const binding = source?.get(nameOf(local)) ?? scope.ownBinding(nameOf(local));
      if (binding !== undefined) exports.set(nameOf(exported), binding);
    }
    const { declaration } = node;
    if (isAbsent(declaration)) return;
    const names = declaration.type === 'VariableDeclaration' ? declaration.declarations.flatMap(({ id }) => namesOf(id)) : [declaration.id.name];
    for (const name of names) exports.set(name, scope.ownBinding(name)!);
  }

  #bindImports(node: ImportDeclaration, exports: Exports, scope: Scope): void {
    const { interpreter } = this.modules.runtime;
    for (const specifier of node.specifiers) {
      const { name } = specifier.local;
      if (specifier.type === 'ImportNamespaceSpecifier') {
        scope.declare(name, this.#namespace(exports), 'constant');
        continue;
      }
      const wanted = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
      const binding = exports.get(wanted);
      interpreter.record.node = specifier;
      if (binding === undefined) interpreter.fail('SyntaxError', `The requested module '${String(node.source.value)}' does not provide an export named '${wanted}'`);
      else scope.bindings.set(name, binding);
    }
  }

  #namespace(exports: Exports): JsObject {
    const { interpreter, realm } = this.modules.runtime;
    const namespace = new JsObject(null, 'Module');
    for (const [name, binding] of [...exports].sort(([left], [right]) => (left < right ? -1 : 1))) {
      namespace.define(name, accessorProperty(realm.native(name, 0, () => {
        if (binding.value === UNINITIALIZED) return interpreter.fail('ReferenceError', `Cannot access '${name}' before initialization`);
        return binding.value;
      }), undefined, true));
    }
    return namespace;
  }
}

type DefaultNode = { readonly type: 'FunctionDeclaration'; readonly id: Identifier | null } | Parameters<typeof defineClass>[1] & { readonly type: 'ClassDeclaration' } | Exclude<Parameters<Modules['runtime']['interpreter']['evaluate']>[0], { type: 'FunctionDeclaration' | 'ClassDeclaration' }>;

function sourceOf(node: { readonly source: Literal }): string {
  return String(node.source.value);
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** What a script or a module of Node.js gives to modules: itself as `default`, and its members. */
function exportsOf(modules: Modules, value: Value): Exports {
  const exports: Exports = new Map([['default', new Binding(value, 'constant')]]);
  if (!(value instanceof JsObject)) return exports;
  const names = new Set([...enumerableKeys(value), ...value.keys().filter((key): key is string => typeof key === 'string' && value.own(key)?.refusal === undefined)]);
  for (const name of names) if (name !== 'default') exports.set(name, new Binding(getMember(modules.runtime.interpreter, value, name), 'constant'));
  return exports;
}
