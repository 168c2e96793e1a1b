import { TestError, compare, isUnaryTest, unary } from '../../machine/applets/test-expression';
import { compileRegex } from '../../machine/regex/compile';
import { RegexError } from '../../machine/regex/parse';
import { searchRegex } from '../../machine/regex/search';
import type { Body } from '../../machine/kernel/wait-queue';
import { assignArray } from '../arrays';
import { expandPattern, expandRegex, expandText } from '../expansion/expand';
import { matchesPattern, parsePattern } from '../../machine/pattern';
import { IndexedArray } from '../indexed-array';
import type { Shell } from '../shell';
import type { Word } from '../syntax/ast';
import { traceCondition } from './trace';

const PATTERN_OPERATORS: ReadonlySet<string> = new Set(['=', '==', '!=']);

/** Runs `[[ … ]]`: words are not split, the right side of `==` is a pattern, that of `=~` a regular expression. */
export function* runTest(shell: Shell, words: readonly Word[]): Body<number> {
  const evaluation = new TestEvaluation(shell, words);
  try {
    return (yield* evaluation.run()) ? 0 : 1;
  } catch (error) {
    if (error instanceof RegexError && shell.dialect === 'bash') return 2;
    if (!(error instanceof TestError)) throw error;
    yield* shell.complain(error.message);
    return 2;
  }
}

class TestEvaluation {
  #index = 0;
  /** Above 0 where `&&` and `||` have decided already: what follows is read and not expanded. */
  #skipping = 0;

  constructor(
    private readonly shell: Shell,
    private readonly words: readonly Word[],
  ) {}

  *run(): Body<boolean> {
    const value = yield* this.#or();
    const extra = this.words[this.#index];
    if (extra !== undefined) throw new TestError(`${extra.literal ?? ''}: unknown operand`);
    return value;
  }

  *#or(): Body<boolean> {
    let value = yield* this.#and();
    while (this.#accept('||')) value = (yield* this.#skipIf(value, () => this.#and())) || value;
    return value;
  }

  *#and(): Body<boolean> {
    let value = yield* this.#primary(false);
    while (this.#accept('&&')) value = (yield* this.#skipIf(!value, () => this.#primary(false))) && value;
    return value;
  }

  *#skipIf(isDecided: boolean, read: () => Body<boolean>): Body<boolean> {
    if (isDecided) this.#skipping++;
    const value = yield* read();
    if (isDecided) this.#skipping--;
    return value;
  }

  *#primary(isNegated: boolean): Body<boolean> {
    if (this.#accept('!')) return !(yield* this.#primary(!isNegated));
    if (this.#accept('(')) {
      const value = yield* this.#or();
      if (!this.#accept(')')) throw new TestError('closing paren expected');
      return value;
    }
    const word = this.words[this.#index++];
    if (word === undefined) throw new TestError('argument expected');
    const next = this.words[this.#index];
    if (next !== undefined && isOperator(next)) return yield* this.#binary(word, next.literal ?? '', isNegated);
    if (word.literal === undefined || !isUnaryTest(word.literal) || next === undefined) {
      return yield* this.#unary('-n', word, isNegated);
    }
    this.#index++;
    return yield* this.#unary(word.literal, next, isNegated);
  }

  *#unary(operator: string, operand: Word, isNegated: boolean): Body<boolean> {
    if (this.#skipping > 0) return false;
    const text = yield* expandText(this.shell, operand);
    yield* traceCondition(this.shell, [...(isNegated ? ['!'] : []), operator, text]);
    return unary(this.shell.system, operator, text);
  }

  *#binary(leftWord: Word, operator: string, isNegated: boolean): Body<boolean> {
    const rightWord = this.words[++this.#index];
    this.#index++;
    if (rightWord === undefined) throw new TestError('argument expected');
    if (this.#skipping > 0) return false;
    const left = yield* expandText(this.shell, leftWord);
    const right = yield* this.#expandRight(operator, rightWord);
    yield* traceCondition(this.shell, [...(isNegated ? ['!'] : []), left, operator, right]);
    if (operator === '=~') return matchRegex(this.shell, right, left);
    if (PATTERN_OPERATORS.has(operator)) return matchesPattern(parsePattern(right), left) === (operator !== '!=');
    return compare(this.shell.system, left, operator, right) ?? false;
  }

  *#expandRight(operator: string, word: Word): Body<string> {
    const { shell } = this;
    if (operator === '=~' && shell.dialect === 'bash') return yield* expandRegex(shell, word);
    if (!PATTERN_OPERATORS.has(operator)) return yield* expandText(shell, word);
    return yield* expandPattern(shell, word, quoteEach);
  }

  #accept(literal: string): boolean {
    if (this.words[this.#index]?.literal !== literal) return false;
    this.#index++;
    return true;
  }
}

/** Looks for a regular expression; bash notes the match and its groups in BASH_REMATCH. */
function matchRegex(shell: Shell, source: string, text: string): boolean {
  const regex = compileRegex(source, { extended: true, ignoreCase: false });
  const match = searchRegex(regex, text, 0);
  if (shell.dialect === 'bash') {
    const groups = match === undefined ? [] : Array.from({ length: regex.groups + 1 }, (_, index) => match.groups[index] ?? '');
    assignArray(shell, 'BASH_REMATCH', IndexedArray.of(groups));
  }
  return match !== undefined;
}

/** A pattern that takes each character for itself, as bash makes it of quoted text; `set -x` shows it. */
function quoteEach(text: string): string {
  return text.replace(/[^]/g, '\\$&');
}

function isOperator(word: Word): boolean {
  return /^(=|==|!=|=~|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/.test(word.literal ?? '');
}
