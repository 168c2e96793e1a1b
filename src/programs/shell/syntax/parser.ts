import { UnsupportedConstruct } from '../../machine/errors';
import type { ArrayAssignment, Assignment, Command, HereDocument, Redirection, Script, SimpleCommand, Word } from './ast';
import { literalWord } from './ast';
import { acceptArrayAssignment, splitAssignment } from './assignments';
import { expandBraces } from './brace-expansion';
import { CompoundParser } from './compound-parser';
import type { Dialect } from './cursor';
import { Cursor } from './cursor';
import type { Operator, Token } from './lexer';
import { Lexer } from './lexer';
import { ShellSyntaxError } from './syntax-error';
import { WordReader } from './word-reader';

const LIST_END = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);
const RESERVED = new Set([...LIST_END, '!', 'case', 'for', 'function', 'if', 'in', 'until', 'while', '{']);
const REDIRECTIONS: Readonly<Partial<Record<Operator, Exclude<Redirection['kind'], 'here-document'>>>> = {
  '<': 'read', '>': 'write', '>>': 'append', '<>': 'update', '>|': 'overwrite',
  '<&': 'duplicate', '>&': 'duplicate', '&>': 'both', '&>>': 'both-append',
};
/** Commands of bash whose arguments may be `name=(…)`. */
const ARRAY_DECLARATIONS = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);

/** Reads the lists, pipelines and simple commands of a script; compound commands are read by {@link CompoundParser}. */
export class Parser {
  readonly lexer: Lexer;
  readonly #compound: CompoundParser;

  constructor(readonly cursor: Cursor) {
    this.lexer = new Lexer(cursor, parseSubstitution);
    this.#compound = new CompoundParser(this);
  }

  /** Reads the commands of one line, and of the lines that they go on in. Undefined at the end of the script. */
  parseLine(): Command | undefined {
    this.skipNewlines();
    if (this.lexer.peek().kind === 'end') return undefined;
    const commands = this.#parseItems(false);
    const token = this.lexer.peek();
    if (token.kind !== 'newline' && token.kind !== 'end') this.failUnexpected();
    return joinCommands(commands);
  }

  /** Reads a list up to a word or operator that ends it, newlines included. */
  parseList(expecting: string): Command {
    const commands = this.#parseItems(true);
    if (commands.length === 0) this.failUnexpected(this.lexer.peek().kind === 'end' ? expecting : undefined);
    return joinCommands(commands);
  }

  /** Reads a list that may be empty. */
  parseOptionalList(): Command | undefined {
    const commands = this.#parseItems(true);
    return commands.length === 0 ? undefined : joinCommands(commands);
  }

  /** Reads a pipeline with what `!` makes of it. */
  parsePipeline(): Command {
    if (this.acceptReserved('!')) return { kind: 'not', command: this.parsePipeline() };
    const commands = [this.parseCommand()];
    for (let next = this.#acceptPipe(commands); next; next = this.#acceptPipe(commands)) {
      this.skipNewlines();
      commands.push(this.parseCommand());
    }
    const [only] = commands;
    return commands.length === 1 && only !== undefined ? only : { kind: 'pipeline', commands };
  }

