import { resolveContainerPort } from '../../api/container-ports';
import type { Container, Probe } from '../../api/pod';
import type { Answer } from '../../programs/program';

/** How a probe attempt came out, with the text for its Event. */
export interface ProbeVerdict {
  readonly outcome: 'success' | 'failure' | 'timeout' | 'error';
  /** Output of a failure, the error, or what a success is warned of. */
  readonly text: string;
  /** A success that the kubelet warns of in an Event. */
  readonly warns?: boolean;
  /** The state that an error is said to have resulted in. */
  readonly state?: 'unknown' | 'failure';
}

const EXEC_ERROR = 'rpc error: code = Unknown desc = failed to exec in container: ';
const GRPC_MISSING = 'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ';

/** `timeoutSeconds` of a probe after defaulting. */
export function timeoutSeconds(probe: Probe): number {
  return probe.timeoutSeconds || 1;
}

/** Where a network probe goes to: `IP:PORT`. A named port is looked up among the container's own. */
function address(probe: Probe, container: Container, podIp: string): string {
  const { port, host } = probe.httpGet ?? probe.tcpSocket ?? { port: probe.grpc?.port ?? 0, host: undefined };
  const number = resolveContainerPort(port, container);
  return `${host || podIp}:${typeof number === 'number' ? number : port}`;
}

function url(probe: Probe, target: string): string {
  const { scheme = 'HTTP', path = '/' } = probe.httpGet!;
  return `${scheme.toLowerCase()}://${target}${path.startsWith('/') ? '' : '/'}${path}`;
}

/**
 * What a probe says to which the process gave an answer in time.
 * Follows `pkg/probe/{http,tcp,grpc,exec}`.
 */
export function answered(probe: Probe, container: Container, podIp: string, answer: Answer): ProbeVerdict {
  if (answer.outcome === 'success') return succeeded(probe, answer);
  if (answer.outcome === 'error') return { outcome: 'error', text: answer.output ?? errorText(probe), state: erroredState(probe) };
  return { outcome: 'failure', text: answer.output ?? failureText(probe, container, podIp, answer) };
}

/** A redirect that was not followed to its end is a success with a warning. Follows `pkg/probe/http/http.go` DoHTTPProbe. */
function succeeded({ httpGet }: Probe, { status = 200, output = '' }: Answer): ProbeVerdict {
  if (httpGet === undefined || status < 300) return { outcome: 'success', text: '' };
  return { outcome: 'success', text: `Probe terminated redirects, Response body: ${output}`, warns: true };
}

/**
 * What a probe says that cannot be sent because its port has a name that the container does not have; undefined for others.
 * Follows `pkg/kubelet/prober/prober.go` runProbe.
 */
export function unsendable({ httpGet, tcpSocket }: Probe, container: Container): ProbeVerdict | undefined {
  const action = httpGet ?? tcpSocket;
  const port = action === undefined ? 0 : resolveContainerPort(action.port, container);
  return typeof port === 'number' ? undefined : { outcome: 'error', text: port.error, state: 'unknown' };
}

/** What a probe says that was not answered within its timeout. */
export function timedOut(probe: Probe, container: Container, podIp: string): ProbeVerdict {
  return { outcome: 'timeout', text: timeoutText(probe, container, podIp) };
}

/** What a probe says when there is no process (any more) to answer it. */
export function processGone(probe: Probe, container: Container, podIp: string, endedMeanwhile: boolean): ProbeVerdict {
  if (probe.exec !== undefined) {
    if (endedMeanwhile) return { outcome: 'failure', text: '' };
    return { outcome: 'error', text: `${EXEC_ERROR}container is in CONTAINER_EXITED state`, state: 'unknown' };
  }
  const target = address(probe, container, podIp);
  const refused = `dial tcp ${target}: connect: connection refused`;
  if (probe.httpGet !== undefined) return { outcome: 'failure', text: `Get "${url(probe, target)}": ${refused}` };
  return { outcome: 'failure', text: probe.grpc === undefined ? refused : GRPC_MISSING + refused };
}

/** What a probe says whose context was cancelled. */
export function cancelledProbe(probe: Probe): ProbeVerdict {
  return { outcome: 'error', text: errorText(probe), state: erroredState(probe) };
}

function failureText(probe: Probe, container: Container, podIp: string, answer: Answer): string {
  if (probe.exec !== undefined) return 'probe says no';
  if (probe.httpGet !== undefined) return `HTTP probe failed with statuscode: ${answer.status ?? 500}`;
  if (probe.grpc !== undefined) return 'service unhealthy (responded with "NOT_SERVING")';
  return `dial tcp ${address(probe, container, podIp)}: connect: connection refused`;
}

function timeoutText(probe: Probe, container: Container, podIp: string): string {
  const seconds = `${timeoutSeconds(probe)}s`;
  const command = (probe.exec?.command ?? []).join(' ');
  if (probe.exec !== undefined) return `command timed out: "${command}" timed out after ${seconds}`;
  const target = address(probe, container, podIp);
  if (probe.tcpSocket !== undefined) return `dial tcp ${target}: i/o timeout`;
  if (probe.grpc !== undefined) {
    return `timeout: failed to connect service "${target}" within ${seconds}: context deadline exceeded`;
  }
  return `Get "${url(probe, target)}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
}

function errorText(probe: Probe): string {
  if (probe.exec !== undefined) return `${EXEC_ERROR}failed to start exec: OCI runtime exec failed`;
  if (probe.httpGet !== undefined) return 'unexpected EOF';
  return probe.grpc === undefined ? 'tcp probe error' : 'grpc probe error';
}

/** The state of an error: that of an HTTP probe is one in the reading of the body. */
function erroredState(probe: Probe): 'unknown' | 'failure' {
  return probe.httpGet === undefined ? 'unknown' : 'failure';
}
