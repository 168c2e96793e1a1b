import { UnsupportedConstruct } from '../../machine/errors';
import type { Body } from '../../machine/kernel/wait-queue';
import { IndexedArray } from '../indexed-array';
import type { ParameterPart } from '../syntax/ast';
import type { ExpansionContext } from './expand';

/** What `$name` or `${name[…]}` stands for before anything is done with it. */
export interface Parameter {
  /** Its name with its subscript, for errors. */
  readonly label: string;
  /** How several values are joined; undefined for a single one. */
  readonly sign: '@' | '*' | undefined;
  /** The values that `sign` stands for. */
  readonly items: readonly string[];
  /** The single value, or all of them as one text; undefined when there is none. */
  readonly value: string | undefined;
  /** Sets it, for `${name:=word}`. */
  readonly assign: (text: string) => void;
}

/** Looks a parameter up. */
export function* resolveParameter(context: ExpansionContext, part: ParameterPart): Body<Parameter> {
  const { name, selection } = part;
  if (selection?.kind === 'all') {
    const array = context.arrayOf(name) ?? IndexedArray.EMPTY;
    const items = selection.keys ? array.entries.map(([index]) => String(index)) : array.texts;
    return listOf(context, `${name}[${selection.sign}]`, selection.sign, items);
  }
  if (selection?.kind === 'element') return yield* elementOf(context, name, selection);
  if (name === '@' || name === '*') return listOf(context, name, name, context.positional);
  const assign = (text: string): void => context.assign(name, text);
  return { label: name, sign: undefined, items: [], value: context.valueOf(name), assign };
}

function listOf(context: ExpansionContext, label: string, sign: '@' | '*', items: readonly string[]): Parameter {
  const assign = (text: string): void => {
    if (label !== sign) throw new UnsupportedConstruct(`an assignment to all of an array (\${${label}=…})`);
    context.assign(label, text);
  };
  return { label, sign, items, value: items.length === 0 ? undefined : joinItems(context, sign, items), assign };
}

function* elementOf(
  context: ExpansionContext,
  name: string,
  { subscript }: Extract<NonNullable<ParameterPart['selection']>, { kind: 'element' }>,
): Body<Parameter> {
  const number = yield* context.evaluateSubscript(name, subscript);
  const array = context.arrayOf(name);
  const index = (array ?? IndexedArray.EMPTY).resolve(number);
  if (index === undefined) yield* context.complain(`${name}: bad array subscript`);
  return {
    label: `${name}[${subscript.source}]`,
    sign: undefined,
    items: [],
    value: index === undefined ? undefined : array?.get(index),
    assign: (text) => context.assignElement(name, number, text, subscript.source),
  };
}

/** Several values as one text: `*` puts the first character of IFS between them, `@` a blank. */
export function joinItems(context: Pick<ExpansionContext, 'ifs'>, sign: '@' | '*', items: readonly string[]): string {
  return items.join(sign === '*' ? context.ifs.charAt(0) : ' ');
}

/** The array of which `${name[@]:offset}` takes a part; the parameters of a script begin with its name. */
export function slicedArray(context: ExpansionContext, name: string): IndexedArray {
  if (name !== '@' && name !== '*') return context.arrayOf(name) ?? IndexedArray.EMPTY;
  return IndexedArray.of([context.valueOf('0') ?? '', ...context.positional]);
}

/** The values from an offset on, at most `length`; a negative offset counts from the end. */
export function sliceArray(array: IndexedArray, offset: number, length: number | undefined): readonly string[] {
  const from = array.resolve(offset);
  if (from === undefined) return [];
  const texts = array.entries.filter(([index]) => index >= from).map(([, text]) => text);
  return length === undefined ? texts : texts.slice(0, length);
}
