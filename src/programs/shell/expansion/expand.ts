import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import type { ParameterOperation, ParameterPart, Script, Subscript, Word, WordPart } from '../syntax/ast';
import type { IndexedArray } from '../indexed-array';
import type { Dialect } from '../syntax/cursor';
import type { Field } from './field-builder';
import { FieldBuilder, isPatternField } from './field-builder';
import { matchesPattern, parsePattern, replacePattern, trimPattern } from '../../machine/pattern';
import { quoteRegex } from '../../machine/regex/compile';
import type { Parameter } from './parameter';
import { joinItems, resolveParameter, sliceArray, slicedArray } from './parameter';

/** What expansion needs of a shell. */
export interface ExpansionContext {
  readonly dialect: Dialect;
  /** `$1`, `$2`, … */
  readonly positional: readonly string[];
  readonly ifs: string;
  /** `set -u` */
  readonly failsOnUnset: boolean;
  /** The value of a variable or special parameter; undefined when it is unset. */
  valueOf(name: string): string | undefined;
  assign(name: string, value: string): void;
  /** A variable as an array of bash; undefined when it is unset. */
  arrayOf(name: string): IndexedArray | undefined;
  /** Sets an element of an array; the source of its subscript is for errors. */
  assignElement(name: string, subscript: number, text: string, source: string): void;
  evaluateSubscript(name: string, subscript: Subscript): Body<number>;
  /** The value of an arithmetic expression. */
  evaluate(expression: string): string;
  homeOf(user: string): string | undefined;
  /** The files that match; undefined when names are not expanded or none matches. */
  pathnames(pattern: string): readonly string[] | undefined;
  /** Runs the commands of a substitution and returns what they print. */
  substitute(script: Script): Body<string>;
  /** Ends the command with an error. */
  fail(message: string): never;
  /** Ends the command because a parameter is unset: under `set -u`, or with the message of `${name?message}`. */
  failUnset(label: string, message?: string): never;
  /** Prints an error and goes on. */
  complain(message: string): Body<void>;
}

/** How the pieces of a word are treated. */
interface Mode {
  readonly isQuoted: boolean;
  /** Results of expansions are split into fields. */
  readonly splits: boolean;
  /** The word is the one of `${x:-word}`: its plain text is split as well. */
  readonly isOperand: boolean;
}

type EditOperation = Extract<ParameterOperation, { kind: 'trim' | 'replace' }>;
type SubstringOperation = Extract<ParameterOperation, { kind: 'substring' }>;

const FIELDS: Mode = { isQuoted: false, splits: true, isOperand: false };
const WHOLE: Mode = { isQuoted: false, splits: false, isOperand: false };

/** Expands words to the arguments of a command. */
export function* expandFields(context: ExpansionContext, words: readonly Word[]): Body<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (word.literal !== undefined) {
      result.push(word.literal);
      continue;
    }
    const builder = new FieldBuilder(context.ifs);
    yield* new Expansion(context, builder).addParts(word.parts, FIELDS);
    for (const field of builder.finish()) {
      const paths = isPatternField(field) ? context.pathnames(field.pattern) : undefined;
      if (paths === undefined) result.push(field.text);
      else result.push(...paths);
    }
  }
  return result;
}

/** Expands a word to one text: no splitting, no file names. */
export function* expandText(context: ExpansionContext, word: Word): Body<string> {
  if (word.literal !== undefined) return word.literal;
  return (yield* expandWhole(context, word)).text;
}

/** Expands a word to a pattern: what was quoted stands for itself. `quote` says how, where it matters. */
export function* expandPattern(context: ExpansionContext, word: Word, quote?: (text: string) => string): Body<string> {
  return (yield* expandWhole(context, word, quote)).pattern;
}

/** Expands a word to an extended regular expression: what was quoted stands for itself. */
export function* expandRegex(context: ExpansionContext, word: Word): Body<string> {
  return yield* expandPattern(context, word, (text) => quoteRegex(text, true));
}

