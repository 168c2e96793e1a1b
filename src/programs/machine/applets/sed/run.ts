import type { Body } from '../../kernel/wait-queue';
import type { Regex } from '../../regex/compile';
import type { RegexMatch } from '../../regex/search';
import { searchRegex } from '../../regex/search';
import { AppletError } from '../applet';
import type { LineSource } from './line-source';
import type { ReplacementPart, SedAction, SedAddress, SedCommand } from './script';

/** What a command leaves to be done: go on with the next command, end the cycle, begin a cycle without a new line. */
type Outcome = 'on' | 'end' | 'end-silently' | 'restart';

/** One run of a script of `sed` over lines. */
export class SedRun {
  #pattern = '';
  #hold = '';
  #lineNumber = 0;
  /** The end of the current line: the last one may have none, and then gets none. */
  #newline = '\n';
  #lastRegex: Regex | undefined;
  #appended = '';
  #quitStatus: number | undefined;
  /** Ranges that have begun: the line on which each ends, if it is known. */
  readonly #ranges = new Map<SedCommand, number | undefined>();

  constructor(
    private readonly commands: readonly SedCommand[],
    private readonly isQuiet: boolean,
    private readonly lines: LineSource,
    private readonly write: (text: string) => Body<void>,
    private readonly step: () => void,
  ) {}

  /** Runs the script over all lines; returns the status. */
  *run(): Body<number> {
    let restarts = false;
    while (this.#quitStatus === undefined) {
      if (!restarts && !(yield* this.#takeLine(false))) break;
      const outcome = yield* this.#runCommands(this.commands);
      restarts = outcome === 'restart';
      yield* this.#endCycle(outcome === 'on' || outcome === 'end');
    }
    return this.#quitStatus ?? this.lines.status;
  }

  *#endCycle(prints: boolean): Body<void> {
    if (prints && !this.isQuiet) yield* this.write(this.#pattern + this.#newline);
    if (this.#appended !== '') yield* this.write(this.#appended);
    this.#appended = '';
  }

  *#takeLine(joins: boolean): Body<boolean> {
    const line = yield* this.lines.next();
    if (line === undefined) return false;
    const hasNewline = line.endsWith('\n');
    const text = hasNewline ? line.slice(0, -1) : line;
    this.#newline = hasNewline ? '\n' : '';
    this.#pattern = joins ? `${this.#pattern}\n${text}` : text;
    this.#lineNumber++;
    return true;
  }

  *#runCommands(commands: readonly SedCommand[]): Body<Outcome> {
    for (const command of commands) {
      this.step();
      if (this.#isSelected(command) === command.isNegated) continue;
      const outcome = yield* this.#execute(command);
      if (outcome !== 'on') return outcome;
    }
    return 'on';
  }

  *#execute(command: SedCommand): Body<Outcome> {
    const { action } = command;
    switch (action.kind) {
      case '{':
        return yield* this.#runCommands(action.commands);
      case 's':
        yield* this.#substitute(action);
        return 'on';
      case 'y':
        this.#pattern = this.#pattern.replace(/[^]/g, (char) => {
          const place = action.from.indexOf(char);
          return place < 0 ? char : action.to.charAt(place);
        });
        return 'on';
      case 'a':
        this.#appended += action.text;
        return 'on';
      case 'i':
        yield* this.write(action.text);
        return 'on';
      case 'c':
        if (command.to === undefined || !this.#ranges.has(command)) yield* this.write(action.text);
        return 'end-silently';
      case 'q':
        this.#quitStatus = action.status;
        return 'end';
      case 'p': case 'P': case '=': case 'd': case 'D': case 'n': case 'N': case 'h': case 'H': case 'g': case 'G': case 'x':
        return yield* this.#executeSimple(action.kind);
    }
  }

