import { TestError, compare, isUnaryTest, unary } from '../../machine/applets/test-expression';
import { compileRegex } from '../../machine/regex/compile';
import { searchRegex } from '../../machine/regex/search';
import type { Body } from '../../machine/kernel/wait-queue';
import { expandPattern, expandText } from '../expansion/expand';
import { matchesPattern, parsePattern } from '../../machine/pattern';
import type { Shell } from '../shell';
import type { Word } from '../syntax/ast';

/** Runs `[[ … ]]`: words are not split, the right side of `==` is a pattern, that of `=~` a regular expression. */
export function* runTest(shell: Shell, words: readonly Word[]): Body<number> {
  const evaluation = new TestEvaluation(shell, words);
  try {
    return (yield* evaluation.run()) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    yield* shell.complain(error.message);
    return 2;
  }
}

class TestEvaluation {
  #index = 0;

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
    while (this.#accept('||')) value = (yield* this.#and()) || value;
    return value;
  }

  *#and(): Body<boolean> {
    let value = yield* this.#primary();
    while (this.#accept('&&')) value = (yield* this.#primary()) && value;
    return value;
  }

  *#primary(): Body<boolean> {
    if (this.#accept('!')) return !(yield* this.#primary());
    if (this.#accept('(')) {
      const value = yield* this.#or();
      if (!this.#accept(')')) throw new TestError('closing paren expected');
      return value;
    }
    const word = this.words[this.#index++];
    if (word === undefined) throw new TestError('argument expected');
    const next = this.words[this.#index];
    if (word.literal !== undefined && isUnaryTest(word.literal) && next !== undefined && !isOperator(next)) {
      this.#index++;
      return unary(this.shell.system, word.literal, yield* expandText(this.shell, next));
    }
    const left = yield* expandText(this.shell, word);
    if (next === undefined || !isOperator(next)) return left !== '';
    return yield* this.#compare(left);
  }

  *#compare(left: string): Body<boolean> {
    const operator = this.words[this.#index++]?.literal ?? '';
    const right = this.words[this.#index++];
    if (right === undefined) throw new TestError('argument expected');
    if (operator === '=~') {
      const source = yield* expandText(this.shell, right);
      return searchRegex(compileRegex(source, { extended: true, ignoreCase: false }), left, 0) !== undefined;
    }
    if (operator === '=' || operator === '==' || operator === '!=') {
      const pattern = parsePattern(yield* expandPattern(this.shell, right));
      return matchesPattern(pattern, left) === (operator !== '!=');
    }
    return compare(this.shell.system, left, operator, yield* expandText(this.shell, right)) ?? false;
  }

  #accept(literal: string): boolean {
    if (this.words[this.#index]?.literal !== literal) return false;
    this.#index++;
    return true;
  }
}

function isOperator(word: Word): boolean {
  return /^(=|==|!=|=~|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/.test(word.literal ?? '');
}
