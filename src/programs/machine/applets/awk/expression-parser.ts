import { UnsupportedConstruct } from '../../errors';
import { AppletError } from '../applet';
import type { AwkToken } from './lexer';
import type { AwkExpression, AwkTarget } from './syntax';

/** Where an expression stands: in a `print` the sign `>` sends what is printed somewhere. */
interface ExpressionPlace {
  readonly isPrinted?: boolean;
}

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=', '**='];
const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='];
const NO_VALUES = new Set(['in', 'else', 'while', 'if', 'do', 'for', 'print', 'printf', 'getline', 'next', 'exit', 'delete']);

/** Reads expressions, from the weakest operator to the strongest. */
export class ExpressionParser {
  /** Which word comes next. */
  protected place = 0;
  #isPrinted = false;

  constructor(private readonly tokens: readonly AwkToken[]) {}

  protected get token(): AwkToken {
    return this.tokens[this.place] ?? { kind: 'end', text: '', isCalled: false };
  }

  protected expression({ isPrinted = false }: ExpressionPlace = {}): AwkExpression {
    const before = this.#isPrinted;
    this.#isPrinted = isPrinted;
    const result = this.#choice();
    this.#isPrinted = before;
    return result;
  }

  protected listUntil(sign: string): AwkExpression[] {
    const values: AwkExpression[] = [];
    for (this.skipNewlines(); !this.takeSign(sign); this.skipNewlines()) {
      values.push(this.expression());
      if (!this.isSign(sign)) this.needSign(',');
    }
    return values;
  }

  #choice(): AwkExpression {
    const condition = this.#or();
    if (this.takeSign('?')) {
      const then = this.#choice();
      this.needSign(':');
      return { kind: 'choice', condition, then, otherwise: this.#choice() };
    }
    const { text, kind } = this.token;
    if (kind !== 'sign' || !ASSIGNMENTS.includes(text) || !isTarget(condition)) return condition;
    this.place += 1;
    return { kind: 'assign', operator: text.slice(0, -1), target: condition, value: this.#choice() };
  }

  #or(): AwkExpression {
    let left = this.#and();
    while (this.takeSign('||')) {
      this.skipNewlines();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): AwkExpression {
    let left = this.#in();
    while (this.takeSign('&&')) {
      this.skipNewlines();
      left = { kind: 'and', left, right: this.#in() };
    }
    return left;
  }

  #in(): AwkExpression {
    let left = this.#match();
    while (this.takeWord('in')) left = { kind: 'in', keys: left.kind === 'group' ? left.values : [left], array: this.takeName() };
    return left;
  }

  #match(): AwkExpression {
    let left = this.#comparison();
    while (this.isSign('~') || this.isSign('!~')) {
      const isNegated = this.isSign('!~');
      this.place += 1;
      left = { kind: 'match', isNegated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): AwkExpression {
    const left = this.#concatenation();
    const { kind, text } = this.token;
    if (kind !== 'sign' || !COMPARISONS.includes(text) || (text === '>' && this.#isPrinted)) return left;
    this.place += 1;
    return { kind: 'compare', operator: text, left, right: this.#concatenation() };
  }

  #concatenation(): AwkExpression {
    let left = this.#computed(['+', '-'], () => this.#product());
    while (this.#beginsValue()) left = { kind: 'concat', left, right: this.#computed(['+', '-'], () => this.#product()) };
    return left;
  }

  #beginsValue(): boolean {
    const { kind, text } = this.token;
    if (kind === 'name') return !NO_VALUES.has(text);
    if (kind === 'sign') return ['$', '!', '(', '++', '--'].includes(text);
    return kind === 'number' || kind === 'text';
  }

  #product(): AwkExpression {
    return this.#computed(['*', '/', '%'], () => this.#unary());
  }

  #computed(operators: readonly string[], operand: () => AwkExpression): AwkExpression {
    let left = operand();
    while (this.token.kind === 'sign' && operators.includes(this.token.text)) {
      const operator = this.token.text;
      this.place += 1;
      left = { kind: 'compute', operator, left, right: operand() };
    }
    return left;
  }

  #unary(): AwkExpression {
    for (const operator of ['!', '-', '+']) if (this.takeSign(operator)) return { kind: 'unary', operator, value: this.#unary() };
    const base = this.#stepped();
    if (!this.takeSign('^') && !this.takeSign('**')) return base;
    return { kind: 'compute', operator: '^', left: base, right: this.#unary() };
  }

  #stepped(): AwkExpression {
    for (const [sign, by] of STEPS) {
      if (!this.takeSign(sign)) continue;
      const target = this.#primary();
      return isTarget(target) ? { kind: 'step', by, isBefore: true, target } : this.fail();
    }
    const value = this.#primary();
    for (const [sign, by] of STEPS) if (isTarget(value) && this.takeSign(sign)) return { kind: 'step', by, isBefore: false, target: value };
    return value;
  }

  #primary(): AwkExpression {
    const { kind, text, isCalled } = this.token;
    this.place += 1;
    if (kind === 'number') return { kind: 'number', value: Number(text) };
    if (kind === 'text') return { kind: 'text', value: text };
    if (kind === 'regex') return { kind: 'regex', source: text };
    if (kind === 'sign' && text === '$') return { kind: 'field', number: this.#stepped() };
    if (kind === 'sign' && text === '(') {
      const values = this.listUntil(')');
      return values.length === 0 ? this.fail() : { kind: 'group', values };
    }
    if (kind !== 'name') return this.fail();
    if (text === 'getline') throw new UnsupportedConstruct('getline of awk');
    if (text === 'length' && !isCalled) return { kind: 'call', name: text, arguments: [] };
    if (isCalled && this.takeSign('(')) return { kind: 'call', name: text, arguments: this.listUntil(')') };
    if (this.takeSign('[')) return { kind: 'element', array: text, keys: this.listUntil(']') };
    return { kind: 'variable', name: text };
  }

  protected isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text;
  }

  protected isWord(text: string): boolean {
    return this.token.kind === 'name' && this.token.text === text;
  }

  protected takeSign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.place += 1;
    return true;
  }

  protected takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.place += 1;
    return true;
  }

  protected needSign(text: string): void {
    if (!this.takeSign(text)) this.fail();
  }

  protected takeName(): string {
    const { kind, text } = this.token;
    if (kind !== 'name') this.fail();
    this.place += 1;
    return text;
  }

  protected skipNewlines(): void {
    while (this.token.kind === 'newline') this.place += 1;
  }

  protected skipEnds(): void {
    while (this.token.kind === 'newline' || this.isSign(';')) this.place += 1;
  }

  protected fail(): never {
    throw new AppletError('cmd. line:1: Unexpected token');
  }
}

const STEPS = [['++', 1], ['--', -1]] as const;

function isTarget(expression: AwkExpression): expression is AwkTarget {
  return expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'element';
}
