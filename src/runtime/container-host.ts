import type { LogLine, ProgramExit, ProgramHost } from '../programs/program';
import type { Simulation } from '../simulation/simulation';
import type { Trace } from '../trace/trace';
import type { PodIdentity } from './container-runtime';
import type { RuntimeContainer } from './runtime-pod';

/** What the program in a container sees of the runtime. */
export class ContainerHost implements ProgramHost {
  /** @param exited told when the program says that its first process has ended */
  constructor(
    readonly simulation: Simulation,
    readonly identity: PodIdentity,
    readonly container: RuntimeContainer,
    readonly exited: (host: ContainerHost, end: ProgramExit) => void,
    readonly trace: Trace,
  ) {}

  exit(end: ProgramExit): void {
    this.exited(this, end);
  }

  log(line: LogLine): void {
    this.trace.appendLog(this.simulation.now, this.identity.name, this.container.name, this.container.attempt, line);
  }
}
