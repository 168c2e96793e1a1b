import type { Container } from '../../api/pod';
import {
  isHttpSuccess, type Answer, type HookRequest, type HookType, type PendingAnswer, type ProbeRequest, type ProbeType, type Program,
  type ProgramHost, type ProgramRun,
} from '../../programs/program';
import type { Duration } from '../../simulation/time';
import { DelegatingRun } from './delegating-run';
import { askByHttp } from './http-get';
import { askByTcp, type NetworkAsker } from './request-answers';

/** A probe or hook of a container. */
export type RequestType = ProbeType | HookType;

/** The host that a probe or hook asks; undefined when that is the pod. */
export function hostOf(container: Container, type: RequestType): string | undefined {
  if (type === 'postStart' || type === 'preStop') return container.lifecycle?.[type]?.httpGet?.host || undefined;
  const { httpGet, tcpSocket } = container[`${type}Probe`] ?? {};
  return (httpGet ?? tcpSocket)?.host || undefined;
}

/** A program that is only described, some of whose probes or hooks ask another host: these are answered there. */
export class ProgramWithHostRequests implements Program {
  readonly #program: Program;
  readonly #asker: Omit<NetworkAsker, 'schedule'>;
  readonly #elsewhere: ReadonlySet<RequestType>;

  constructor(program: Program, asker: Omit<NetworkAsker, 'schedule'>, elsewhere: ReadonlySet<RequestType>) {
    this.#program = program;
    this.#asker = asker;
    this.#elsewhere = elsewhere;
  }

  start(host: ProgramHost, ordinal: number): ProgramRun {
    const schedule: NetworkAsker['schedule'] = (delay, target) => host.simulation.schedule(delay, target);
    return new RunWithHostRequests(this.#program.start(host, ordinal), { ...this.#asker, schedule }, this.#elsewhere);
  }

  startLatency(ordinal: number): Duration | undefined {
    return this.#program.startLatency(ordinal);
  }
}

class RunWithHostRequests extends DelegatingRun {
  readonly #asker: NetworkAsker;
  readonly #elsewhere: ReadonlySet<RequestType>;

  constructor(run: ProgramRun, asker: NetworkAsker, elsewhere: ReadonlySet<RequestType>) {
    super(run);
    this.#asker = asker;
    this.#elsewhere = elsewhere;
  }

  override answerProbe(request: ProbeRequest, age: Duration): Answer | PendingAnswer {
    if (!this.#elsewhere.has(request.type)) return super.answerProbe(request, age);
    const { httpGet, tcpSocket } = request.probe;
    return httpGet === undefined ? askByTcp(this.#asker, tcpSocket!) : askByHttp(this.#asker, httpGet, isHttpSuccess);
  }

  override answerHook(request: HookRequest, age: Duration): Answer | PendingAnswer {
    if (!this.#elsewhere.has(request.type)) return super.answerHook(request, age);
    return askByHttp(this.#asker, request.handler.httpGet!, () => true);
  }

  override steadyUntil(type: ProbeType, age: Duration): Duration {
    return this.#elsewhere.has(type) ? age : super.steadyUntil(type, age);
  }
}
