import type { ImageFiles } from './files/image-tree';
import { buildTree, sealTree } from './files/image-tree';
import type { DirectoryNode } from './files/nodes';
import type { Signal } from './kernel/signals';

/** What an image is made of; everything but the files has the default of an image that says nothing. */
export interface ImageDescription {
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  /** Number or name, with a group behind a colon: `1000`, `nginx`, `101:101`. */
  readonly user?: string;
  readonly stopSignal?: Signal;
  /** Whether there may be programs in it that nobody knows. */
  readonly isPartial?: boolean;
  readonly files: ImageFiles;
}

/** A container image: files with the programs in them, and what is run when the pod says nothing. */
export interface Image {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: string;
  readonly stopSignal: Signal;
  /** Whether there may be programs in it that nobody knows: one that is not found is refused then, instead of missing. */
  readonly isPartial: boolean;
  /** Shared by all containers of the image; each copies what it changes. */
  readonly tree: DirectoryNode;
}

/** PATH of a container whose image sets none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Builds an image. */
export function createImage(description: ImageDescription): Image {
  const tree = buildTree(description.files);
  sealTree(tree);
  return {
    entrypoint: description.entrypoint ?? [],
    command: description.command ?? [],
    environment: { PATH: DEFAULT_PATH, ...description.environment },
    workingDirectory: description.workingDirectory ?? '/',
    user: description.user ?? '0',
    stopSignal: description.stopSignal ?? 'TERM',
    isPartial: description.isPartial ?? false,
    tree,
  };
}

/**
 * The command line of a container: `command` of the pod replaces the image's entry point and its arguments, `args`
 * replaces the image's arguments only.
 */
export function commandLine(
  image: Image,
  command: readonly string[] | undefined,
  args: readonly string[] | undefined,
): readonly string[] {
  if (command !== undefined && command.length > 0) return [...command, ...(args ?? [])];
  if (args !== undefined && args.length > 0) return [...image.entrypoint, ...args];
  return [...image.entrypoint, ...image.command];
}
