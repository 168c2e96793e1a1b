import type { Container } from '../../api/pod';
import { SystemError } from '../../programs/machine/kernel/errno';
import type { Waiter } from '../../programs/machine/kernel/wait-queue';
import { parseRequest, renderResponse } from '../../programs/machine/network/http-message';
import { createConnection, type StreamSocket } from '../../programs/machine/network/stream-socket';
import {
  isAnswered, type Answer, type HookRequest, type PendingAnswer, type ProbeRequest, type ProbeType, type Program, type ProgramHost, type ProgramRun,
} from '../../programs/program';
import type { Simulation } from '../../simulation/simulation';
import type { Duration, Instant } from '../../simulation/time';

const PROBES = ['readiness', 'liveness', 'startup'] as const;
const CHUNK = 65_536;

/**
 * The containers of a pod that are only described: while they run they are taken to listen on the ports that the manifest
 * gives them, and to answer what they answer to probes. Nothing is done before somebody connects.
 */
export class DescribedServers {
  readonly #running = new Set<ServingRun>();

  /** A program that serves while it runs. */
  serving(container: Container, program: Program): Program {
    const ports = portsOf(container);
    if (ports.size === 0) return program;
    return {
      start: (host, ordinal) => {
        const run = new ServingRun(program.start(host, ordinal), container, ports, host, () => { this.#running.delete(run); });
        this.#running.add(run);
        return run;
      },
      startLatency: (ordinal) => program.startLatency(ordinal),
    };
  }

  /** Connects to whoever has the port; undefined when nobody has. */
  connect(port: number, from: string, address: string): StreamSocket | undefined {
    for (const run of this.#running) if (run.ports.has(port)) return run.accept(from, address);
    return undefined;
  }
}

/** The ports of a container, and those that its probes ask for at the pod. */
function portsOf({ ports = [], ...container }: Container): ReadonlySet<number> {
  const probed = PROBES.flatMap((type) => {
    const { httpGet, tcpSocket } = container[`${type}Probe`] ?? {};
    const action = httpGet ?? tcpSocket;
    return action === undefined || action.host ? [] : [action.port];
  });
  const numbers = probed.filter((port): port is number => typeof port === 'number');
  return new Set([...ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ containerPort }) => containerPort), ...numbers]);
}

/** A run with its connections. */
class ServingRun implements ProgramRun {
  readonly ports: ReadonlySet<number>;
  readonly #run: ProgramRun;
  readonly #container: Container;
  readonly #simulation: Simulation;
  readonly #startedAt: Instant;
  readonly #ended: () => void;
  readonly #connections = new Set<StreamSocket>();

  constructor(run: ProgramRun, container: Container, ports: ReadonlySet<number>, host: ProgramHost, ended: () => void) {
    this.ports = ports;
    this.#run = run;
    this.#container = container;
    this.#simulation = host.simulation;
    this.#startedAt = host.simulation.now;
    this.#ended = ended;
  }

  stop(signal: string | undefined): void {
    this.#run.stop(signal);
  }

  dispose(): void {
    this.#run.dispose();
    this.#ended();
    for (const connection of this.#connections) connection.close();
  }

  answerProbe(request: ProbeRequest, age: Duration): Answer | PendingAnswer {
    return this.#run.answerProbe(request, age);
  }

  answerHook(request: HookRequest, age: Duration): Answer | PendingAnswer {
    return this.#run.answerHook(request, age);
  }

  steadyUntil(type: ProbeType, age: Duration): Duration {
    return this.#run.steadyUntil(type, age);
  }

  /** Takes a connection. */
  accept(from: string, address: string): StreamSocket {
    const [client, server] = createConnection(from, address);
    this.#connections.add(server);
    new ServedConnection(server, (path) => { this.#respond(server, path); }).wake();
    return client;
  }

  #respond(socket: StreamSocket, path: string): void {
    const answer = this.#answer(path);
    if (answer.outcome === 'timeout') return;
    const respond = (): void => {
      if (!this.#connections.delete(socket)) return;
      const status = answer.status ?? (answer.outcome === 'success' ? 200 : 500);
      if (answer.outcome !== 'error' && socket.isOpen) socket.write(renderResponse({ status, headers: [], body: '' }));
      socket.close();
    };
    this.#simulation.schedule(answer.latency, { expire: respond });
  }

  /** What it says to the probe that asks for this path; it has every other page. */
  #answer(path: string): Answer {
    for (const type of PROBES) {
      const probe = this.#container[`${type}Probe`];
      if (probe?.httpGet === undefined || (probe.httpGet.path ?? '/') !== path.replace(/\?.*/, '')) continue;
      const answer = this.#run.answerProbe({ type, probe }, this.#simulation.now - this.#startedAt);
      if (isAnswered(answer)) return answer;
    }
    return { outcome: 'success', latency: 0 };
  }
}

/** The server's end of a connection, until it has a request; what is not HTTP is taken and never answered. */
class ServedConnection implements Waiter {
  #bytes = '';

  constructor(readonly socket: StreamSocket, readonly requested: (path: string) => void) {}

  wake(): void {
    try {
      for (let bytes = this.socket.read(CHUNK); bytes !== undefined; bytes = this.socket.read(CHUNK)) {
        if (bytes === '') {
          this.socket.close();
          return;
        }
        this.#bytes += bytes;
      }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return;
    }
    const request = parseRequest(this.#bytes);
    if (typeof request === 'string') this.socket.changed.add(this);
    else this.requested(request.path);
  }
}
