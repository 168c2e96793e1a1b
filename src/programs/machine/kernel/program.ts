import type { System } from './system';
import type { Body } from './wait-queue';

/** What a process runs: a body that makes system calls and returns its exit code. */
export type Program = (system: System) => Body<number>;
