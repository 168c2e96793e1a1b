import type { Container, ExecAction, HttpGetAction, TcpSocketAction } from '../../api/pod';
import type { Machine } from '../../programs/machine/machine';
import type { HttpExchange, HttpAnswer } from '../../programs/machine/network/http-exchange';
import type { RunningExec } from '../../programs/machine/running-exec';
import type { Answer, PendingAnswer } from '../../programs/program';

/** Who asks the program, and how long the asking itself takes. */
export interface Asker {
  readonly machine: Machine;
  readonly container: Container;
  readonly nodeIp: string;
  readonly latency: number;
}

/** Runs a command in the container; it is done when nobody holds its output open any more, as containerd sees it. */
export function askByCommand({ machine, latency }: Asker, { command = [] }: ExecAction): Answer | PendingAnswer {
  const refused = machine.canStart(command);
  if (refused !== undefined) {
    const output = 'rpc error: code = Unknown desc = failed to exec in container: failed to start exec: '
      + `OCI runtime exec failed: exec failed: unable to start container process: ${refused.message}`;
    return { outcome: 'error', latency, exitCode: 128, output };
  }
  let exec: RunningExec | undefined;
  let isAwaited = true;
  return {
    onAnswer(listener) {
      exec = machine.exec(command, {
        onExit: () => undefined,
        onOutputClosed: ({ code, output }) => {
          if (isAwaited) listener({ outcome: code === 0 ? 'success' : 'failure', latency, exitCode: code, output });
        },
      });
    },
    cancel() {
      isAwaited = false;
      exec?.kill();
    },
  };
}

/**
 * Sends an HTTP GET, as a probe.
 * @param accepts whether a status code is a success
 */
export function askByHttp(asker: Asker, action: HttpGetAction, accepts: (status: number) => boolean): Answer | PendingAnswer {
  const { machine, container, nodeIp, latency } = asker;
  if (action.host !== undefined) throw new Error(`httpGet.host of container "${container.name}" is not simulated for programs that run as written`);
  const port = findPort(container, action.port);
  if (port === undefined) return unknownPort(action.port, latency);
  const path = action.path ?? '/';
  const request = {
    method: 'GET',
    path: path.startsWith('/') ? path : `/${path}`,
    headers: [...DEFAULT_HEADERS, ...(action.httpHeaders ?? [])],
    body: '',
  };
  const isTls = action.scheme === 'HTTPS';
  let exchange: HttpExchange | undefined;
  return {
    onAnswer(listener) {
      exchange = machine.http(port, request, (answer) => { listener(judge(answer, latency, isTls, accepts)); }, nodeIp);
    },
    cancel() {
      exchange?.cancel();
    },
  };
}

/** Connects to a TCP port. */
export function askByTcp({ machine, container, nodeIp, latency }: Asker, { port }: TcpSocketAction): Answer {
  const number = findPort(container, port);
  if (number === undefined) return unknownPort(port, latency);
  return { outcome: machine.tcpConnect(number, nodeIp) ? 'success' : 'failure', latency };
}

const DEFAULT_HEADERS = [
  { name: 'User-Agent', value: 'kube-probe/1.36' }, { name: 'Accept', value: '*/*' }, { name: 'Connection', value: 'close' },
];

function judge(answer: HttpAnswer, latency: number, isTls: boolean, accepts: (status: number) => boolean): Answer {
  if (answer.kind === 'refused') return { outcome: 'failure', latency, output: 'connect: connection refused' };
  if (answer.kind === 'closed') return { outcome: 'failure', latency, output: 'EOF' };
  if (isTls) return { outcome: 'failure', latency, output: 'http: server gave HTTP response to HTTPS client' };
  if (answer.kind === 'malformed') return { outcome: 'failure', latency, output: 'malformed HTTP response' };
  const { status } = answer.response;
  return { outcome: accepts(status) ? 'success' : 'failure', latency, status };
}

/** Follows `pkg/probe/util.go` ResolveContainerPort. */
function findPort({ ports = [] }: Container, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? (/^\d+$/.test(port) ? Number(port) : undefined);
}

function unknownPort(port: number | string, latency: number): Answer {
  return { outcome: 'error', latency, output: `strconv.Atoi: parsing "${port}": invalid syntax` };
}
