import type { ConnectResult, LookupResult, Network } from '../../programs/machine/network/network';
import type { NetworkNamespace } from '../../programs/machine/network/network-namespace';

/**
 * What the processes of pods can reach: each other, by address. There is no name service; a question to it is never
 * answered.
 */
export class PodNetwork implements Network {
  readonly nameServer = '10.96.0.10';
  readonly #namespaces = new Map<string, NetworkNamespace>();

  /** A sandbox with this network is there; one of the same address is gone. */
  add(namespace: NetworkNamespace): void {
    this.#namespaces.set(namespace.address, namespace);
  }

  lookUp(_name: string, _answer: (result: LookupResult) => void): void {
    // Nobody is there to answer: the client gives up by itself.
  }

  connect(from: string, address: string, port: number, answer: (result: ConnectResult) => void): void {
    const namespace = this.#namespaces.get(address);
    answer(namespace === undefined ? 'unreachable' : namespace.connect(port, from) ?? 'refused');
  }
}
