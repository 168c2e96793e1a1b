/** A program of awk: its rules in their order. */
export interface AwkProgram {
  readonly rules: readonly AwkRule[];
}

/** What is done, and for which records. */
export interface AwkRule {
  readonly pattern: AwkPattern;
  /** Undefined: the record is printed. */
  readonly action: AwkStatement | undefined;
}

/** Which records a rule is for; `range` from one that matches the first expression to one that matches the second. */
export type AwkPattern =
  | { readonly kind: 'BEGIN' }
  | { readonly kind: 'END' }
  | { readonly kind: 'every' }
  | { readonly kind: 'when'; readonly condition: AwkExpression }
  | { readonly kind: 'range'; readonly first: AwkExpression; readonly last: AwkExpression };

/** Something that a rule does. */
export type AwkStatement =
  | { readonly kind: 'block'; readonly body: readonly AwkStatement[] }
  | { readonly kind: 'expression'; readonly value: AwkExpression }
  | { readonly kind: 'print' | 'printf'; readonly values: readonly AwkExpression[]; readonly toError: boolean }
  | { readonly kind: 'if'; readonly condition: AwkExpression; readonly then: AwkStatement; readonly otherwise: AwkStatement | undefined }
  | { readonly kind: 'while'; readonly condition: AwkExpression; readonly body: AwkStatement; readonly bodyFirst: boolean }
  | {
    readonly kind: 'for'; readonly begin: AwkStatement | undefined; readonly condition: AwkExpression | undefined;
    readonly next: AwkStatement | undefined; readonly body: AwkStatement;
  }
  | { readonly kind: 'for-in'; readonly variable: string; readonly array: string; readonly body: AwkStatement }
  | { readonly kind: 'delete'; readonly array: string; readonly keys: readonly AwkExpression[] }
  | { readonly kind: 'exit'; readonly code: AwkExpression | undefined }
  | { readonly kind: 'next' | 'break' | 'continue' };

/** What can be assigned to. */
export type AwkTarget =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly number: AwkExpression }
  | { readonly kind: 'element'; readonly array: string; readonly keys: readonly AwkExpression[] };

/** Something that has a value. */
export type AwkExpression =
  | AwkTarget
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'group'; readonly values: readonly AwkExpression[] }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: AwkTarget; readonly value: AwkExpression }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly isBefore: boolean; readonly target: AwkTarget }
  | { readonly kind: 'choice'; readonly condition: AwkExpression; readonly then: AwkExpression; readonly otherwise: AwkExpression }
  | { readonly kind: 'and' | 'or' | 'concat'; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly kind: 'compare' | 'compute'; readonly operator: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly kind: 'match'; readonly isNegated: boolean; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly kind: 'in'; readonly keys: readonly AwkExpression[]; readonly array: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly value: AwkExpression }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly AwkExpression[] };