  *#executeSimple(kind: Exclude<SedAction['kind'], '{' | 's' | 'y' | 'a' | 'i' | 'c' | 'q'>): Body<Outcome> {
    switch (kind) {
      case 'p':
        yield* this.write(`${this.#pattern}\n`);
        return 'on';
      case 'P':
        yield* this.write(`${this.#pattern.split('\n')[0] ?? ''}\n`);
        return 'on';
      case '=':
        yield* this.write(`${this.#lineNumber}\n`);
        return 'on';
      case 'd':
        return 'end-silently';
      case 'D': {
        const newline = this.#pattern.indexOf('\n');
        if (newline < 0) return 'end-silently';
        this.#pattern = this.#pattern.slice(newline + 1);
        return 'restart';
      }
      case 'n':
        yield* this.#endCycle(!this.lines.isAtEnd);
        return (yield* this.#takeLine(false)) ? 'on' : 'end';
      case 'N':
        return (yield* this.#takeLine(true)) ? 'on' : 'end';
      case 'h':
        this.#hold = this.#pattern;
        return 'on';
      case 'H':
        this.#hold += `\n${this.#pattern}`;
        return 'on';
      case 'g':
        this.#pattern = this.#hold;
        return 'on';
      case 'G':
        this.#pattern += `\n${this.#hold}`;
        return 'on';
      case 'x':
        [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
        return 'on';
    }
  }

  *#substitute(action: Extract<SedAction, { kind: 's' }>): Body<void> {
    const regex = this.#regex(action.regex);
    let result = '';
    let copied = 0;
    let occurrence = 0;
    let lastEnd = -1;
    for (let from = 0; from <= this.#pattern.length; ) {
      this.step();
      const match = searchRegex(regex, this.#pattern, from);
      if (match === undefined) break;
      if (match.start === match.end && match.start === lastEnd) {
        from = match.end + 1;
        continue;
      }
      lastEnd = match.end;
      occurrence++;
      if (occurrence >= action.occurrence) {
        result += this.#pattern.slice(copied, match.start) + render(action.replacement, match);
        copied = match.end;
        if (!action.all) break;
      }
      from = match.end > match.start ? match.end : match.end + 1;
    }
    if (occurrence < action.occurrence) return;
    this.#pattern = result + this.#pattern.slice(copied);
    if (action.prints) yield* this.write(`${this.#pattern}\n`);
  }

  #isSelected(command: SedCommand): boolean {
    if (command.from === undefined) return true;
    if (command.to === undefined) return this.#matches(command.from);
    if (!this.#ranges.has(command)) return this.#beginRange(command, command.from, command.to);
    const end = this.#ranges.get(command);
    if (end !== undefined ? this.#lineNumber >= end : this.#matches(command.to)) this.#ranges.delete(command);
    return end === undefined || this.#lineNumber <= end;
  }

  #beginRange(command: SedCommand, from: SedAddress, to: SedAddress): boolean {
    if (!this.#matches(from)) return false;
    const end =
      to.kind === 'line' ? to.number
      : to.kind === 'count' ? this.#lineNumber + to.count
      : undefined;
    if (end === undefined ? to.kind !== 'last' || !this.lines.isAtEnd : end > this.#lineNumber) this.#ranges.set(command, end);
    return true;
  }

  #matches(address: SedAddress): boolean {
    switch (address.kind) {
      case 'line':
        return this.#lineNumber === address.number;
      case 'last':
        return this.lines.isAtEnd;
      case 'match':
        return searchRegex(this.#regex(address.regex), this.#pattern, 0) !== undefined;
      case 'step':
        return address.step === 0
          ? this.#lineNumber === address.first
          : this.#lineNumber >= address.first && (this.#lineNumber - address.first) % address.step === 0;
      case 'count':
        return false;
    }
  }

  #regex(regex: Regex | undefined): Regex {
    const chosen = regex ?? this.#lastRegex;
    if (chosen === undefined) throw new AppletError('no previous regexp');
    this.#lastRegex = chosen;
    return chosen;
  }
}

function render(parts: readonly ReplacementPart[], match: RegexMatch): string {
  return parts.map((part) => (typeof part === 'string' ? part : (match.groups[part] ?? ''))).join('');
}
