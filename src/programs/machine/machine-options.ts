import type { Volume } from './files/volume';
import type { MachineHost } from './host';
import type { Image } from './image';
import type { PidNamespace } from './kernel/pid-namespace';
import type { TaskExit } from './kernel/task';
import type { MachineLimits } from './limits';
import type { NetworkNamespace } from './network/network-namespace';
import type { OutputLine, OutputStream } from './output';

/** A volume at a path of the container. */
export interface VolumeMount {
  readonly path: string;
  readonly volume: Volume;
  readonly readOnly?: boolean;
}

/** How the main process of a container ended. */
export interface MachineExit extends TaskExit {
  /** It was killed because the container had used up its memory. */
  readonly outOfMemory: boolean;
}

/** What a container instance is made of. */
export interface MachineOptions {
  readonly host: MachineHost;
  /** The name of the container, for errors. */
  readonly name: string;
  readonly image: Image;
  /** The command line of process 1; see `commandLine` in image.ts. */
  readonly arguments: readonly string[];
  /** Variables of the pod; they win over those of the image. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the image's. Made when it is missing. */
  readonly workingDirectory?: string;
  /** `runAsUser` and `runAsGroup`: `1000`, `1000:3000`. Default: the image's. */
  readonly user?: string;
  /** `supplementalGroups` and `fsGroup`. */
  readonly supplementalGroups?: readonly number[];
  readonly mounts?: readonly VolumeMount[];
  readonly readOnlyRootFilesystem?: boolean;
  /** The sandbox's network, shared by the containers of the pod. */
  readonly network: NetworkNamespace;
  /** Shared by the containers of a pod with `shareProcessNamespace`; otherwise each container has its own. */
  readonly pids?: PidNamespace;
  /** Bytes (`resources.limits.memory`). */
  readonly memoryLimit?: number;
  /** `open`: standard input never ends (`stdin: true`); the default is empty. */
  readonly stdin?: 'empty' | 'open';
  readonly limits?: Partial<MachineLimits>;
  /** A line was written. Called while the program runs: take it down and do not call the machine. */
  readonly onLine: (line: OutputLine) => void;
  /** Process 1 has ended, and all others with it. Called once. */
  readonly onExit: (exit: MachineExit) => void;
}

/** What came of an exec. */
export interface ExecResult extends TaskExit {
  /** Standard output and error together, up to `limits.execOutput`. */
  readonly output: string;
}

/** How a further process is run in a container. */
export interface ExecOptions {
  /** What the process reads; default: nothing. */
  readonly stdin?: string;
  /** Called with what the process writes, as it writes it. */
  readonly onOutput?: (stream: OutputStream, text: string) => void;
  /** The process has ended. Called once, also when it was killed. */
  readonly onExit: (result: ExecResult) => void;
  /**
   * Nobody has its output open any more. A background process that the command left behind keeps it open, and
   * containerd's ExecSync does not return before. Called once, not before `onExit`.
   */
  readonly onOutputClosed?: (result: ExecResult) => void;
}
