import type { Task } from './task';

/**
 * The process numbers that a set of tasks sees: those of one container, or with `shareProcessNamespace` those of all
 * containers of a pod, where number 1 belongs to the sandbox (`pause`).
 */
export class PidNamespace {
  readonly #tasks = new Map<number, Task>();
  #next: number;

  constructor(readonly shared = false) {
    this.#next = shared ? 2 : 1;
  }

  /** Gives a task the next number. */
  add(task: Task): void {
    task.pid = this.#next++;
    this.#tasks.set(task.pid, task);
  }

  /** Forgets a task that ended and that its parent has asked for. */
  remove(task: Task): void {
    this.#tasks.delete(task.pid);
  }

  /** The task with this number, zombies included. */
  find(pid: number): Task | undefined {
    return this.#tasks.get(pid);
  }

  /** All tasks in the order of their numbers. */
  get tasks(): readonly Task[] {
    return [...this.#tasks.values()];
  }

  /** Number of tasks, zombies included. */
  get size(): number {
    return this.#tasks.size;
  }

  /** Process 1, if it is one of the tasks. */
  get init(): Task | undefined {
    return this.#tasks.get(1);
  }
}
