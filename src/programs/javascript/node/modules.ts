import type { BlockStatement, Program } from 'acorn';
import { UnsupportedConstruct } from '../../machine/errors';
import { fromByteText } from '../../machine/kernel/byte-text';
import { directoryName } from '../../machine/files/paths';
import { parseJson } from '../builtins/json';
import { toText } from '../interpreter/conversions';
import { runFunctionBlock } from '../interpreter/functions';
import type { Evaluation } from '../interpreter/suspension';
import { getProperty } from '../interpreter/properties';
import { Scope, type Binding } from '../interpreter/scope';
import { ScriptSyntaxError, parseScript } from '../syntax/parse';
import type { NativeFunction } from '../values/function';
import { ThrownValue } from '../values/thrown';
import type { JsObject, Value } from '../values/value';
import { BUILTIN_MODULES, UNBUILT_MODULES } from './module-table';
import { LanguageModules } from './language-modules';
import { ModuleFiles } from './resolve';
import type { NodeRuntime } from './runtime';

/** The scripts and modules of a process. */
export class Modules {
  readonly files: ModuleFiles;
  readonly #builtins = new Map<string, Value>();
  readonly #loaded = new Map<string, JsObject>();
  readonly #language: LanguageModules;

  constructor(
    readonly runtime: NodeRuntime,
    /** `process`. */
    readonly process: JsObject,
  ) {
    this.files = new ModuleFiles(runtime.system);
    this.#language = new LanguageModules(this);
  }

  /** Runs the script of a file as the process's own. */
  *runMain(name: string): Evaluation<void> {
    const directory = fromByteText(this.runtime.system.context.directory);
    const path = this.files.find(name.startsWith('/') ? name : `./${name}`, directory);
    if (path === undefined) return this.#notFound(name.startsWith('/') ? name : `${directory === '/' ? '' : directory}/${name}`, []);
    if (this.files.isModule(path) || this.#hasModuleSyntax(this.files.read(path) ?? '', path)) yield* this.#language.runMain(path);
    else yield* this.load(path, undefined);
  }

  /** Runs a text as `node -e` does, and returns its last value. Modules of Node.js are there without `require`. */
  *runText(text: string): Evaluation<Value> {
    const { interpreter, realm } = this.runtime;
    const directory = fromByteText(this.runtime.system.context.directory);
    if (this.#hasModuleSyntax(text, EVAL)) {
      yield* this.#language.runText(text, EVAL, directory);
      return undefined;
    }
    const program = this.parse(text, EVAL, 'script');
    const scope = new EvalScope(realm.global, (name) => (BUILTIN_MODULES[name] === undefined ? undefined : this.builtin(name)));
    this.#declareModule(scope, EVAL, directory, realm.object({ exports: realm.object() }));
    scope.declare('__dirname', '.');
    interpreter.record = { name: '', caller: undefined, node: undefined };
    return yield* this.#lastValue(program, scope);
  }

  *#lastValue(program: Program, scope: Scope): Evaluation<Value> {
    const { interpreter } = this.runtime;
    const body = program.body as BlockStatement['body'];
    const last = body.at(-1);
    if (last?.type !== 'ExpressionStatement') {
      yield* runFunctionBlock(interpreter, blockOf(program, body), scope);
      return undefined;
    }
    yield* runFunctionBlock(interpreter, blockOf(program, body.slice(0, -1)), scope);
    return yield* interpreter.evaluate(last.expression, scope);
  }