  /** Takes the sign of a pipe; that of bash passes standard error on as well. */
  #acceptPipe(commands: Command[]): boolean {
    if (this.lexer.acceptOperator('|')) return true;
    const last = commands.at(-1);
    if (last === undefined || !this.lexer.acceptOperator('|&')) return false;
    const redirections: Redirection[] = [{ kind: 'duplicate', descriptor: 2, target: literalWord('1') }];
    commands[commands.length - 1] = { kind: 'redirected', command: last, redirections };
    return true;
  }

  /** Reads one command. */
  parseCommand(): Command {
    return this.cursor.nested(() => this.#compound.parse() ?? this.#parseSimple());
  }

  /** Reads redirections behind a compound command. */
  parseRedirections(): Redirection[] {
    const redirections: Redirection[] = [];
    for (let next = this.acceptRedirection(); next !== undefined; next = this.acceptRedirection()) {
      redirections.push(next);
    }
    return redirections;
  }

  /** Reads a redirection if one is next. */
  acceptRedirection(): Redirection | undefined {
    const token = this.lexer.peek();
    if (token.kind !== 'operator') return undefined;
    const { operator } = token;
    if (operator === '<<' || operator === '<<-') return this.#parseHereDocument(token, operator === '<<-');
    if (operator === '<<<') return this.#parseHereString(token.descriptor ?? 0);
    const kind = REDIRECTIONS[operator];
    if (kind === undefined) return undefined;
    this.lexer.take();
    const target = this.expectWord();
    return { kind, descriptor: token.descriptor ?? (operator.startsWith('<') ? 0 : 1), target };
  }

  /** Takes a word. */
  expectWord(): Word {
    const token = this.lexer.peek();
    if (token.kind !== 'word') this.failUnexpected();
    this.lexer.take();
    return token.word;
  }

  /** The next token if it is plain text, for reserved words. */
  peekLiteral(): string | undefined {
    const token = this.lexer.peek();
    return token.kind === 'word' ? token.word.literal : undefined;
  }

  /** Takes a reserved word if it is next. */
  acceptReserved(word: string): boolean {
    if (this.peekLiteral() !== word) return false;
    this.lexer.take();
    return true;
  }

  /** Takes `[[` or `]]`, which look like patterns, if it is next. */
  acceptBrackets(text: '[[' | ']]'): boolean {
    const token = this.lexer.peek();
    const part = token.kind === 'word' && token.word.parts.length === 1 ? token.word.parts[0] : undefined;
    if (part?.kind !== 'text' || part.text !== text) return false;
    this.lexer.take();
    return true;
  }

  /** Takes a reserved word. @throws ShellSyntaxError */
  expectReserved(word: string): void {
    if (!this.acceptReserved(word)) this.failUnexpected(word);
  }

  /** Takes newlines. */
  skipNewlines(): void {
    while (this.lexer.peek().kind === 'newline') this.lexer.take();
  }

  /** @throws ShellSyntaxError about the next token, worded as ash does */
  failUnexpected(expecting?: string): never {
    const wanted = expecting === undefined ? '' : ` (expecting "${expecting}")`;
    this.cursor.fail(`unexpected ${describeToken(this.lexer.peek())}${wanted}`);
  }

  #parseItems(acrossLines: boolean): Command[] {
    const commands: Command[] = [];
    for (;;) {
      if (acrossLines) this.skipNewlines();
      if (this.#isAtListEnd()) return commands;
      const command = this.#parseAndOr();
      const isBackground = this.lexer.acceptOperator('&');
      commands.push(isBackground ? { kind: 'background', command } : command);
      if (!isBackground && !this.lexer.acceptOperator(';') && !(acrossLines && this.lexer.peek().kind === 'newline')) {
        return commands;
      }
    }
  }

  #isAtListEnd(): boolean {
    const token = this.lexer.peek();
    if (token.kind === 'end' || token.kind === 'newline') return true;
    if (token.kind === 'operator') return token.operator === ')' || token.operator === ';;';
    return token.word.literal !== undefined && LIST_END.has(token.word.literal);
  }

  #parseAndOr(): Command {
    let left = this.parsePipeline();
    for (;;) {
      const kind = this.lexer.acceptOperator('&&') ? 'and' : this.lexer.acceptOperator('||') ? 'or' : undefined;
      if (kind === undefined) return left;
      this.skipNewlines();
      left = { kind, left, right: this.parsePipeline() };
    }
  }

  #parseSimple(): Command {
    const assignments: (Assignment | ArrayAssignment)[] = [];
    const declared: ArrayAssignment[] = [];
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    const { line } = this.cursor;
    for (;;) {
      const token = this.lexer.peek();
      const redirection = this.acceptRedirection();
      if (redirection !== undefined) redirections.push(redirection);
      else if (this.#acceptArray(assignments, declared, words)) continue;
      else if (token.kind === 'word') this.#addWord(token.word, assignments, words);
      else break;
    }
    const isNameOnly = words.length === 1 && assignments.length === 0 && redirections.length === 0;
    if (isNameOnly && this.lexer.acceptOperator('(')) return this.#compound.parseFunction(words[0]?.literal);
    if (words.length === 0 && assignments.length === 0 && redirections.length === 0) this.failUnexpected();
    const command: SimpleCommand = { kind: 'simple', assignments, declared, words, redirections, line };
    return command;
  }

  /** Takes an assignment of bash to an array, before the command or among the arguments of a declaration. */
  #acceptArray(assignments: (Assignment | ArrayAssignment)[], declared: ArrayAssignment[], words: Word[]): boolean {
    const [first] = words;
    const isDeclaration = first?.literal !== undefined && ARRAY_DECLARATIONS.has(first.literal);
    if (this.cursor.dialect !== 'bash' || !(first === undefined || isDeclaration)) return false;
    const assignment = acceptArrayAssignment(this.lexer);
    if (assignment === undefined) return false;
    if (!isDeclaration) {
      assignments.push(assignment);
      return true;
    }
    if (!('elements' in assignment)) throw new UnsupportedConstruct('an element of an array in a declaration of bash');
    declared.push(assignment);
    words.push(literalWord(assignment.name));
    return true;
  }

  #addWord(word: Word, assignments: (Assignment | ArrayAssignment)[], words: Word[]): void {
    this.lexer.take();
    const isBash = this.cursor.dialect === 'bash';
    const assignment = words.length === 0 ? splitAssignment(word, isBash) : undefined;
    if (assignment === undefined) words.push(...(isBash ? expandBraces(word) : [word]));
    else assignments.push(assignment);
  }

  #parseHereString(descriptor: number): Redirection {
    this.lexer.take();
    const { parts } = this.expectWord();
    const body: Word = { parts: [{ kind: 'double', parts: [...parts, { kind: 'quoted', text: '\n' }] }], literal: undefined };
    return { kind: 'here-document', descriptor, body };
  }

  #parseHereDocument(token: Token, stripTabs: boolean): Redirection {
    this.lexer.take();
    const descriptor = token.kind === 'operator' ? (token.descriptor ?? 0) : 0;
    const document: HereDocument = { kind: 'here-document', descriptor, body: literalWord('') };
    const delimiter = this.expectWord();
    this.lexer.expectHereDocument(document, delimiter, stripTabs);
    return document;
  }
}

