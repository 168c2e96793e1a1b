import type { ConnectResult, Network } from '../../programs/machine/network/network';
import type { NetworkNamespace } from '../../programs/machine/network/network-namespace';

/** The outcome of a connection from the node. */
export type DialResult = ConnectResult | 'no-such-host';

/** What the processes of pods can reach, and where pods make themselves known. */
export interface PodNetwork extends Network {
  /** The network of the node itself, which pods with `hostNetwork` share. */
  readonly node: NetworkNamespace;
  /** What the node's own `/etc/resolv.conf` says. */
  readonly nodeResolver: ResolverSettings;
  /** The name server of the cluster. */
  readonly clusterDns: string;
  /** Connects from the node itself, which does not know the names of the cluster. */
  dial(host: string, port: number, answer: (result: DialResult) => void): void;
  /** A sandbox with this network is there; one of the same address is gone. */
  add(namespace: NetworkNamespace): void;
}

/** What `/etc/resolv.conf` consists of. */
export interface ResolverSettings {
  readonly servers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}
