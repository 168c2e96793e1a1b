import { UnsupportedConstruct } from '../../errors';
import { AppletError } from '../applet';
import { ExpressionParser } from './expression-parser';
import { tokenize } from './lexer';
import type { AwkExpression, AwkPattern, AwkProgram, AwkRule, AwkStatement } from './syntax';

/** Reads a program. @throws AppletError, UnsupportedConstruct */
export function parseAwk(source: string): AwkProgram {
  return new Parser(tokenize(source)).program();
}

class Parser extends ExpressionParser {
  program(): AwkProgram {
    const rules: AwkRule[] = [];
    for (this.skipEnds(); this.token.kind !== 'end'; this.skipEnds()) rules.push(this.#rule());
    return { rules };
  }

  #rule(): AwkRule {
    if (this.isWord('function') || this.isWord('func')) throw new UnsupportedConstruct('a function of awk');
    const pattern = this.#pattern();
    if (this.isSign('{')) return { pattern, action: this.#block() };
    if (pattern.kind === 'BEGIN' || pattern.kind === 'END') this.fail();
    return { pattern, action: undefined };
  }

  #pattern(): AwkPattern {
    if (this.takeWord('BEGIN')) return { kind: 'BEGIN' };
    if (this.takeWord('END')) return { kind: 'END' };
    if (this.isSign('{')) return { kind: 'every' };
    const first = this.expression();
    if (!this.takeSign(',')) return { kind: 'when', condition: first };
    this.skipNewlines();
    return { kind: 'range', first, last: this.expression() };
  }

  #block(): AwkStatement {
    this.needSign('{');
    const body: AwkStatement[] = [];
    for (this.skipEnds(); !this.takeSign('}'); this.skipEnds()) body.push(this.#statement());
    return { kind: 'block', body };
  }

  #statement(): AwkStatement {
    if (this.isSign('{')) return this.#block();
    if (this.takeWord('if')) return this.#if();
    if (this.takeWord('while')) return { kind: 'while', condition: this.#condition(), body: this.#body(), bodyFirst: false };
    if (this.takeWord('do')) return this.#do();
    if (this.takeWord('for')) return this.#for();
    const simple = this.#simple();
    if (!this.isSign('}') && this.token.kind !== 'end') this.#needEnd();
    return simple;
  }

  #simple(): AwkStatement {
    for (const kind of ['print', 'printf'] as const) if (this.takeWord(kind)) return this.#print(kind);
    for (const kind of ['next', 'break', 'continue'] as const) if (this.takeWord(kind)) return { kind };
    if (this.takeWord('exit')) return { kind: 'exit', code: this.#isAtEnd() ? undefined : this.expression() };
    if (this.takeWord('delete')) {
      const array = this.takeName();
      return { kind: 'delete', array, keys: this.takeSign('[') ? this.listUntil(']') : [] };
    }
    for (const word of ['getline', 'return', 'nextfile']) if (this.isWord(word)) throw new UnsupportedConstruct(`${word} of awk`);
    return { kind: 'expression', value: this.expression() };
  }

  #print(kind: 'print' | 'printf'): AwkStatement {
    const values: AwkExpression[] = [];
    while (!this.#isAtEnd() && !this.isSign('>') && !this.isSign('>>') && !this.isSign('|')) {
      values.push(this.expression({ isPrinted: true }));
      if (!this.takeSign(',')) break;
      this.skipNewlines();
    }
    const [only] = values;
    return { kind, values: only?.kind === 'group' && values.length === 1 ? only.values : values, toError: this.#redirection() };
  }

  /** Whether what is printed goes to standard error. */
  #redirection(): boolean {
    if (this.isSign('|')) throw new UnsupportedConstruct('print | command of awk');
    if (!this.takeSign('>') && !this.takeSign('>>')) return false;
    const place = this.expression();
    if (place.kind === 'text' && place.value === '/dev/stderr') return true;
    if (place.kind === 'text' && place.value === '/dev/stdout') return false;
    throw new UnsupportedConstruct('print > file of awk');
  }

  #if(): AwkStatement {
    const condition = this.#condition();
    const then = this.#body();
    const place = this.place;
    this.skipEnds();
    if (this.takeWord('else')) return { kind: 'if', condition, then, otherwise: this.#body() };
    this.place = place;
    return { kind: 'if', condition, then, otherwise: undefined };
  }

  #do(): AwkStatement {
    const body = this.#body();
    this.skipEnds();
    if (!this.takeWord('while')) this.fail();
    return { kind: 'while', condition: this.#condition(), body, bodyFirst: true };
  }

  #for(): AwkStatement {
    this.needSign('(');
    const begin = this.isSign(';') ? undefined : this.#simple();
    const first = begin?.kind === 'expression' ? begin.value : undefined;
    if (first?.kind === 'in' && this.takeSign(')')) {
      const [variable] = first.keys;
      if (first.keys.length !== 1 || variable?.kind !== 'variable') this.fail();
      return { kind: 'for-in', variable: (variable as { name: string }).name, array: first.array, body: this.#body() };
    }
    this.needSign(';');
    const condition = this.isSign(';') ? undefined : this.expression();
    this.needSign(';');
    const next = this.isSign(')') ? undefined : this.#simple();
    this.needSign(')');
    return { kind: 'for', begin, condition, next, body: this.#body() };
  }

  #condition(): AwkExpression {
    this.needSign('(');
    const condition = this.expression();
    this.needSign(')');
    return condition;
  }

  #body(): AwkStatement {
    this.skipNewlines();
    if (this.takeSign(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #isAtEnd(): boolean {
    return this.token.kind === 'newline' || this.token.kind === 'end' || this.isSign(';') || this.isSign('}');
  }

  #needEnd(): void {
    if (this.token.kind !== 'newline' && !this.isSign(';')) throw new AppletError(`cmd. line:1: Unexpected token`);
    this.skipEnds();
  }
}