function joinCommands(commands: readonly Command[]): Command {
  const [only] = commands;
  return commands.length === 1 && only !== undefined ? only : { kind: 'sequence', commands };
}

function describeToken(token: Token): string {
  if (token.kind === 'end') return 'end of file';
  if (token.kind === 'newline') return 'newline';
  if (token.kind === 'operator') return REDIRECTIONS[token.operator] === undefined ? `"${token.operator}"` : 'redirection';
  const { literal } = token.word;
  return literal !== undefined && RESERVED.has(literal) ? `"${literal}"` : 'word';
}

function parseSubstitution(cursor: Cursor, end: ')' | 'end'): Script {
  const parser = new Parser(cursor);
  const command = parser.parseOptionalList();
  const isComplete = end === ')' ? parser.lexer.acceptOperator(')') : parser.lexer.peek().kind === 'end';
  if (!isComplete) parser.failUnexpected(end === ')' ? end : undefined);
  return { commands: command === undefined ? [] : [command], error: undefined };
}

/** Reads a text as what stands between double quotes, with `"` as an ordinary character. @throws ShellSyntaxError */
export function parseQuoted(text: string, dialect: Dialect): Word {
  return new WordReader(new Cursor(text, 1, dialect), parseSubstitution).readHereDocument();
}

/** Reads a whole script. What is wrong in it is noted behind the commands before it, as ash runs line by line. */
export function parseAll(cursor: Cursor): Script {
  const commands: Command[] = [];
  try {
    const parser = new Parser(cursor);
    for (let command = parser.parseLine(); command !== undefined; command = parser.parseLine()) commands.push(command);
    return { commands, error: undefined };
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return { commands, error: { message: error.message, line: error.line } };
  }
}
