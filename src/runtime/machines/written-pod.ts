import { findContainer } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';
import type { ApiObjects } from '../../apiserver/api-objects';
import { genericImage, imageProgram } from '../../programs/machine/images/known-images';
import type { DeclaredImages } from '../../programs/machine/declared/declared-images';
import type { MachineHost } from '../../programs/machine/host';
import type { Image } from '../../programs/machine/image';
import type { Program } from '../../programs/program';
import { PidNamespace } from '../../programs/machine/kernel/pid-namespace';
import { createMachine } from '../../programs/machine/machine';
import { EMPTY_NETWORK } from '../../programs/machine/network/network';
import { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import type { Duration } from '../../simulation/time';
import type { ContainerScript, PodScript } from '../runtime-script';
import { ContainerConfigError } from './container-config-error';
import { containerEnvironment, expand } from './container-environment';
import { DescribedServers } from './described-servers';
import { ProgramWithHookCommand } from './hook-companion';
import { hostOf, ProgramWithHostRequests, type RequestType } from './host-requests';
import { MachineProgram } from './machine-program';
import { createPodNetwork } from './pod-names';
import type { PodNetwork } from './pod-network';
import type { Allocatable, PodOnNode } from './pod-fields';
import { PodVolumes } from './pod-volumes';
import { VolumeSetUpError } from './volume-files';
import { memoryLimitOf, type ContainerConfiguration, type WrittenContainer } from './written-container';

/** What the pods of a node find there. */
export interface NodeSurroundings {
  readonly nodeName: string;
  readonly nodeIp: string;
  readonly network: PodNetwork;
  /** What pods refer to. */
  readonly objects: ApiObjects;
  readonly allocatable: Allocatable;
  /** Images of which users say what they run; they come before those that are known. */
  readonly images: DeclaredImages;
  /** Microseconds from 1970 to virtual time 0. */
  readonly epoch: number;
  /** How long it takes to ask a program by a probe. */
  readonly probeLatency: Duration;
  /** From the end of a process to the moment when the runtime says so. */
  readonly exitNotice: Duration;
}

/**
 * The image of a container: a declared one, or else a known one. Where its name says nothing, a command of the usual programs (a shell, `sleep`) is run among
 * them; undefined when the command is none of these, and nobody knows what the container does.
 */
export function findImage(container: Container, declared: DeclaredImages): Image | undefined {
  const known = declared.find(container.image) ?? imageProgram(container.image);
  if (known !== undefined) return known;
  return container.command !== undefined && isUsualProgram(container.command) ? genericImage() : undefined;
}

/** The usual programs, and for certain no others. */
function usualPrograms(): Image {
  return { ...genericImage(), isPartial: false };
}

function isUsualProgram(command: readonly string[]): boolean {
  const machine = createMachine({
    host: NOWHERE,
    name: '',
    image: usualPrograms(),
    arguments: command,
    network: new NetworkNamespace({ address: '127.0.0.1', hostName: '' }),
    onLine: () => undefined,
    onExit: () => undefined,
  });
  return machine.canStart() === undefined;
}

/** A host for a machine that is never started. */
const NOWHERE: MachineHost = {
  now: 0, epoch: 0, network: EMPTY_NETWORK, schedule: () => ({ cancel: () => undefined }), fail: () => undefined,
};

/** A pod whose containers run what the manifest says: command, arguments, environment, files and requests. */
export class WrittenPod implements PodScript {
  readonly sandboxErrors = 0;
  readonly hostAddress: string | undefined;
  readonly #pod: Pod;
  readonly #node: NodeSurroundings;
  readonly #volumes: PodVolumes;
  readonly #servers = new DescribedServers();
  readonly #scripts = new Map<string, ContainerScript>();
  #network: NetworkNamespace | undefined;
  #pids: PidNamespace | undefined;

  constructor(pod: Pod, node: NodeSurroundings) {
    this.#pod = pod;
    this.hostAddress = pod.spec.hostNetwork === true ? node.nodeIp : undefined;
    this.#node = node;
    this.#volumes = new PodVolumes(node.objects, () => this.#onNode());
  }

  sandboxCreated(ip: string): void {
    const { network } = this.#node;
    this.#network = createPodNetwork(this.#pod, ip, network, this.#servers);
    network.add(this.#network);
    if (this.#pod.spec.shareProcessNamespace === true) this.#pids = new PidNamespace(true);
  }

  setUpVolume(name: string): string | undefined {
    try {
      this.#volumes.setUp(name);
      return undefined;
    } catch (error) {
      if (error instanceof VolumeSetUpError) return error.message;
      throw error;
    }
  }

  /** @throws Error when nobody knows what the container runs */
  container(name: string): ContainerScript {
    const { container } = findContainer(this.#pod.spec, name)!;
    const script = this.find(container);
    if (script !== undefined) return script;
    throw new Error(`What the image "${container.image}" of container "${name}" runs is not known: give it a command or say what it does`);
  }

  imageUser(image: string): string | undefined {
    return (this.#node.images.find(image) ?? imageProgram(image))?.user;
  }

  /** What a container refers to in its variables and is not there, in the kubelet's words; undefined when all is there. */
  configError(container: Container): string | undefined {
    try {
      this.#volumes.mountsOf(container, this.#configure(container).environment);
      return undefined;
    } catch (error) {
      if (error instanceof ContainerConfigError) return error.message;
      throw error;
    }
  }

  /** The script of a container; undefined when nobody knows what it runs. */
  find(container: Container): ContainerScript | undefined {
    const { name } = container;
    const image = findImage(container, this.#node.images);
    if (image !== undefined && !this.#scripts.has(name)) this.#scripts.set(name, this.#scriptOf(container, image));
    return this.#scripts.get(name);
  }

  /**
   * A program of which only the command of its preStop hook is known, if that is one of the usual ones: the hook takes
   * its real time.
   */
  withHookCommand(container: Container, program: Program): Program {
    const command = container.lifecycle?.preStop?.exec?.command;
    if (command === undefined || !isUsualProgram(command)) return program;
    const companion = { ...container, command: ['sleep', 'infinity'], args: undefined, env: undefined, envFrom: undefined, workingDir: undefined };
    return new ProgramWithHookCommand(program, new MachineProgram(this.#written(companion, usualPrograms())));
  }

  /**
   * A program that is only described, of which nothing is said about these probes and hooks: where they ask another host,
   * they are answered there.
   */
  withHostRequests(container: Container, program: Program, unsaid: readonly RequestType[]): Program {
    const { network, nodeIp, probeLatency } = this.#node;
    const isOwn = (host: string): boolean => this.#pod.spec.hostNetwork === true && (/^127\.|^localhost$/.test(host) || host === nodeIp);
    const elsewhere = unsaid.filter((type) => {
      const host = hostOf(container, type);
      return host !== undefined && !isOwn(host);
    });
    if (elsewhere.length === 0) return program;
    return new ProgramWithHostRequests(program, { container, network, latency: probeLatency, pod: () => this.#network! }, new Set(elsewhere));
  }

  /** A program that is only described, with its ports open while it runs. */
  withPorts(container: Container, program: Program): Program {
    return this.#servers.serving(container, program);
  }

  #scriptOf(container: Container, image: Image): ContainerScript {
    const program = new MachineProgram(this.#written(container, image));
    return { createErrors: 0, startErrors: 0, program, configError: () => this.configError(container) };
  }

  #written(container: Container, image: Image): WrittenContainer {
    const { network, epoch, probeLatency, exitNotice } = this.#node;
    const own = container.securityContext ?? {};
    const ofPod = this.#pod.spec.securityContext ?? {};
    const groups = [ofPod.fsGroup, ...((ofPod.supplementalGroups as number[] | undefined) ?? [])];
    return {
      container,
      image,
      user: userOf(own.runAsUser ?? ofPod.runAsUser, own.runAsGroup ?? ofPod.runAsGroup),
      supplementalGroups: groups.filter((group): group is number => typeof group === 'number'),
      memoryLimit: memoryLimitOf(container),
      readOnlyRootFilesystem: own.readOnlyRootFilesystem === true,
      probeLatency,
      exitNotice,
      epoch,
      surroundings: network,
      network: () => this.#network!,
      pids: () => this.#pids,
      mounts: (environment) => this.#volumes.mountsOf(container, environment),
      configure: () => this.#configure(container),
    };
  }

  #configure(container: Container): ContainerConfiguration {
    const environment = containerEnvironment(container, this.#onNode(), this.#node.objects);
    const expanded = (words: readonly string[] | undefined): readonly string[] | undefined => words?.map((word) => expand(word, environment));
    return { environment, command: expanded(container.command), args: expanded(container.args) };
  }

  #onNode(): PodOnNode {
    const { nodeName, nodeIp, allocatable } = this.#node;
    return { pod: this.#pod, podIp: this.#network?.address ?? '', nodeName, nodeIp, allocatable };
  }
}

function userOf(user: unknown, group: unknown): string | undefined {
  if (typeof user !== 'number') return undefined;
  return typeof group === 'number' ? `${user}:${group}` : String(user);
}
