import type { Program } from '../kernel/program';
import { compileRegex } from '../regex/compile';
import { searchRegex } from '../regex/search';
import { AppletError, withMessages } from './applet';

/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'], ['&'], ['<', '<=', '=', '==', '!=', '>=', '>'], ['+', '-'], ['*', '/', '%'], [':'],
];
const BAD_STATUS = 2;

/** `expr expression`: each operator and operand is an argument of its own. */
export const expr: Program = withMessages(function* run(system) {
  if (system.arguments.length < 2) throw new AppletError('too few arguments', BAD_STATUS);
  const evaluation = new Evaluation(system.arguments.slice(1));
  const value = evaluation.run();
  yield* system.print(`${value}\n`);
  return isTrue(value) ? 0 : 1;
});

class Evaluation {
  #index = 0;

  constructor(private readonly words: readonly string[]) {}

  run(): string {
    const value = this.#level(0);
    if (this.#index < this.words.length) throw new AppletError('syntax error', BAD_STATUS);
    return value;
  }

  #level(level: number): string {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#primary();
    let value = this.#level(level + 1);
    for (;;) {
      const operator = this.words[this.#index];
      if (operator === undefined || !operators.includes(operator)) return value;
      this.#index++;
      value = apply(operator, value, this.#level(level + 1));
    }
  }

  #primary(): string {
    const word = this.words[this.#index++];
    if (word === undefined) throw new AppletError('syntax error', BAD_STATUS);
    if (word === 'length') return String((this.words[this.#index++] ?? '').length);
    if (word === 'substr') return this.#substring();
    if (word !== '(') return word;
    const value = this.#level(0);
    if (this.words[this.#index++] !== ')') throw new AppletError('syntax error', BAD_STATUS);
    return value;
  }

  #substring(): string {
    const [text = '', start = '', length = ''] = this.words.slice(this.#index, this.#index + 3);
    this.#index += 3;
    return text.slice(Number(start) - 1, Number(start) - 1 + Number(length));
  }
}

function apply(operator: string, left: string, right: string): string {
  switch (operator) {
    case '|':
      return isTrue(left) ? left : right;
    case '&':
      return isTrue(left) && isTrue(right) ? left : '0';
    case ':':
      return match(left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return String(calculate(operator, toInteger(left), toInteger(right)));
    default:
      return compare(operator, left, right) ? '1' : '0';
  }
}

function calculate(operator: string, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right === 0n) throw new AppletError('division by zero', BAD_STATUS);
  return operator === '/' ? left / right : left % right;
}

function compare(operator: string, left: string, right: string): boolean {
  const areNumbers = isInteger(left) && isInteger(right);
  const [one, two] = areNumbers ? [BigInt(left), BigInt(right)] : [left, right];
  switch (operator) {
    case '<':
      return one < two;
    case '<=':
      return one <= two;
    case '>':
      return one > two;
    case '>=':
      return one >= two;
    case '!=':
      return one !== two;
    default:
      return one === two;
  }
}

/** The group that an expression anchored at the beginning catches, or the length of the match. */
function match(text: string, source: string): string {
  const regex = compileRegex(source, { extended: false, ignoreCase: false });
  const found = searchRegex(regex, text, 0);
  const isAnchored = found !== undefined && found.start === 0;
  if (regex.groups > 0) return isAnchored ? (found.groups[1] ?? '') : '';
  return String(isAnchored ? found.end : 0);
}

function isTrue(value: string): boolean {
  return value !== '' && !/^-?0+$/.test(value);
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function toInteger(text: string): bigint {
  if (!isInteger(text)) throw new AppletError('non-numeric argument', BAD_STATUS);
  return BigInt(text);
}
