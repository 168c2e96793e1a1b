import type { Signal } from '../machine/kernel/signals';
import { signalNumber } from '../machine/kernel/signals';
import type { System } from '../machine/kernel/system';

/** What a trap can be set for: a signal, or the end of the shell. */
export type TrapName = Signal | 'EXIT';

/** The traps of one shell, and the signals that have arrived and whose traps have not run yet. */
export class Traps {
  readonly #actions = new Map<TrapName, string>();
  readonly #pending: Signal[] = [];
  #wereSet = false;

  constructor(private readonly system: System) {}

  /** Sets the commands for a signal; empty ignores it, undefined takes the trap away. */
  set(name: TrapName, action: string | undefined): void {
    this.#wereSet = true;
    if (action === undefined) this.#actions.delete(name);
    else this.#actions.set(name, action);
    if (name === 'EXIT') return;
    if (action === undefined) this.#restore(name);
    else this.system.onSignal(name, action === '' ? 'ignore' : () => this.#note(name));
  }

  /** Every shell catches SIGINT, even without a trap, and ends when the command that runs has ended. */
  catchInterrupt(): void {
    if (this.system.task.dispositions.get('INT') !== 'ignore') this.system.onSignal('INT', () => this.#note('INT'));
  }

  /** The commands for a signal. */
  get(name: TrapName): string | undefined {
    return this.#actions.get(name);
  }

  /** All traps, the one for the end first, then by signal number. */
  get entries(): readonly (readonly [TrapName, string])[] {
    const number = (name: TrapName): number => (name === 'EXIT' ? 0 : signalNumber(name));
    return [...this.#actions].sort(([left], [right]) => number(left) - number(right));
  }

  /** Whether this shell ever set a trap: then it stays to run it and does not become its last command. */
  get wereSet(): boolean {
    return this.#wereSet;
  }

  /** Whether a signal has arrived whose trap is to run. */
  get hasPending(): boolean {
    return this.#pending.length > 0;
  }

  /** The first signal that arrived, not taken. */
  get firstPending(): Signal | undefined {
    return this.#pending[0];
  }

  /** Takes the first signal that arrived. */
  takePending(): Signal | undefined {
    return this.#pending.shift();
  }

  /** Takes the commands for the end of the shell, so that they run once. */
  takeExitAction(): string | undefined {
    const action = this.#actions.get('EXIT');
    this.#actions.delete('EXIT');
    return action;
  }

  #restore(signal: Signal): void {
    this.system.onSignal(signal, undefined);
    if (signal === 'INT') this.catchInterrupt();
  }


  #note(signal: Signal): void {
    if (!this.#pending.includes(signal)) this.#pending.push(signal);
  }
}
