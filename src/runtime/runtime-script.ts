import type { LifecycleHandler } from '../api/pod';
import type { HookType, Program } from '../programs/program';
import type { Duration } from '../simulation/time';

/** How long the runtime's own steps take. */
export interface RuntimeLatencies {
  readonly runSandbox: Duration;
  readonly stopSandbox: Duration;
  /** Stopping a sandbox that is stopped already. */
  readonly restopSandbox: Duration;
  readonly createContainer: Duration;
  readonly startContainer: Duration;
  /** From SIGKILL to the exit of the process. */
  readonly kill: Duration;
}

/** How an image behaves when it is asked for. */
export interface ImageScript {
  /** Whether the image is on the node already. */
  readonly present: boolean;
  /** How long a successful pull takes. */
  readonly latency: Duration;
  /** The first so many pulls fail, each after `failLatency`. */
  readonly failTimes: number;
  readonly failLatency: Duration;
  /** Why they fail; absent = not found. */
  readonly error?: string;
}

/** An image that nobody described: on the node. */
export const PRESENT_IMAGE: ImageScript = { present: true, latency: 0, failTimes: 0, failLatency: 0 };

/** What happens when a container is created and started. */
export interface ContainerScript {
  /** The first so many CreateContainer calls fail. */
  readonly createErrors: number;
  /** The first so many StartContainer calls fail; the container ends as exited with 128, StartError. */
  readonly startErrors: number;
  readonly program: Program;
  /** Why the container cannot be configured just now (`configmap "x" not found`), if it cannot. */
  configError?(): string | undefined;
}

/** How a pod behaves at the runtime. */
export interface PodScript {
  /** The first so many RunPodSandbox calls fail. */
  readonly sandboxErrors: number;
  /** The address of the node, where the pod shares its network. */
  readonly hostAddress?: string;
  /** The script of a container. */
  container(name: string): ContainerScript;
  /** The user that an image has: `101`, `nginx`, `1000:3000`; undefined when nobody knows it. */
  imageUser?(image: string): string | undefined;
  /** A sandbox of the pod is there, with this address. */
  sandboxCreated?(ip: string): void;
  /** Sets a volume up, or again; answers with why that cannot be done just now, if it cannot. */
  setUpVolume?(name: string): string | undefined;
  /** Which container answers an HTTP hook of a container; absent = the container itself. */
  answersHttpHook?(container: string, type: HookType, handler: LifecycleHandler): string;
}
