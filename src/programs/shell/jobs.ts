import type { System } from '../machine/kernel/system';
import type { Task } from '../machine/kernel/task';

/** A command that runs in the background. */
export interface Job {
  readonly number: number;
  readonly task: Task;
  /** Somebody has asked for its status; it is listed until the next job begins. */
  isWaitedFor: boolean;
}

/** Ended jobs that are remembered for a later `wait`. */
const REMEMBERED = 64;

/** The background commands of one shell. */
export class Jobs {
  #jobs: Job[] = [];

  constructor(private readonly system: System) {}

  /** Notes a new background command; it takes the lowest number that is free. */
  add(task: Task): void {
    this.#jobs = this.#jobs.filter((job) => !job.isWaitedFor);
    let number = 1;
    while (this.#jobs.some((job) => job.number === number)) number++;
    this.#jobs.push({ number, task, isWaitedFor: false });
  }

  /** All jobs, ended ones included as long as nobody has waited for them. */
  get all(): readonly Job[] {
    return this.#jobs;
  }

  /** The job with a process number, or with a `%number`. */
  find(text: string): Job | undefined {
    if (text === '%%' || text === '%+' || text === '%') return this.#jobs.at(-1);
    if (text.startsWith('%')) return this.#jobs.find((job) => job.number === Number(text.slice(1)));
    return this.#jobs.find((job) => job.task.pid === Number(text));
  }

  /** Forgets a job that has been waited for. */
  remove(job: Job): void {
    this.#jobs = this.#jobs.filter((candidate) => candidate !== job);
  }

  /** Takes ended children out of the process list, as a shell does whenever it waits for anything. */
  reap(): void {
    const { task } = this.system;
    for (const child of task.children) if (child.exit !== undefined) task.kernel.reap(child);
    if (this.#jobs.length <= REMEMBERED) return;
    const oldest = this.#jobs.find((job) => job.task.exit !== undefined);
    if (oldest !== undefined) this.remove(oldest);
  }
}
