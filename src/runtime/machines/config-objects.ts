/** The ConfigMaps and Secrets of a namespace that pods can name: key → text. */
export class ConfigObjects {
  readonly #objects = new Map<string, Readonly<Record<string, string>>>();

  /** Stores an object; one of the same kind and name is replaced. */
  set(kind: 'configmap' | 'secret', name: string, data: Readonly<Record<string, string>>): void {
    this.#objects.set(`${kind} ${name}`, data);
  }

  /** What an object holds; undefined when there is none of this name. */
  get(kind: 'configmap' | 'secret', name: string): Readonly<Record<string, string>> | undefined {
    return this.#objects.get(`${kind} ${name}`);
  }
}

/** A container cannot be configured: what it refers to is not there. The text is the kubelet's. */
export class ContainerConfigError extends Error {
  override readonly name = 'ContainerConfigError';
}
