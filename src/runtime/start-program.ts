import { ProgramStartError, type Program, type ProgramHost, type ProgramRun } from '../programs/program';
import { RuntimeError } from './runtime-errors';

/** What a start says that a script lets fail. */
export const START_FAILED = new RuntimeError('Unknown', 'failed to create containerd task: exec: "app": executable file not found in $PATH');

/** Starts a program; where its command cannot be executed the answer is the runtime's error. */
export function startProgram(program: Program, host: ProgramHost, ordinal: number): ProgramRun | RuntimeError {
  try {
    return program.start(host, ordinal);
  } catch (error) {
    if (error instanceof ProgramStartError) return new RuntimeError('Unknown', error.message);
    throw error;
  }
}
