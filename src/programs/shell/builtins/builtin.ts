import type { Body } from '../../machine/kernel/wait-queue';
import type { Shell } from '../shell';

/** A command that the shell carries out itself; one that never waits returns its status at once. */
export interface Builtin {
  readonly run: (shell: Shell, args: readonly string[]) => number | Body<number>;
  /** A failure ends the shell, and assignments before the command stay (POSIX "special builtin"). */
  readonly isSpecial: boolean;
}