  /** The exports of the script of a file, which is run if that has not been done. */
  *load(path: string, from: string | undefined): Evaluation<Value> {
    const { interpreter, realm } = this.runtime;
    const known = this.#loaded.get(path);
    if (known !== undefined) return getProperty(interpreter, known, 'exports');
    const text = this.files.read(path);
    if (text === undefined) return this.#notFound(path, from === undefined ? [] : [from]);
    if (this.files.isModule(path) || this.#hasModuleSyntax(text, path)) throw new UnsupportedConstruct(`require of the module ${path}`);
    const exports = realm.object();
    const module = realm.object({ id: from === undefined ? '.' : path, exports, filename: path, loaded: false, children: realm.array([]), paths: realm.array([]) });
    this.#loaded.set(path, module);
    try {
      if (path.endsWith('.json')) module.put('exports', parseJson(interpreter, text));
      else yield* this.#runScript(text, path, module);
    } catch (error) {
      this.#loaded.delete(path);
      throw error;
    }
    module.put('loaded', true);
    return getProperty(interpreter, module, 'exports');
  }

  *#runScript(text: string, path: string, module: JsObject): Evaluation<void> {
    const { interpreter } = this.runtime;
    const program = this.parse(text, path, 'script');
    const scope = new Scope(undefined, { self: getProperty(interpreter, module, 'exports'), closure: undefined, newTarget: undefined, args: [] }, false);
    this.#declareModule(scope, path, directoryName(path), module);
    const caller = interpreter.record;
    interpreter.record = { name: 'Object.<anonymous>', caller, node: undefined };
    try {
      yield* runFunctionBlock(interpreter, blockOf(program, program.body as BlockStatement['body']), scope);
    } finally {
      interpreter.record = caller;
    }
  }

  #declareModule(scope: Scope, path: string, directory: string, module: JsObject): void {
    const require = this.#requireFrom(path, directory);
    if (this.process.own('mainModule') === undefined) this.process.hide('mainModule', module);
    require.put('main', this.process.own('mainModule')?.value);
    require.put('cache', this.runtime.realm.object());
    scope.declare('require', require);
    scope.declare('module', module);
    scope.declare('exports', getProperty(this.runtime.interpreter, module, 'exports'));
    scope.declare('__filename', path);
    scope.declare('__dirname', directory);
    scope.declare('import()', this.#language.dynamicImport(directory));
  }

  #requireFrom(path: string, directory: string): NativeFunction {
    const { realm } = this.runtime;
    const require = realm.blocking('require', 1, (interpreter, _self, [id]) => {
      const request = toText(interpreter, id);
      const builtin = this.findBuiltin(request);
      if (builtin !== undefined) return this.#given(builtin.value);
      return this.load(this.findFile(request, directory, path), path);
    });
    require.hide('resolve', realm.native('resolve', 1, (interpreter, _self, [id]) => {
      const request = toText(interpreter, id);
      return this.findBuiltin(request) === undefined ? this.findFile(request, directory, path) : request;
    }));
    return require;
  }

  *#given(value: Value): Evaluation<Value> {
    return value;
  }

  /** The file that a request means. @throws ThrownValue MODULE_NOT_FOUND */
  findFile(request: string, directory: string, from: string): string {
    const path = this.files.find(request, directory);
    if (path !== undefined) return path;
    const isPackage = !/^[./]/.test(request);
    if (isPackage && this.runtime.mayHavePackages) throw new UnsupportedConstruct(`the package ${request}, which the image may have`);
    return this.#notFound(request, [from === EVAL ? `${directory === '/' ? '' : directory}/[eval]` : from]);
  }

  /** A module of Node.js; undefined when it has none with this name. @throws UnsupportedConstruct when it is not built here */
  findBuiltin(request: string): { readonly value: Value } | undefined {
    const name = request.replace(/^node:/, '');
    if (UNBUILT_MODULES.has(name)) this.runtime.refuse(`the module ${name}`);
    if (Object.hasOwn(BUILTIN_MODULES, name)) return { value: this.builtin(name) };
    if (!request.startsWith('node:')) return undefined;
    const { interpreter, realm } = this.runtime;
    const error = realm.error('Error', `No such built-in module: ${request}`);
    error.put('code', 'ERR_UNKNOWN_BUILTIN_MODULE');
    throw interpreter.thrown(interpreter.withStack(error));
  }

  /** A module of Node.js that is built here. */
  builtin(name: string): Value {
    if (!this.#builtins.has(name)) this.#builtins.set(name, BUILTIN_MODULES[name]!(this.runtime, this));
    return this.#builtins.get(name);
  }

  /** Whether a text is a module by what it says, which Node.js looks for since 22.7 where nothing else tells it (`detect-module`). */
  #hasModuleSyntax(text: string, file: string): boolean {
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(this.runtime.version.text) ?? [];
    if (Number(major) < 22 || (Number(major) === 22 && Number(minor) < 7) || /\.(json|cjs|node)$/.test(file)) return false;
    return !canParse(text, file, 'script') && canParse(text, file, 'module');
  }

  /** Reads a script. @throws ThrownValue a SyntaxError */
  parse(text: string, file: string, sourceType: 'script' | 'module'): Program {
    const { interpreter, realm } = this.runtime;
    interpreter.sources.set(file, text);
    try {
      return parseScript(text, file, sourceType);
    } catch (error) {
      if (!(error instanceof ScriptSyntaxError)) throw error;
      const line = text.split('\n')[error.line - 1] ?? '';
      const made = realm.error('SyntaxError', syntaxMessage(error, line));
      made.hide('stack', `SyntaxError: ${syntaxMessage(error, line)}`);
      throw new ThrownValue(made, { file, line: error.line, column: error.column, text: line });
    }
  }

  #notFound(request: string, stack: readonly string[]): never {
    const { interpreter, realm } = this.runtime;
    const list = stack.length === 0 ? '' : `\nRequire stack:\n${stack.map((file) => `- ${file}`).join('\n')}`;
    const error = realm.error('Error', `Cannot find module '${request}'${list}`);
    interpreter.withStack(error);
    error.put('code', 'MODULE_NOT_FOUND');
    error.put('requireStack', realm.array([...stack]));
    throw new ThrownValue(error, { file: 'node:internal/modules/cjs/loader', line: 1228, column: 3, text: '  throw err;' });
  }
}

