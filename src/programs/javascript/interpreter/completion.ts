import type { Value } from '../values/value';

/** How a statement ended: undefined is the ordinary way. */
export type Completion =
  | undefined
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined };
