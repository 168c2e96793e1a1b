/** A piece of a word. */
export type WordPart =
  /** Unquoted text of the script: a pattern where patterns are expanded, never split. */
  | { readonly kind: 'text'; readonly text: string }
  /** Text that was quoted and stands for itself. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** Everything between double quotes. */
  | { readonly kind: 'double'; readonly parts: readonly WordPart[] }
  | ParameterPart
  | { readonly kind: 'command'; readonly script: Script }
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  /** `~` or `~user` at the start of a word. */
  | { readonly kind: 'tilde'; readonly user: string };

/** `$name` and `${name…}`; `selection` is what of an array of bash is meant. */
export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly selection: Selection | undefined;
  readonly operation: ParameterOperation;
}

/** `[@]` or `[*]` behind the name of an array, or one element; `keys` is `${!name[@]}`. */
export type Selection =
  | { readonly kind: 'all'; readonly sign: '@' | '*'; readonly keys: boolean }
  | { readonly kind: 'element'; readonly subscript: Subscript };

/** An arithmetic expression in brackets, and how it was written. */
export interface Subscript {
  readonly expression: Word;
  readonly source: string;
}

/** What `${name…}` does with the value. `ifEmpty` is the colon: an empty value counts as unset. */
export type ParameterOperation =
  | { readonly kind: 'value' }
  | { readonly kind: 'length' }
  | { readonly kind: 'default' | 'assign' | 'error' | 'alternative'; readonly ifEmpty: boolean; readonly word: Word }
  | { readonly kind: 'trim'; readonly side: 'prefix' | 'suffix'; readonly longest: boolean; readonly pattern: Word }
  | { readonly kind: 'substring'; readonly offset: Word; readonly length: Word | undefined }
  | {
      readonly kind: 'replace';
      readonly all: boolean;
      /** In bash only what begins (`/#`) or ends (`/%`) the value is replaced. */
      readonly anchor: 'prefix' | 'suffix' | undefined;
      readonly pattern: Word;
      readonly replacement: Word;
    };

/** One word of a command. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** The text of a word in which nothing has to be expanded. */
  readonly literal: string | undefined;
}

/** `name=value` before a command; `subscript` is that of `name[…]=value` of bash. */
export interface Assignment {
  readonly name: string;
  readonly subscript: Subscript | undefined;
  readonly value: Word;
  /** `name+=value` of bash. */
  readonly appends: boolean;
}

/** `name=(…)` and `name+=(…)` of bash. */
export interface ArrayAssignment {
  readonly name: string;
  readonly elements: readonly ArrayElement[];
  readonly appends: boolean;
}

/** A word between the parentheses of an array, with the words that its braces make of it; or `[…]=word`. */
export interface ArrayElement {
  readonly subscript: Subscript | undefined;
  readonly words: readonly Word[];
  readonly appends: boolean;
  readonly source: string;
}

/** A redirection; `duplicate` has a descriptor number or `-` as its word. */
export type Redirection =
  | { readonly kind: 'read' | 'write' | 'append' | 'update' | 'overwrite'; readonly descriptor: number; readonly target: Word }
  | { readonly kind: 'duplicate'; readonly descriptor: number; readonly target: Word }
  /** `&>` and `&>>`: standard output and error together. */
  | { readonly kind: 'both' | 'both-append'; readonly descriptor: number; readonly target: Word }
  | HereDocument;

/** `<<`: the body is known when the line with the operator has been read. */
export interface HereDocument {
  readonly kind: 'here-document';
  readonly descriptor: number;
  /** @internal Set once by the lexer. */
  body: Word;
}

/** A list of complete commands. */
export interface Script {
  readonly commands: readonly Command[];
  /** What is wrong behind the commands: they run, then this is reported. */
  readonly error: { readonly message: string; readonly line: number } | undefined;
}

/** One clause of `if`. */
export interface IfClause {
  readonly condition: Command;
  readonly body: Command;
}

/** One clause of `case`. */
export interface CaseClause {
  readonly patterns: readonly Word[];
  readonly body: Command | undefined;
}

/** `name args`, with what stands before and behind it. */
export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly (Assignment | ArrayAssignment)[];
  /** `name=(…)` behind `declare` and its like; the name is one of the words. */
  readonly declared: readonly ArrayAssignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
  readonly line: number;
}

/** A command as the parser understood it. */
export type Command =
  | SimpleCommand
  /** `(( … ))` of bash. */
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  /** `for ((start; condition; step))` of bash. */
  | { readonly kind: 'count'; readonly start: Word; readonly condition: Word; readonly step: Word; readonly body: Command }
  /** `[[ … ]]`: the operators between the brackets are words of it. */
  | { readonly kind: 'test'; readonly words: readonly Word[] }
  | { readonly kind: 'sequence'; readonly commands: readonly Command[] }
  | { readonly kind: 'background'; readonly command: Command }
  | { readonly kind: 'and' | 'or'; readonly left: Command; readonly right: Command }
  | { readonly kind: 'not'; readonly command: Command }
  | { readonly kind: 'pipeline'; readonly commands: readonly Command[] }
  | { readonly kind: 'redirected'; readonly command: Command; readonly redirections: readonly Redirection[] }
  | { readonly kind: 'subshell'; readonly body: Command }
  | { readonly kind: 'if'; readonly clauses: readonly IfClause[]; readonly otherwise: Command | undefined }
  | { readonly kind: 'while' | 'until'; readonly condition: Command; readonly body: Command }
  | {
      readonly kind: 'for';
      readonly variable: string;
      readonly words: readonly Word[] | undefined;
      /** The words as they were written. */
      readonly source: string;
      readonly body: Command;
    }
  | {
      readonly kind: 'case';
      readonly subject: Word;
      /** The subject as it was written. */
      readonly source: string;
      readonly clauses: readonly CaseClause[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command };

/** A word of plain text. */
export function literalWord(text: string): Word {
  return { parts: text === '' ? [] : [{ kind: 'text', text }], literal: text };
}

/** A word of parts; notes whether all of it is plain text. */
export function createWord(parts: readonly WordPart[]): Word {
  const [first] = parts;
  if (first === undefined) return { parts, literal: '' };
  const isPlain = parts.length === 1 && first.kind === 'text' && !/[*?\\]|\[[^]*\]/.test(first.text);
  return { parts, literal: isPlain ? first.text : undefined };
}
