import { LimitReached } from '../../machine/errors';

/** An arithmetic expression cannot be evaluated; the message is ash's. */
export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError';
}

/** The variables an expression reads and sets. */
export interface ArithmeticVariables {
  /** Whether `name[index]` is an element of an array. */
  readonly hasArrays: boolean;
  get(name: string, index?: number): string | undefined;
  set(name: string, value: string, index?: number): void;
}

const MAXIMUM_DEPTH = 60;
const TOKEN = /\s*(0[xX][0-9a-fA-F]+|\d+#\w+|\d+|[A-Za-z_]\w*|\*\*|<<=|>>=|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=?:(),[\]])/y;
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);

/** A variable, or an element of an array. */
interface Reference {
  readonly name: string;
  readonly index: number | undefined;
}

type Operation = (left: bigint, right: bigint) => bigint;

/** Binary operators from the loosest to the tightest; `&&`, `||` and `?:` are not here because they may skip a side. */
const LEVELS: readonly Readonly<Record<string, Operation>>[] = [
  { '|': (left, right) => left | right },
  { '^': (left, right) => left ^ right },
  { '&': (left, right) => left & right },
  { '==': (left, right) => truth(left === right), '!=': (left, right) => truth(left !== right) },
  {
    '<': (left, right) => truth(left < right), '<=': (left, right) => truth(left <= right),
    '>': (left, right) => truth(left > right), '>=': (left, right) => truth(left >= right),
  },
  { '<<': (left, right) => left << (right & 63n), '>>': (left, right) => left >> (right & 63n) },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  { '*': (left, right) => left * right, '/': divide, '%': (left, right) => left - divide(left, right) * right },
];

const OPERATIONS: ReadonlyMap<string, Operation> = new Map(LEVELS.flatMap((level) => Object.entries(level)));

/** The value of an expression in 64-bit integers. @throws ArithmeticError */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables, depth = 0): bigint {
  if (text.trim() === '') return 0n;
  if (depth > MAXIMUM_DEPTH) throw new ArithmeticError('expression recursion loop detected');
  return new Evaluation(tokenize(text), variables, depth).run();
}

/** Evaluates while it reads; a side that is skipped is read without effects. */
class Evaluation {
  #index = 0;
  #skipping = 0;
  #depth: number;

  constructor(
    private readonly tokens: readonly string[],
    private readonly variables: ArithmeticVariables,
    private readonly recursion: number,
  ) {
    this.#depth = 0;
  }

