import type { OutputLine } from '../../programs/machine/output';

/** Lines and characters that are kept: what the kubelet reads when a termination message falls back to the log. */
const LINES = 80;
const CHARACTERS = 2_048;

/** The end of a container's log. */
export class ContainerLog {
  #lines: string[] = [];

  append({ text, isPartial }: OutputLine): void {
    this.#lines.push(isPartial ? text : `${text}\n`);
    if (this.#lines.length > 2 * LINES) this.#lines = this.#lines.slice(-LINES);
  }

  /** The last lines, as much as a termination message may take of a log. */
  tail(): string {
    return this.#lines.slice(-LINES).join('').slice(-CHARACTERS);
  }
}
