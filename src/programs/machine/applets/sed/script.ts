import type { Regex } from '../../regex/compile';

/** Which lines a command is for. */
export type SedAddress =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  /** Undefined: the expression used last. */
  | { readonly kind: 'match'; readonly regex: Regex | undefined }
  /** `first~step` */
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  /** `addr1,+count` */
  | { readonly kind: 'count'; readonly count: number };

/** What the replacement of `s` is made of: text, or the group with a number (0 is the whole match). */
export type ReplacementPart = string | number;

/** What a command does. */
export type SedAction =
  | {
      readonly kind: 's';
      readonly regex: Regex | undefined;
      readonly replacement: readonly ReplacementPart[];
      readonly all: boolean;
      readonly prints: boolean;
      /** The occurrence to start with, from 1. */
      readonly occurrence: number;
    }
  | { readonly kind: 'y'; readonly from: string; readonly to: string }
  | { readonly kind: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'q'; readonly status: number }
  | { readonly kind: '{'; readonly commands: readonly SedCommand[] }
  | { readonly kind: 'p' | 'd' | '=' | 'n' | 'N' | 'h' | 'H' | 'g' | 'G' | 'x' | 'P' | 'D' };

/** One command with its addresses. */
export interface SedCommand {
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly isNegated: boolean;
  readonly action: SedAction;
}
