import type { StreamSocket } from './stream-socket';

/** The answer of the cluster's name service: addresses, or that the name does not exist. */
export type LookupResult = readonly string[] | 'not-found';

/** The outcome of a connection attempt. An attempt that is never answered ends with the caller's own timeout. */
export type ConnectResult = StreamSocket | 'refused' | 'unreachable';

/**
 * What the processes of a pod can reach outside it: pods, services and nodes of the simulation, and nothing else.
 * Answers may come at any virtual time, also within the call.
 */
export interface Network {
  /** Address of the name service, as `/etc/resolv.conf` has it. */
  readonly nameServer: string;
  /** Looks up a name as it was given, search domains not yet applied. Never answering stands for a dead name service. */
  lookUp(name: string, answer: (result: LookupResult) => void): void;
  /** Connects to an address that does not belong to the caller's pod. */
  connect(from: string, address: string, port: number, answer: (result: ConnectResult) => void): void;
}

/** A network with nothing in it: no name is known, nothing answers. */
export const EMPTY_NETWORK: Network = {
  nameServer: '10.96.0.10',
  lookUp: (_name, answer) => answer('not-found'),
  connect: (_from, _address, _port, answer) => answer('unreachable'),
};
