import { UnsupportedConstruct } from '../../errors';
import { compileRegex } from '../../regex/compile';
import { searchRegex, type RegexMatch } from '../../regex/search';
import { AppletError } from '../applet';
import { callFunction, type FunctionContext } from './functions';
import { Record } from './record';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement, AwkTarget } from './syntax';
import { compareValues, formatValues, InputText, isTrue, toNumber, toText, UNSET, type AwkValue } from './values';

/** How a statement left what it stood in. */
export type Flow = 'go on' | 'next' | 'break' | 'continue' | 'exit';

/** What a program has printed since somebody asked. */
export interface AwkOutput {
  out: string;
  error: string;
}

/** A program of awk while it runs: its variables, the record, and what it has printed. */
export class AwkInterpreter implements FunctionContext {
  readonly record: Record;
  readonly output: AwkOutput = { out: '', error: '' };
  exitCode = 0;
  readonly #variables = new Map<string, AwkValue>([['FS', ' '], ['OFS', ' '], ['ORS', '\n'], ['RS', '\n'], ['SUBSEP', '\x1c'], ['NR', 0], ['FNR', 0]]);
  readonly #arrays = new Map<string, Map<string, AwkValue>>();
  /** Rules of a range that has begun. */
  readonly #open = new Set<AwkRule>();

  /** @param step counts a step of the program, so that endless loops end */
  constructor(private readonly program: AwkProgram, private readonly step: () => void) {
    this.record = new Record(() => toText(this.get('FS')), () => toText(this.get('OFS')));
  }

  get(name: string): AwkValue {
    if (name === 'NF') return this.record.count;
    return this.#variables.get(name) ?? UNSET;
  }

  set(name: string, value: AwkValue): void {
    if (name === 'NF') this.record.resize(toNumber(value));
    else this.#variables.set(name, value);
  }

  array(name: string): Map<string, AwkValue> {
    const known = this.#arrays.get(name) ?? new Map<string, AwkValue>();
    this.#arrays.set(name, known);
    return known;
  }

  /** Whether there is anything to do with the input. */
  get readsInput(): boolean {
    return this.program.rules.some(({ pattern }) => pattern.kind !== 'BEGIN');
  }

  /** Runs the rules BEGIN or END. */
  runOnce(kind: 'BEGIN' | 'END'): Flow {
    for (const { pattern, action } of this.program.rules) {
      if (pattern.kind !== kind || action === undefined) continue;
      const flow = this.#run(action);
      if (flow === 'exit') return flow;
    }
    return 'go on';
  }

  /** Runs the rules that are for a record. */
  runRecord(text: string): Flow {
    this.record.set(text);
    for (const name of ['NR', 'FNR']) this.set(name, toNumber(this.get(name)) + 1);
    for (const rule of this.program.rules) {
      if (!this.#isMeant(rule)) continue;
      const flow = this.#run(rule.action ?? PRINT_RECORD);
      if (flow === 'exit' || flow === 'next') return flow;
    }
    return 'go on';
  }

  #isMeant(rule: AwkRule): boolean {
    const { pattern } = rule;
    if (pattern.kind === 'every') return true;
    if (pattern.kind === 'when') return this.#isTrue(pattern.condition);
    if (pattern.kind !== 'range') return false;
    if (!this.#open.has(rule) && !this.#isTrue(pattern.first)) return false;
    if (this.#isTrue(pattern.last)) this.#open.delete(rule);
    else this.#open.add(rule);
    return true;
  }

  #run(statement: AwkStatement): Flow {
    this.step();
    switch (statement.kind) {
      case 'block':
        for (const each of statement.body) {
          const flow = this.#run(each);
          if (flow !== 'go on') return flow;
        }
        return 'go on';
      case 'expression':
        this.evaluate(statement.value);
        return 'go on';
      case 'print':
      case 'printf':
        this.#print(statement.kind, statement.values, statement.toError);
        return 'go on';
      case 'if':
        if (this.#isTrue(statement.condition)) return this.#run(statement.then);
        return statement.otherwise === undefined ? 'go on' : this.#run(statement.otherwise);
      case 'while':
        return this.#loop(statement.condition, statement.body, undefined, statement.bodyFirst);
      case 'for':
        if (statement.begin !== undefined) this.#run(statement.begin);
        return this.#loop(statement.condition, statement.body, statement.next, false);
      case 'for-in':
        return this.#eachKey(statement.variable, statement.array, statement.body);
      case 'delete':
        if (statement.keys.length === 0) this.array(statement.array).clear();
        else this.array(statement.array).delete(this.#key(statement.keys));
        return 'go on';
      case 'exit':
        if (statement.code !== undefined) this.exitCode = toNumber(this.evaluate(statement.code)) & 255;
        return 'exit';
      case 'next':
      case 'break':
      case 'continue':
        return statement.kind;
    }
  }

  #loop(condition: AwkExpression | undefined, body: AwkStatement, next: AwkStatement | undefined, bodyFirst: boolean): Flow {
    for (let isFirst = true; (isFirst && bodyFirst) || condition === undefined || this.#isTrue(condition); isFirst = false) {
      const flow = this.#run(body);
      if (flow === 'break') return 'go on';
      if (flow === 'exit' || flow === 'next') return flow;
      if (next !== undefined) this.#run(next);
    }
    return 'go on';
  }

  #eachKey(variable: string, array: string, body: AwkStatement): Flow {
    for (const key of [...this.array(array).keys()]) {
      this.set(variable, new InputText(key));
      const flow = this.#run(body);
      if (flow === 'break') return 'go on';
      if (flow === 'exit' || flow === 'next') return flow;
    }
    return 'go on';
  }

  #print(kind: 'print' | 'printf', values: readonly AwkExpression[], toError: boolean): void {
    const found = values.map((value) => this.evaluate(value));
    const text = kind === 'printf' ? formatValues(toText(found[0] ?? ''), found.slice(1))
      : (found.length === 0 ? this.record.text : found.map(toText).join(toText(this.get('OFS')))) + toText(this.get('ORS'));
    if (toError) this.output.error += text;
    else this.output.out += text;
  }

