import type { CaseClause, Command, IfClause, Word, WordPart } from './ast';
import { createWord, literalWord } from './ast';
import { expandBraces } from './brace-expansion';
import type { Parser } from './parser';

const NAME = /^[A-Za-z_]\w*$/;

/** Reads `( )`, `{ }`, `if`, loops, `case` and functions. */
export class CompoundParser {
  constructor(private readonly parser: Parser) {}

  /** Reads a compound command with its redirections; undefined when none begins here. */
  parse(): Command | undefined {
    const command = this.#parseBody();
    if (command === undefined || command.kind === 'function') return command;
    const redirections = this.parser.parseRedirections();
    return redirections.length === 0 ? command : { kind: 'redirected', command, redirections };
  }

  /** Reads the rest of `name() body`; the opening parenthesis has been taken. */
  parseFunction(name: string | undefined): Command {
    const { parser } = this;
    if (!parser.lexer.acceptOperator(')')) parser.failUnexpected(')');
    if (name === undefined) this.parser.cursor.fail('bad function name');
    parser.skipNewlines();
    return { kind: 'function', name, body: parser.parseCommand() };
  }

  #parseBody(): Command | undefined {
    const { parser } = this;
    if (parser.lexer.acceptOperator('(')) {
      const expression = parser.lexer.readArithmetic();
      return expression === undefined ? this.#parseSubshell() : { kind: 'arithmetic', expression };
    }
    if (parser.acceptBrackets('[[')) return this.#parseTest();
    switch (parser.peekLiteral() ?? '') {
      case '{':
        return this.#parseGroup();
      case 'if':
        return this.#parseIf();
      case 'while':
        return this.#parseLoop('while');
      case 'until':
        return this.#parseLoop('until');
      case 'for':
        return this.#parseFor();
      case 'case':
        return this.#parseCase();
      case 'function':
        return this.#parseKeywordFunction();
      default:
        return this.#refuseReserved();
    }
  }

  #refuseReserved(): undefined {
    const literal = this.parser.peekLiteral();
    const isMisplaced = /^(then|else|elif|fi|do|done|esac|\})$/.test(literal ?? '');
    if (isMisplaced) this.parser.failUnexpected();
    return undefined;
  }

  #parseSubshell(): Command {
    const body = this.parser.parseList(')');
    if (!this.parser.lexer.acceptOperator(')')) this.parser.failUnexpected(')');
    return { kind: 'subshell', body };
  }

  #parseGroup(): Command {
    this.parser.expectReserved('{');
    const body = this.parser.parseList('}');
    this.parser.expectReserved('}');
    return body.kind === 'sequence' ? body : { kind: 'sequence', commands: [body] };
  }

  #parseIf(): Command {
    const { parser } = this;
    parser.expectReserved('if');
    const clauses: IfClause[] = [];
    do {
      const condition = parser.parseList('then');
      parser.expectReserved('then');
      clauses.push({ condition, body: parser.parseList('fi') });
    } while (parser.acceptReserved('elif'));
    const otherwise = parser.acceptReserved('else') ? parser.parseList('fi') : undefined;
    parser.expectReserved('fi');
    return { kind: 'if', clauses, otherwise };
  }

  #parseLoop(kind: 'while' | 'until'): Command {
    this.parser.expectReserved(kind);
    const condition = this.parser.parseList('do');
    return { kind, condition, body: this.#parseDo() };
  }

  #parseDo(): Command {
    this.parser.expectReserved('do');
    const body = this.parser.parseList('done');
    this.parser.expectReserved('done');
    return body;
  }

  #parseFor(): Command {
    const { parser } = this;
    parser.expectReserved('for');
    if (parser.cursor.dialect === 'bash' && parser.lexer.acceptOperator('(')) return this.#parseCount();
    const variable = parser.peekLiteral();
    if (variable === undefined || !NAME.test(variable)) this.parser.cursor.fail('bad for loop variable');
    parser.lexer.take();
    parser.skipNewlines();
    const list = parser.acceptReserved('in') ? this.#parseForWords() : undefined;
    if (list === undefined) parser.lexer.acceptOperator(';');
    parser.skipNewlines();
    const { words, source } = list ?? { words: undefined, source: '"$@"' };
    return { kind: 'for', variable, words, source, body: this.#parseDo() };
  }

  /** `for ((start; condition; step))` of bash; the first parenthesis has been taken. */
  #parseCount(): Command {
    const { parser } = this;
    const expression = parser.lexer.readArithmetic();
    const [start, condition, step, extra] = expression === undefined ? [] : splitExpressions(expression);
    if (start === undefined || condition === undefined || step === undefined || extra !== undefined) {
      return this.parser.cursor.fail('bad for loop variable');
    }
    parser.lexer.acceptOperator(';');
    parser.skipNewlines();
    return { kind: 'count', start, condition, step, body: this.#parseDo() };
  }

  #parseForWords(): { readonly words: Word[]; readonly source: string } {
    const { lexer } = this.parser;
    const words: Word[] = [];
    const sources: string[] = [];
    for (let token = lexer.peek(); token.kind === 'word'; token = lexer.peek()) {
      words.push(...(this.parser.cursor.dialect === 'bash' ? expandBraces(token.word) : [token.word]));
      sources.push(lexer.peekedSource);
      lexer.take();
    }
    if (!lexer.acceptOperator(';') && lexer.peek().kind !== 'newline') this.parser.failUnexpected();
    return { words, source: sources.join(' ') };
  }

  #parseCase(): Command {
    const { parser } = this;
    parser.expectReserved('case');
    parser.lexer.peek();
    const source = parser.lexer.peekedSource;
    const subject = parser.expectWord();
    parser.skipNewlines();
    parser.expectReserved('in');
    parser.skipNewlines();
    const clauses: CaseClause[] = [];
    while (!parser.acceptReserved('esac')) {
      clauses.push(this.#parseCaseClause());
      parser.skipNewlines();
    }
    return { kind: 'case', subject, source, clauses };
  }

  #parseCaseClause(): CaseClause {
    const { parser } = this;
    parser.lexer.acceptOperator('(');
    if (parser.lexer.peek().kind !== 'word') this.parser.failUnexpected(')');
    const patterns = [parser.expectWord()];
    while (parser.lexer.acceptOperator('|')) patterns.push(parser.expectWord());
    if (!parser.lexer.acceptOperator(')')) parser.failUnexpected(')');
    const body = parser.parseOptionalList();
    if (!parser.lexer.acceptOperator(';;') && parser.peekLiteral() !== 'esac') parser.failUnexpected(';;');
    return { patterns, body };
  }

  #parseTest(): Command {
    const { parser } = this;
    const { lexer } = parser;
    const isBash = parser.cursor.dialect === 'bash';
    const words: Word[] = [];
    while (!parser.acceptBrackets(']]')) {
      const token = lexer.take();
      if (token.kind === 'end') parser.cursor.fail('unexpected end of file (expecting "]]")');
      if (token.kind === 'word') words.push(token.word, ...this.#parseRegex(token.word));
      else if (token.kind === 'operator' && (token.operator === '(' || token.operator === ')') && !isBash) {
        parser.cursor.fail(`unexpected "${token.operator}"`);
      } else if (token.kind === 'operator') words.push(literalWord(token.operator));
    }
    return { kind: 'test', words };
  }

  /** In bash what follows `=~` is read by rules of its own. */
  #parseRegex(operator: Word): Word[] {
    const { parser } = this;
    const word = operator.literal === '=~' && parser.cursor.dialect === 'bash' ? parser.lexer.takeRegex() : undefined;
    return word === undefined ? [] : [word];
  }

  #parseKeywordFunction(): Command {
    const { parser } = this;
    parser.expectReserved('function');
    const name = parser.expectWord().literal;
    if (parser.lexer.acceptOperator('(')) return this.parseFunction(name);
    if (name === undefined) this.parser.cursor.fail('bad function name');
    parser.skipNewlines();
    return { kind: 'function', name, body: parser.parseCommand() };
  }
}

/** The expressions between the semicolons of `for ((…))`. */
function splitExpressions(expression: Word): Word[] {
  const [quotes] = expression.parts;
  const lists: WordPart[][] = [[]];
  for (const part of quotes?.kind === 'double' ? quotes.parts : []) {
    if (part.kind !== 'quoted') {
      lists.at(-1)?.push(part);
      continue;
    }
    part.text.split(';').forEach((text, index) => {
      if (index > 0) lists.push([]);
      lists.at(-1)?.push({ kind: 'quoted', text });
    });
  }
  return lists.map((parts) => createWord([{ kind: 'double', parts }]));
}
