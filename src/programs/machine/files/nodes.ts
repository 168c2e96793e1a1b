import type { OpenFile } from '../kernel/open-file';
import type { Program } from '../kernel/program';
import type { Task } from '../kernel/task';
import { WaitQueue } from '../kernel/wait-queue';

/** What every file, directory, link and device has. */
export interface NodeAttributes {
  /** Permission bits, for example 0o644. */
  mode: number;
  user: number;
  group: number;
  /** Microseconds since 1970-01-01 UTC. */
  modified: number;
}

abstract class BaseNode implements NodeAttributes {
  mode: number;
  user: number;
  group: number;
  modified: number;
  /** Part of an image that other containers see too: copied before it is changed. */
  sealed = false;

  constructor(attributes: NodeAttributes) {
    this.mode = attributes.mode;
    this.user = attributes.user;
    this.group = attributes.group;
    this.modified = attributes.modified;
  }
}

/** A regular file; a binary has the program it stands for. */
export class FileNode extends BaseNode {
  readonly kind = 'file';
  #changed: WaitQueue | undefined;

  constructor(
    attributes: NodeAttributes,
    public text: string,
    readonly program?: Program,
  ) {
    super(attributes);
  }

  /** Woken when the text changes. */
  get changed(): WaitQueue {
    this.#changed ??= new WaitQueue();
    return this.#changed;
  }

  /** Sets the text and wakes those who follow the file. */
  replaceText(text: string, modified: number): void {
    this.text = text;
    this.modified = modified;
    this.#changed?.wakeAll();
  }

  /** Wakes those who follow the file, because its name now stands for another file or for none. */
  notifyUnlinked(): void {
    this.#changed?.wakeAll();
  }

  /** A copy that may be changed. */
  copy(): FileNode {
    return new FileNode(this, this.text, this.program);
  }
}

/** A place in a directory where another tree is mounted. */
export interface MountPoint {
  readonly kind: 'mount';
  readonly node: FileNode | DirectoryNode;
  readonly readOnly: boolean;
}

/** A directory: names in the order of their creation. */
export class DirectoryNode extends BaseNode {
  readonly kind = 'directory';
  readonly entries: Map<string, FileSystemNode | MountPoint>;

  constructor(attributes: NodeAttributes, entries?: ReadonlyMap<string, FileSystemNode | MountPoint>) {
    super(attributes);
    this.entries = new Map(entries);
  }

  /** A copy with the same entries that may be changed. */
  copy(): DirectoryNode {
    return new DirectoryNode(this, this.entries);
  }
}

/** A symbolic link. */
export class LinkNode extends BaseNode {
  readonly kind = 'link';

  constructor(
    attributes: NodeAttributes,
    readonly target: string,
  ) {
    super(attributes);
  }
}

/** A device, or anything else that is made when it is opened. */
export class DeviceNode extends BaseNode {
  readonly kind = 'device';

  constructor(
    attributes: NodeAttributes,
    readonly open: (task: Task) => OpenFile,
  ) {
    super(attributes);
  }
}

/** A directory whose contents are computed: `/proc`. */
export class VirtualNode extends BaseNode {
  readonly kind = 'virtual';

  constructor(
    attributes: NodeAttributes,
    /** The node below this one that the names lead to. */
    readonly lookup: (names: readonly string[]) => FileSystemNode | undefined,
  ) {
    super(attributes);
  }
}

/** Anything that has a path. */
export type FileSystemNode = FileNode | DirectoryNode | LinkNode | DeviceNode | VirtualNode;