  evaluate(expression: AwkExpression): AwkValue {
    this.step();
    switch (expression.kind) {
      case 'number':
      case 'text':
        return expression.value;
      case 'regex':
        return this.search(expression.source, this.record.text) === undefined ? 0 : 1;
      case 'variable':
      case 'field':
      case 'element':
        return this.#read(expression);
      case 'group':
        return this.#only(expression.values);
      case 'assign':
        return this.#assign(expression.target, expression.operator, this.evaluate(expression.value));
      case 'step': {
        const before = toNumber(this.#read(expression.target));
        this.assign(expression.target, before + expression.by);
        return expression.isBefore ? before + expression.by : before;
      }
      case 'choice':
        return this.evaluate(this.#isTrue(expression.condition) ? expression.then : expression.otherwise);
      case 'and':
        return this.#isTrue(expression.left) && this.#isTrue(expression.right) ? 1 : 0;
      case 'or':
        return this.#isTrue(expression.left) || this.#isTrue(expression.right) ? 1 : 0;
      case 'concat':
        return toText(this.evaluate(expression.left)) + toText(this.evaluate(expression.right));
      case 'compare':
        return holds(expression.operator, compareValues(this.evaluate(expression.left), this.evaluate(expression.right))) ? 1 : 0;
      case 'compute':
        return compute(expression.operator, toNumber(this.evaluate(expression.left)), toNumber(this.evaluate(expression.right)));
      case 'match': {
        const found = this.search(this.pattern(expression.right), toText(this.evaluate(expression.left)));
        return (found === undefined) === expression.isNegated ? 1 : 0;
      }
      case 'in':
        return this.array(expression.array).has(this.#key(expression.keys)) ? 1 : 0;
      case 'unary':
        if (expression.operator === '!') return this.#isTrue(expression.value) ? 0 : 1;
        return (expression.operator === '-' ? -1 : 1) * toNumber(this.evaluate(expression.value));
      case 'call':
        return callFunction(this, expression.name, expression.arguments);
    }
  }

  assign(target: AwkTarget, value: AwkValue): void {
    if (target.kind === 'variable') this.set(target.name, value);
    else if (target.kind === 'element') this.array(target.array).set(this.#key(target.keys), value);
    else this.record.setField(toNumber(this.evaluate(target.number)), toText(value));
  }

  pattern(expression: AwkExpression): string {
    return expression.kind === 'regex' ? expression.source : toText(this.evaluate(expression));
  }

  search(source: string, text: string, from = 0): RegexMatch | undefined {
    return searchRegex(compileRegex(source, { extended: true, ignoreCase: false }), text, from);
  }

  #read(target: AwkTarget): AwkValue {
    if (target.kind === 'variable') return this.get(target.name);
    if (target.kind === 'field') return this.record.field(toNumber(this.evaluate(target.number)));
    const array = this.array(target.array);
    const key = this.#key(target.keys);
    if (!array.has(key)) array.set(key, UNSET);
    return array.get(key) ?? UNSET;
  }

  #assign(target: AwkTarget, operator: string, value: AwkValue): AwkValue {
    const result = operator === '' ? value : compute(operator, toNumber(this.#read(target)), toNumber(value));
    this.assign(target, result);
    return result;
  }

  #key(keys: readonly AwkExpression[]): string {
    return keys.map((key) => toText(this.evaluate(key))).join(toText(this.get('SUBSEP')));
  }

  #only(values: readonly AwkExpression[]): AwkValue {
    const [value] = values;
    if (value === undefined || values.length > 1) throw new UnsupportedConstruct('a list of values in parentheses of awk');
    return this.evaluate(value);
  }

  #isTrue(expression: AwkExpression): boolean {
    return isTrue(this.evaluate(expression));
  }
}

const PRINT_RECORD: AwkStatement = { kind: 'print', values: [], toError: false };

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '<': return order < 0;
    case '<=': return order <= 0;
    case '>': return order > 0;
    case '>=': return order >= 0;
    case '==': return order === 0;
    default: return order !== 0;
  }
}

function compute(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '^': case '**': return left ** right;
    default:
      if (right === 0) throw new AppletError('Division by zero');
      return operator === '/' ? left / right : left % right;
  }
}