function* expandWhole(context: ExpansionContext, word: Word, quote?: (text: string) => string): Body<Field> {
  const builder = new FieldBuilder('', quote);
  yield* new Expansion(context, builder).addParts(word.parts, WHOLE);
  return builder.whole;
}

/** The expansion of one word. */
class Expansion {
  constructor(
    private readonly context: ExpansionContext,
    private readonly builder: FieldBuilder,
  ) {}

  *addParts(parts: readonly WordPart[], mode: Mode): Body<void> {
    for (const part of parts) yield* this.#addPart(part, mode);
  }

  *#addPart(part: WordPart, mode: Mode): Body<void> {
    switch (part.kind) {
      case 'text':
        if (mode.isOperand && !mode.isQuoted) this.#addResult(part.text, mode);
        else this.builder.add(part.text, mode.isQuoted);
        return;
      case 'quoted':
        this.builder.add(part.text, true);
        return;
      case 'double':
        yield* this.#addDoubleQuoted(part.parts, mode);
        return;
      case 'parameter':
        yield* this.#addParameter(part, mode);
        return;
      case 'command':
        this.#addResult(yield* this.context.substitute(part.script), mode);
        return;
      case 'arithmetic':
        this.#addResult(this.context.evaluate(yield* expandText(this.context, part.expression)), mode);
        return;
      case 'tilde':
        this.builder.add(this.context.homeOf(part.user) ?? `~${part.user}`, true);
    }
  }

  *#addDoubleQuoted(parts: readonly WordPart[], mode: Mode): Body<void> {
    const [only] = parts;
    const isList = parts.length === 1 && only?.kind === 'parameter' && signOf(only) === '@';
    if (!isList) this.builder.add('', true);
    yield* this.addParts(parts, { ...mode, isQuoted: true });
  }

  *#addParameter(part: ParameterPart, mode: Mode): Body<void> {
    const { operation } = part;
    const parameter = yield* resolveParameter(this.context, part);
    switch (operation.kind) {
      case 'value':
        this.#addValue(parameter, mode);
        return;
      case 'length':
        this.#checkWhole(part);
        this.#addResult(String(this.#length(parameter)), mode);
        return;
      case 'default':
      case 'assign':
      case 'error':
      case 'alternative':
        yield* this.#addConditional(parameter, operation, mode);
        return;
      case 'substring':
        yield* this.#addSubstring(part.name, parameter, operation, mode);
        return;
      case 'trim':
      case 'replace':
        yield* this.#addEdited(parameter, operation, mode);
    }
  }

  *#addConditional(parameter: Parameter, operation: Extract<ParameterOperation, { word: Word }>, mode: Mode): Body<void> {
    const { label, value } = parameter;
    const isSet = value !== undefined && !(operation.ifEmpty && value === '');
    if (operation.kind === 'alternative' ? !isSet : isSet) {
      if (operation.kind !== 'alternative') this.#addValue(parameter, mode);
      return;
    }
    if (operation.kind === 'error') {
      const message = yield* expandText(this.context, operation.word);
      const isNull = operation.ifEmpty && this.context.dialect === 'bash';
      this.context.failUnset(label, message || `parameter ${isNull ? 'null or ' : ''}not set`);
    }
    if (operation.kind === 'assign') {
      const text = yield* expandText(this.context, operation.word);
      parameter.assign(text);
      this.#addResult(text, mode);
      return;
    }
    yield* this.addParts(operation.word.parts, { ...mode, isOperand: true });
  }

  /** `${@#pattern}`: each parameter is edited on its own. */
  *#addEdited(parameter: Parameter, operation: EditOperation, mode: Mode): Body<void> {
    if (parameter.sign === undefined) {
      this.#addResult(yield* this.#edit(this.#required(parameter), operation), mode);
      return;
    }
    const edited: string[] = [];
    for (const item of parameter.items) edited.push(yield* this.#edit(item, operation));
    this.#addItems(parameter.sign, edited, mode);
  }

  *#addSubstring(name: string, parameter: Parameter, operation: SubstringOperation, mode: Mode): Body<void> {
    const { label, sign } = parameter;
    if (sign === undefined) {
      this.#addResult(yield* this.#substring(this.#required(parameter), operation), mode);
      return;
    }
    if (this.context.dialect !== 'bash') throw new UnsupportedConstruct(`a part of all parameters (\${${label}:…})`);
    const offset = yield* this.#evaluate(operation.offset);
    const length = operation.length === undefined ? undefined : yield* this.#evaluate(operation.length);
    if (length !== undefined && length < 0) this.context.fail(`${length}: substring expression < 0`);
    this.#addItems(sign, sliceArray(slicedArray(this.context, name), offset, length), mode);
  }

  *#edit(value: string, operation: EditOperation): Body<string> {
    const pattern = parsePattern(yield* expandPattern(this.context, operation.pattern));
    if (operation.kind === 'trim') return trimPattern(pattern, value, operation.side, operation.longest);
    const replacement = yield* expandText(this.context, operation.replacement);
    if (operation.anchor === undefined) return replacePattern(pattern, value, replacement, operation.all);
    const rest = trimPattern(pattern, value, operation.anchor, true);
    if (rest.length === value.length && !matchesPattern(pattern, '')) return value;
    return operation.anchor === 'prefix' ? replacement + rest : rest + replacement;
  }

  *#substring(value: string, operation: SubstringOperation): Body<string> {
    const offset = yield* this.#evaluate(operation.offset);
    const start = offset < 0 ? value.length + offset : offset;
    if (start < 0) return '';
    if (operation.length === undefined) return value.slice(start);
    const length = yield* this.#evaluate(operation.length);
    return value.slice(start, length < 0 ? Math.max(start, value.length + length) : start + length);
  }

  *#evaluate(word: Word): Body<number> {
    return Number(this.context.evaluate(yield* expandText(this.context, word)));
  }

  #addValue(parameter: Parameter, mode: Mode): void {
    if (parameter.sign === undefined) this.#addResult(this.#required(parameter), mode);
    else this.#addItems(parameter.sign, parameter.items, mode);
  }

  /** `"$@"`, and `$@` and `$*` without quotes: each parameter begins a field of its own. */
  #addItems(sign: '@' | '*', items: readonly string[], mode: Mode): void {
    if (!mode.splits || (sign === '*' && mode.isQuoted)) {
      this.#addResult(joinItems(this.context, sign, items), mode);
      return;
    }
    items.forEach((item, index) => {
      if (index > 0) this.builder.breakField(mode.isQuoted);
      if (mode.isQuoted) this.builder.add(item, true);
      else this.builder.addSplit(item);
    });
  }

  #addResult(text: string, mode: Mode): void {
    if (mode.isQuoted) this.builder.add(text, true);
    else if (mode.splits) this.builder.addSplit(text);
    else this.builder.add(text, false);
  }

  /** ash takes `${#@}` for the length of the text of all parameters, bash for their number. */
  #length(parameter: Parameter): number {
    if (parameter.sign === undefined) return this.#required(parameter).length;
    return this.context.dialect === 'bash' ? parameter.items.length : parameter.items.join(' ').length;
  }

  /** `${#name[@]}` of a variable that is unset. */
  #checkWhole({ name, selection }: ParameterPart): void {
    const { context } = this;
    if (selection?.kind !== 'all' || !context.failsOnUnset || context.arrayOf(name) !== undefined) return;
    context.fail(`${name}: unbound variable`);
  }

  #required({ label, sign, value }: Parameter): string {
    if (value !== undefined) return value;
    if (this.context.failsOnUnset && sign === undefined) this.context.failUnset(label);
    return '';
  }
}

/** How a parameter joins its values, where it has several. */
function signOf({ name, selection }: ParameterPart): string | undefined {
  return selection?.kind === 'all' ? selection.sign : selection === undefined ? name : undefined;
}
