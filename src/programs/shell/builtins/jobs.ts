import { killProcesses, listSignals, parseKill } from '../../machine/applets/kill';
import { signalDescription, signalNumber } from '../../machine/kernel/signals';
import type { TaskExit } from '../../machine/kernel/task';
import type { Body } from '../../machine/kernel/wait-queue';
import { ShellError } from '../failures';
import { reportSignal } from '../interpreter/fork';
import type { Job } from '../jobs';
import type { Shell } from '../shell';

/** `wait [-n] [pid|%job …]`: a signal with a trap ends the waiting with a status above 128, before the trap runs. */
export function* waitForJobs(shell: Shell, args: readonly string[]): Body<number> {
  if (args.length === 1) return yield* waitForAll(shell);
  if (args[1] === '-n') return yield* waitForNext(shell);
  let status = 0;
  for (const arg of args.slice(1)) {
    const job = shell.jobs.find(arg);
    status = job === undefined ? 127 : yield* waitForOne(shell, job);
    if (shell.traps.hasPending) return status;
  }
  return status;
}

/** `kill [-signal] pid|%job …`, `kill -l` */
export function* killJobs(shell: Shell, args: readonly string[]): Body<number> {
  const request = parseKill(args.slice(1).map((arg) => jobPid(shell, arg)));
  if (request.kind === 'list') return yield* listSignals(shell.system, request.wanted);
  return yield* killProcesses(shell.system, shell.name, request);
}

/** `jobs`: one line per background command. */
export function* listJobs(shell: Shell): Body<number> {
  for (const job of [...shell.jobs.all].reverse()) {
    const jobs = shell.jobs.all;
    const mark = job === jobs.at(-1) ? '+' : job === jobs.at(-2) ? '-' : ' ';
    yield* shell.system.print(`[${job.number}]${mark}  ${stateOf(job).padEnd(27)}\n`);
    if (job.task.exit !== undefined) shell.jobs.remove(job);
  }
  return 0;
}

/** `fg` and `bg` need job control, which shells of containers do not have. */
export function refuseJobControl(shell: Shell, args: readonly string[]): number {
  void shell;
  throw new ShellError(`job ${args[1] ?? '(null)'} not created under job control`);
}

function* waitForAll(shell: Shell): Body<number> {
  for (;;) {
    const interrupted = interruption(shell);
    if (interrupted !== undefined) return interrupted;
    shell.jobs.reap();
    if (shell.jobs.all.every((job) => job.task.exit !== undefined)) break;
    yield* shell.system.wait([shell.system.task.childEnded]);
  }
  return 0;
}

/** `wait -n`: the next background command that ends, 127 when there is none. */
function* waitForNext(shell: Shell): Body<number> {
  for (;;) {
    const interrupted = interruption(shell);
    if (interrupted !== undefined) return interrupted;
    const waiting = shell.jobs.all.filter((job) => !job.isWaitedFor);
    const ended = waiting.find((job) => job.task.exit !== undefined);
    if (ended !== undefined) return yield* waitForOne(shell, ended);
    if (waiting.length === 0) return 127;
    yield* shell.system.wait([shell.system.task.childEnded]);
  }
}

function* waitForOne(shell: Shell, job: Job): Body<number> {
  while (job.task.exit === undefined) {
    const interrupted = interruption(shell);
    if (interrupted !== undefined) return interrupted;
    yield* shell.system.wait([shell.system.task.childEnded]);
  }
  shell.jobs.reap();
  job.isWaitedFor = true;
  if (!isSilentJob(shell, job.task.exit)) yield* reportSignal(shell, job.task.exit);
  return job.task.exit.code;
}

/** Bash says nothing of a background command that SIGTERM ended (`jobs.c` notify_of_job_status, `config-top.h` DONT_REPORT_SIGTERM). */
function isSilentJob({ dialect }: Shell, { signal }: TaskExit): boolean {
  return dialect === 'bash' && signal === 'TERM';
}

function interruption(shell: Shell): number | undefined {
  const signal = shell.traps.firstPending;
  return signal === undefined ? undefined : 128 + signalNumber(signal);
}

function jobPid(shell: Shell, arg: string): string {
  if (!arg.startsWith('%')) return arg;
  const job = shell.jobs.find(arg);
  if (job === undefined) throw new ShellError(`${arg}: no such job`);
  return String(job.task.pid);
}

function stateOf(job: Job): string {
  const { exit } = job.task;
  if (exit === undefined) return 'Running';
  if (exit.signal !== undefined) return signalDescription(exit.signal);
  return exit.code === 0 ? 'Done' : `Done(${exit.code})`;
}