  run(): bigint {
    const value = this.#comma();
    if (this.#index < this.tokens.length) throw new ArithmeticError('arithmetic syntax error');
    return value;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (this.#accept(',')) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    const operator = this.tokens[this.#endOfReference()] ?? '';
    if (!isName(this.tokens[this.#index] ?? '') || !ASSIGNMENTS.has(operator)) return this.#conditional();
    const target = this.#reference();
    this.#index++;
    const right = this.#assignment();
    const operation = OPERATIONS.get(operator.slice(0, -1));
    return this.#store(target, operation === undefined ? right : this.#apply(operation, this.#load(target), right));
  }

  #conditional(): bigint {
    const condition = this.#or();
    if (!this.#accept('?')) return condition;
    const whenTrue = this.#skipIf(condition === 0n, () => this.#comma());
    if (!this.#accept(':')) throw new ArithmeticError('malformed ?: operator');
    const whenFalse = this.#skipIf(condition !== 0n, () => this.#conditional());
    return condition === 0n ? whenFalse : whenTrue;
  }

  #or(): bigint {
    let value = this.#and();
    while (this.#accept('||')) {
      const right = this.#skipIf(value !== 0n, () => this.#and());
      value = truth(value !== 0n || right !== 0n);
    }
    return value;
  }

  #and(): bigint {
    let value = this.#binary(0);
    while (this.#accept('&&')) {
      const right = this.#skipIf(value === 0n, () => this.#binary(0));
      value = truth(value !== 0n && right !== 0n);
    }
    return value;
  }

  #binary(level: number): bigint {
    const operations = LEVELS[level];
    if (operations === undefined) return this.#power();
    let value = this.#binary(level + 1);
    for (;;) {
      const token = this.tokens[this.#index] ?? '';
      const operation = Object.hasOwn(operations, token) ? operations[token] : undefined;
      if (operation === undefined) return value;
      this.#index++;
      value = this.#apply(operation, value, this.#binary(level + 1));
    }
  }

  #power(): bigint {
    const base = this.#unary();
    if (!this.#accept('**')) return base;
    const exponent = this.#power();
    if (exponent < 0n) throw new ArithmeticError('exponent less than 0');
    return this.#apply((left, right) => left ** (right > 64n ? 64n : right), base, exponent);
  }

  #unary(): bigint {
    if (++this.#depth > MAXIMUM_DEPTH) throw new LimitReached(`${MAXIMUM_DEPTH} levels of nested arithmetic`);
    try {
      if (this.#accept('!')) return truth(this.#unary() === 0n);
      if (this.#accept('~')) return ~this.#unary();
      if (this.#accept('-')) return wrap(-this.#unary());
      if (this.#accept('+')) return this.#unary();
      if (this.#accept('++')) return this.#increment(1n);
      if (this.#accept('--')) return this.#increment(-1n);
      return this.#primary();
    } finally {
      this.#depth--;
    }
  }

  #increment(by: bigint): bigint {
    const target = this.#reference();
    return this.#store(target, this.#load(target) + by);
  }

  #primary(): bigint {
    if (this.#accept('(')) {
      const value = this.#comma();
      if (!this.#accept(')')) throw new ArithmeticError('arithmetic syntax error');
      return value;
    }
    const token = this.tokens[this.#index] ?? '';
    if (/^\d/.test(token)) {
      this.#index++;
      return parseNumber(token);
    }
    const source = this.#reference();
    const value = this.#load(source);
    if (this.#accept('++')) this.#store(source, value + 1n);
    else if (this.#accept('--')) this.#store(source, value - 1n);
    return value;
  }

  /** Reads `name` or `name[index]`. */
  #reference(): Reference {
    const name = this.tokens[this.#index++] ?? '';
    if (!isName(name)) throw new ArithmeticError('arithmetic syntax error');
    if (!this.variables.hasArrays || !this.#accept('[')) return { name, index: undefined };
    const index = Number(this.#comma());
    if (!this.#accept(']')) throw new ArithmeticError('arithmetic syntax error');
    return { name, index };
  }

  /** Where the token behind `name` or `name[index]` is, without evaluating it. */
  #endOfReference(): number {
    let end = this.#index + 1;
    if (!this.variables.hasArrays || this.tokens[end] !== '[') return end;
    for (let depth = 0; end < this.tokens.length; ) {
      const token = this.tokens[end++];
      if (token === '[') depth++;
      if (token === ']' && --depth === 0) break;
    }
    return end;
  }

  #apply(operation: Operation, left: bigint, right: bigint): bigint {
    return this.#skipping > 0 ? 0n : wrap(operation(left, right));
  }

  #load({ name, index }: Reference): bigint {
    if (this.#skipping > 0) return 0n;
    return evaluateArithmetic(this.variables.get(name, index) ?? '', this.variables, this.recursion + 1);
  }

  #store({ name, index }: Reference, value: bigint): bigint {
    const stored = wrap(value);
    if (this.#skipping === 0) this.variables.set(name, String(stored), index);
    return stored;
  }

  #skipIf(isSkipped: boolean, read: () => bigint): bigint {
    if (isSkipped) this.#skipping++;
    const value = read();
    if (isSkipped) this.#skipping--;
    return value;
  }

  #accept(token: string): boolean {
    if (this.tokens[this.#index] !== token) return false;
    this.#index++;
    return true;
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < end; ) {
    const match = TOKEN.exec(text);
    if (match === null) throw new ArithmeticError('arithmetic syntax error');
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function parseNumber(token: string): bigint {
  const based = /^(\d+)#(\w+)$/.exec(token);
  if (based !== null) return parseDigits(based[2] ?? '', Number(based[1]));
  if (/^0[xX]/.test(token)) return wrap(BigInt(token));
  return token.startsWith('0') ? parseDigits(token, 8) : wrap(BigInt(token));
}

function parseDigits(digits: string, base: number): bigint {
  let value = 0n;
  for (const digit of digits) {
    const number = Number.parseInt(digit, 36);
    if (!(number < base)) throw new ArithmeticError('arithmetic syntax error');
    value = wrap(value * BigInt(base) + BigInt(number));
  }
  return value;
}

function divide(left: bigint, right: bigint): bigint {
  if (right === 0n) throw new ArithmeticError('divide by zero');
  return left / right;
}

function isName(token: string): boolean {
  return /^[A-Za-z_]/.test(token);
}

function truth(value: boolean): bigint {
  return value ? 1n : 0n;
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
