import { spawn } from 'node:child_process';

import { PROJECT_ROOT } from './project';

const TIMEOUT_MILLISECONDS = 5 * 60_000;

/** How to run a command: extra environment, and whether its output goes straight to the terminal. */
export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly live?: boolean;
}

/** What a command left behind. `output` holds standard output and standard error in the order they came. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs `node <args>` in the project's folder, without standard input. A run of more than five minutes is ended. */
export function runNode(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.live ? 'inherit' : 'pipe', options.live ? 'inherit' : 'pipe'],
      timeout: TIMEOUT_MILLISECONDS,
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code, signal) => {
      if (signal !== null) chunks.push(Buffer.from(`ended by ${signal}, as after ${TIMEOUT_MILLISECONDS / 60_000} minutes\n`));
      done({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
