import type { Instant } from '../../simulation/time';
import { toSeconds } from '../../simulation/time';

/** Where in a machine something went wrong. */
export interface ProgramLocation {
  /** Name of the container. */
  readonly container: string;
  /** The command line of the process, as it was started. */
  readonly command: readonly string[];
  /** Virtual time, microseconds. */
  readonly at: Instant;
}

/** A program reached a limit of `limits.ts`, for example an endless loop that never waits. */
export class MachineLimitError extends Error {
  override readonly name = 'MachineLimitError';

  constructor(
    readonly limit: string,
    readonly location: ProgramLocation,
  ) {
    const hint = limit.includes('steps') ? 'a loop that waits for something has to sleep' : 'say in the scenario what the container does';
    super(`${describeLocation(location)} used more than ${limit}. Hint: ${hint}`);
  }
}

/** A program uses something that exists in reality and not in this machine. */
export class UnsupportedProgramError extends Error {
  override readonly name = 'UnsupportedProgramError';

  /** @param program the file that was not found in an image that is not known, if it is that */
  constructor(
    readonly construct: string,
    readonly location: ProgramLocation,
    readonly program?: string,
  ) {
    super(
      `${describeLocation(location)} uses ${construct}, which is not supported. Hint: say in the scenario what the ` +
        `container does (\`container "${location.container}" exits 0s after SIGTERM\` makes a well-behaved server of it), ` +
        'or declare its image in images.yaml',
    );
  }
}

/** The runtime cannot start a command; the message is the end of what containerd and runc say. */
export class StartError extends Error {
  override readonly name = 'StartError';

  /** @param isMissing whether the file is not there */
  constructor(message: string, readonly isMissing = false) {
    super(message);
  }
}

/** Thrown by code that does not know its container; the kernel makes an {@link UnsupportedProgramError} of it. */
export class UnsupportedConstruct extends Error {
  override readonly name = 'UnsupportedConstruct';
}

/** Thrown by code that does not know its container; the kernel makes a {@link MachineLimitError} of it. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** A program was not found that the image may have, and of which nobody knows what it does. */
export class UnknownProgram extends UnsupportedConstruct {
  constructor(readonly program: string) {
    super(`the program ${program} of an image that is not known`);
  }
}

function describeLocation(location: ProgramLocation): string {
  const command = location.command.map(quoteArgument).join(' ');
  return `Container "${location.container}" at ${toSeconds(location.at)}s of virtual time: \`${command}\``;
}

function quoteArgument(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  const shown = argument.length > 200 ? `${argument.slice(0, 200)}…` : argument;
  return `'${shown.replace(/'/g, `'\\''`)}'`;
}