/** The name of the script that `node -e` is given. */
const EVAL = '[eval]';

function blockOf(program: Program, body: BlockStatement['body']): BlockStatement {
  const known = blocks.get(body);
  if (known !== undefined) return known;
  const block: BlockStatement = { type: 'BlockStatement', body, start: program.start, end: program.end };
  blocks.set(body, block);
  return block;
}

const blocks = new WeakMap<object, BlockStatement>();

/** The variables of `node -e`: modules of Node.js are among them. */
class EvalScope extends Scope {
  constructor(self: JsObject, private readonly moduleOf: (name: string) => Value) {
    super(undefined, { self, closure: undefined, newTarget: undefined, args: [] }, false);
  }

  override ownBinding(name: string): Binding | undefined {
    const known = super.ownBinding(name);
    if (known !== undefined || name === 'process' || name === 'console') return known;
    const module = this.moduleOf(name);
    if (module === undefined) return undefined;
    this.declare(name, module);
    return super.ownBinding(name);
  }
}

function canParse(text: string, file: string, sourceType: 'script' | 'module'): boolean {
  try {
    parseScript(text, file, sourceType);
    return true;
  } catch (error) {
    if (error instanceof ScriptSyntaxError) return false;
    throw error;
  }
}

/** What V8 says where the parser says less, or otherwise. */
function syntaxMessage({ message, column }: ScriptSyntaxError, line: string): string {
  if (message.startsWith("'import' and 'export'")) return line.trimStart().startsWith('import') ? 'Cannot use import statement outside a module' : "Unexpected token 'export'";
  if (message !== 'Unexpected token') return message;
  const rest = line.slice(column - 1);
  const [token] = /^(?:[A-Za-z_$][\w$]*|\d[\w.]*|['"`]|=>|[=!]==?|&&|\|\||\?\?|\.\.\.|.)/.exec(rest) ?? [];
  if (token === undefined) return 'Unexpected end of input';
  if (/^[A-Za-z_$]/.test(token)) return `Unexpected identifier '${token}'`;
  if (/^\d/.test(token)) return 'Unexpected number';
  return /^['"]/.test(token) ? 'Unexpected string' : `Unexpected token '${token}'`;
}
