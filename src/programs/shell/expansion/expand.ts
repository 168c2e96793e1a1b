import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import type { ParameterOperation, Script, Word, WordPart } from '../syntax/ast';
import type { Field } from './field-builder';
import { FieldBuilder, isPatternField } from './field-builder';
import { parsePattern, replacePattern, trimPattern } from '../../machine/pattern';

/** What expansion needs of a shell. */
export interface ExpansionContext {
  /** `$1`, `$2`, … */
  readonly positional: readonly string[];
  readonly ifs: string;
  /** `set -u` */
  readonly failsOnUnset: boolean;
  /** The value of a variable or special parameter; undefined when it is unset. */
  valueOf(name: string): string | undefined;
  assign(name: string, value: string): void;
  /** The value of an arithmetic expression. */
  evaluate(expression: string): string;
  homeOf(user: string): string | undefined;
  /** The files that match; undefined when names are not expanded or none matches. */
  pathnames(pattern: string): readonly string[] | undefined;
  /** Runs the commands of a substitution and returns what they print. */
  substitute(script: Script): Body<string>;
  /** Ends the command with an error, as an unset parameter does. */
  fail(message: string): never;
}

/** How the pieces of a word are treated. */
interface Mode {
  readonly isQuoted: boolean;
  /** Results of expansions are split into fields. */
  readonly splits: boolean;
  /** The word is the one of `${x:-word}`: its plain text is split as well. */
  readonly isOperand: boolean;
}

type EditOperation = Extract<ParameterOperation, { kind: 'trim' | 'substring' | 'replace' }>;

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

/** Expands a word to a pattern: what was quoted stands for itself. */
export function* expandPattern(context: ExpansionContext, word: Word): Body<string> {
  return (yield* expandWhole(context, word)).pattern;
}

function* expandWhole(context: ExpansionContext, word: Word): Body<Field> {
  const builder = new FieldBuilder('');
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
        yield* this.#addParameter(part.name, part.operation, mode);
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
    const isAllParameters = parts.length === 1 && only?.kind === 'parameter' && only.name === '@';
    if (!isAllParameters) this.builder.add('', true);
    yield* this.addParts(parts, { ...mode, isQuoted: true });
  }

  *#addParameter(name: string, operation: ParameterOperation, mode: Mode): Body<void> {
    const value = name === '@' || name === '*' ? this.#joined(name) : this.context.valueOf(name);
    switch (operation.kind) {
      case 'value':
        this.#addValue(name, value, mode);
        return;
      case 'length':
        this.#addResult(String(this.#length(name, value)), mode);
        return;
      case 'default':
      case 'assign':
      case 'error':
      case 'alternative':
        yield* this.#addConditional(name, value, operation, mode);
        return;
      case 'trim':
      case 'substring':
      case 'replace':
        if (name === '@' || name === '*') {
          yield* this.#editEach(name, operation, mode);
          return;
        }
        this.#addResult(yield* this.#edit(this.#required(name, value), operation), mode);
    }
  }

  *#addConditional(
    name: string,
    value: string | undefined,
    operation: Extract<ParameterOperation, { word: Word }>,
    mode: Mode,
  ): Body<void> {
    const isSet = value !== undefined && !(operation.ifEmpty && value === '');
    if (operation.kind === 'alternative' ? !isSet : isSet) {
      if (operation.kind !== 'alternative') this.#addValue(name, value, mode);
      return;
    }
    if (operation.kind === 'error') {
      const message = yield* expandText(this.context, operation.word);
      this.context.fail(`${name}: ${message === '' ? 'parameter not set' : message}`);
    }
    if (operation.kind === 'assign') {
      const text = yield* expandText(this.context, operation.word);
      this.context.assign(name, text);
      this.#addResult(text, mode);
      return;
    }
    yield* this.addParts(operation.word.parts, { ...mode, isOperand: true });
  }

  /** `${@#pattern}`: each parameter is edited on its own. */
  *#editEach(name: '@' | '*', operation: EditOperation, mode: Mode): Body<void> {
    if (operation.kind === 'substring') throw new UnsupportedConstruct(`a part of all parameters (\${${name}:…})`);
    const edited: string[] = [];
    for (const parameter of this.context.positional) edited.push(yield* this.#edit(parameter, operation));
    if (mode.splits && !(name === '*' && mode.isQuoted)) this.#addEach(edited, mode);
    else this.#addResult(edited.join(name === '*' ? this.context.ifs.charAt(0) : ' '), mode);
  }

  *#edit(
    value: string,
    operation: EditOperation,
  ): Body<string> {
    if (operation.kind === 'substring') return yield* this.#substring(value, operation.offset, operation.length);
    const pattern = parsePattern(yield* expandPattern(this.context, operation.pattern));
    if (operation.kind === 'trim') return trimPattern(pattern, value, operation.side, operation.longest);
    return replacePattern(pattern, value, yield* expandText(this.context, operation.replacement), operation.all);
  }

  *#substring(value: string, offsetWord: Word, lengthWord: Word | undefined): Body<string> {
    const offset = Number(this.context.evaluate(yield* expandText(this.context, offsetWord)));
    const start = offset < 0 ? value.length + offset : offset;
    if (start < 0) return '';
    if (lengthWord === undefined) return value.slice(start);
    const length = Number(this.context.evaluate(yield* expandText(this.context, lengthWord)));
    return value.slice(start, length < 0 ? Math.max(start, value.length + length) : start + length);
  }

  #addValue(name: string, value: string | undefined, mode: Mode): void {
    if (mode.splits && (name === '@' || (name === '*' && !mode.isQuoted))) this.#addEach(this.context.positional, mode);
    else this.#addResult(this.#required(name, value), mode);
  }

  /** `"$@"`, and `$@` and `$*` without quotes: each parameter begins a field of its own. */
  #addEach(parameters: readonly string[], mode: Mode): void {
    parameters.forEach((parameter, index) => {
      if (index > 0) this.builder.breakField(mode.isQuoted);
      if (mode.isQuoted) this.builder.add(parameter, true);
      else this.builder.addSplit(parameter);
    });
  }

  #addResult(text: string, mode: Mode): void {
    if (mode.isQuoted) this.builder.add(text, true);
    else if (mode.splits) this.builder.addSplit(text);
    else this.builder.add(text, false);
  }

  #joined(name: '@' | '*'): string | undefined {
    if (this.context.positional.length === 0) return undefined;
    return this.context.positional.join(name === '*' ? this.context.ifs.charAt(0) : ' ');
  }

  #length(name: string, value: string | undefined): number {
    if (name === '@' || name === '*') return this.context.positional.join(' ').length;
    return this.#required(name, value).length;
  }

  #required(name: string, value: string | undefined): string {
    if (value !== undefined) return value;
    if (this.context.failsOnUnset && name !== '@' && name !== '*') this.context.fail(`${name}: parameter not set`);
    return '';
  }
}
