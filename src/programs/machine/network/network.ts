import { NO_SUCH_NAME, type DnsQuestion, type DnsReply } from './dns';
import type { StreamSocket } from './stream-socket';

/** The outcome of a connection attempt; `timeout`: nobody answered for as long as the kernel tries. */
export type ConnectResult = StreamSocket | 'refused' | 'unreachable' | 'timeout';

/**
 * What the processes of a pod can reach outside it: pods, services and nodes of the simulation, and nothing else.
 * Answers may come at any virtual time, also within the call.
 */
export interface Network {
  /** Asks a name server; one that does not exist never answers. */
  query(server: string, question: DnsQuestion, answer: (reply: DnsReply) => void): void;
  /** Connects to an address that does not belong to the caller's pod. */
  connect(from: string, address: string, port: number, answer: (result: ConnectResult) => void): void;
}

/** A network with nothing in it: no name is known, nothing answers. */
export const EMPTY_NETWORK: Network = {
  query: (_server, _question, answer) => { answer(NO_SUCH_NAME); },
  connect: (_from, _address, _port, answer) => { answer('unreachable'); },
};
