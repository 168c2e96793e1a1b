import { resolveContainerPort } from '../../api/container-ports';
import type { Container, GrpcAction, TcpSocketAction } from '../../api/pod';
import type { MachineHost } from '../../programs/machine/host';
import { healthRequest, statusOf } from '../../programs/machine/network/grpc-health';
import { HttpExchange, type HttpAnswer } from '../../programs/machine/network/http-exchange';
import type { HttpRequest } from '../../programs/machine/network/http-message';
import type { NetworkNamespace } from '../../programs/machine/network/network-namespace';
import type { StreamSocket } from '../../programs/machine/network/stream-socket';
import type { Answer, PendingAnswer } from '../../programs/program';
import type { Duration } from '../../simulation/time';
import type { DialResult, PodNetwork } from './pod-network';

/** How the kubelet asks a container over the network, from the node. */
export interface NetworkAsker {
  readonly container: Container;
  readonly network: PodNetwork;
  /** How long the asking itself takes. */
  readonly latency: Duration;
  readonly schedule: MachineHost['schedule'];
  /** Where requests go that name no host. */
  pod(): NetworkNamespace;
}

/** Connects to a TCP port. */
export function askByTcp(asker: NetworkAsker, { host, port }: TcpSocketAction): Answer | PendingAnswer {
  const { container, latency, network } = asker;
  const number = resolveContainerPort(port, container);
  if (typeof number !== 'number') return { outcome: 'error', latency, output: number.error };
  const judge = (connection: Connection): Answer => {
    if (typeof connection === 'string') return { outcome: 'failure', latency, output: connection };
    connection.close();
    return { outcome: 'success', latency };
  };
  if (!host) return judge(connectToPod(asker, number));
  return pending((settle) => {
    network.dial(host, number, (result) => { asker.schedule(0, { expire: () => { settle(judge(connectionOf(result, host, number, network))); } }); });
    return () => undefined;
  });
}

/**
 * Calls the health service of gRPC. A client tries to connect until it times out; so does one that finds a server of
 * another kind. Follows `pkg/probe/grpc/grpc.go` Probe.
 */
export function askByGrpc(asker: NetworkAsker, { port, service = '' }: GrpcAction): PendingAnswer {
  const { latency } = asker;
  return exchange(asker, undefined, port, healthRequest(service), (answer) => {
    const status = answer.kind === 'response' ? statusOf(answer.response) : undefined;
    if (status === undefined) return undefined;
    if (status === 'SERVING') return { outcome: 'success', latency };
    const unknown = 'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service';
    return { outcome: 'failure', latency, output: status === 'unknown' ? unknown : `service unhealthy (responded with "${status}")` };
  });
}

/** A connection, or why there is none, in Go's words. */
type Connection = StreamSocket | string;

/** Sends a request and judges what comes of it; a judge without a verdict waits for ever. */
export function exchange(
  asker: NetworkAsker, host: string | undefined, port: number, request: HttpRequest, judge: (answer: HttpAnswer, refusal: string) => Answer | undefined,
): PendingAnswer {
  return pending((settle) => {
    let running: HttpExchange | undefined;
    const begin = (connection: Connection): void => {
      const refusal = typeof connection === 'string' ? connection : '';
      const socket = typeof connection === 'string' ? undefined : connection;
      running = new HttpExchange(asker, socket, request, (answer) => {
        const verdict = judge(answer, refusal);
        if (verdict !== undefined) settle(verdict);
      });
    };
    if (host) asker.network.dial(host, port, (result) => { begin(connectionOf(result, host, port, asker.network)); });
    else begin(connectToPod(asker, port));
    return () => { running?.cancel(); };
  });
}

/** An answer that comes when something has been settled; nobody hears of it after a cancellation. */
export function pending(begin: (settle: (answer: Answer) => void) => () => void): PendingAnswer {
  let isAwaited = true;
  let cancel = (): void => undefined;
  return {
    onAnswer(listener) {
      cancel = begin((answer) => { if (isAwaited) listener(answer); });
    },
    cancel() {
      isAwaited = false;
      cancel();
    },
  };
}

function connectToPod({ pod, network }: NetworkAsker, port: number): Connection {
  return pod().connect(port, network.node.address) ?? `dial tcp ${pod().address}:${port}: connect: connection refused`;
}

function connectionOf(result: DialResult, host: string, port: number, network: PodNetwork): Connection {
  if (typeof result !== 'string') return result;
  if (result === 'no-such-host') return `dial tcp: lookup ${host} on ${network.nodeResolver.servers[0]}:53: no such host`;
  const texts = { refused: 'connection refused', unreachable: 'no route to host', timeout: 'connection timed out' };
  return `dial tcp ${host}:${port}: connect: ${texts[result]}`;
}

/** What is wrong with an answer, in Go's words; undefined when it is a response. */
export function describeProblem(answer: HttpAnswer, refusal: string, isTls: boolean): string | undefined {
  if (answer.kind === 'refused') return refusal;
  if (answer.kind === 'closed') return 'EOF';
  if (isTls) return 'http: server gave HTTP response to HTTPS client';
  return answer.kind === 'malformed' ? 'net/http: HTTP/1.x transport connection broken: malformed HTTP response' : undefined;
}
