import type { Duration, Instant } from '../../../simulation/time';
import { NEVER, SECOND } from '../../../simulation/time';
import { toByteText } from '../kernel/byte-text';
import type { Program } from '../kernel/program';
import type { Signal } from '../kernel/signals';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { askedService, healthResponse } from '../network/grpc-health';
import type { HttpReply, ReceivedRequest } from '../network/http-server';
import { HttpServer } from '../network/http-server';
import { TcpSink } from '../network/tcp-sink';
import type { CommandAnswer, DeclaredPort, DeclaredProgram, MemoryUse, PathAnswer, SignalReaction } from './declaration';

/** Makes a program of a declaration; one that depends on the environment is computed when the program starts. */
export function declaredProgram(
  declaration: DeclaredProgram | ((environment: ReadonlyMap<string, string>) => DeclaredProgram),
): Program {
  return (system) => {
    const chosen = typeof declaration === 'function' ? declaration(system.environment) : declaration;
    return new DeclaredRun(system, chosen).run();
  };
}

/** Makes a command whose answers depend on the age of process 1. */
export function declaredCommand(answers: readonly CommandAnswer[]): Program {
  return function* run(system) {
    const { main } = system.task.kernel;
    const answer = entryAt(answers, system.now - (main?.startedAt ?? system.now));
    if (answer === undefined) return 0;
    yield* system.sleep(answer.takes);
    yield* system.print(toByteText(answer.prints));
    return answer.code;
  };
}

/** The entry that holds at an age: the last one that has begun. */
function entryAt<T extends { readonly from: Duration }>(entries: readonly T[], age: Duration): T | undefined {
  return entries.filter((entry) => entry.from <= age).at(-1);
}

/** Something a declared program does by itself at some moment. */
interface Step {
  readonly at: Instant;
  readonly act: () => Body<void> | void;
}

/** One run of a declared program. */
class DeclaredRun {
  readonly #start: Instant;
  readonly #server: HttpServer;
  readonly #steps: Step[] = [];
  readonly #sinks = new Map<number, TcpSink>();
  #exit: { readonly at: Instant; readonly code: number } | undefined;
  /** A signal has changed what comes next. */
  #isInterrupted = false;
  #hasLeftPorts = false;

  constructor(
    private readonly system: System,
    private readonly declaration: DeclaredProgram,
  ) {
    this.#start = system.now;
    this.#server = new HttpServer(system, {
      reply: (request) => this.#reply(request),
      logLine: (request, response) =>
        declaration.logsRequests ? `${request.method} ${request.path} ${response.status}` : '',
    });
  }

  *run(): Body<number> {
    this.#plan();
    for (const [signal, reaction] of Object.entries(this.declaration.signals)) {
      this.#handle(signal as Signal, reaction);
    }
    for (;;) {
      this.#isInterrupted = false;
      yield* this.#takeDueSteps();
      if (this.#exit !== undefined && this.#exit.at <= this.system.now) return this.#exit.code;
      const next = Math.min(this.#steps[0]?.at ?? NEVER, this.#exit?.at ?? NEVER);
      yield* this.#server.serve(() => this.#isInterrupted, next);
    }
  }

  #plan(): void {
    const { startUp, ports, prints, memory, exitsAfter, exitCode } = this.declaration;
    for (const port of ports) {
      this.#at(port.opens ?? startUp, () => this.#open(port));
      if (port.closes !== undefined) this.#at(port.closes, () => this.#close(port.port));
    }
    for (const { at, text, stream } of prints) this.#at(at, () => this.system.write(stream === 'stdout' ? 1 : 2, toByteText(`${text}\n`)));
    memory.forEach((use, index) => { this.#planMemory(use, memory[index + 1]?.from ?? NEVER); });
    if (exitsAfter !== undefined) this.#exit = { at: this.#start + exitsAfter, code: exitCode };
  }

  /** Plans something for an age; what is planned for one age happens in the order in which it was planned. */
  #at(age: Duration, act: () => Body<void> | void): void {
    const at = this.#start + age;
    const place = this.#steps.findIndex((step) => step.at > at);
    this.#steps.splice(place < 0 ? this.#steps.length : place, 0, { at, act });
  }

  /** Memory that grows is asked for once a second, as long as there is a limit that it can reach. */
  #planMemory({ from, uses, grows }: MemoryUse, until: Duration): void {
    const { task } = this.system;
    this.#at(from, () => { this.system.reserve(uses - task.memory); });
    if (grows === 0 || task.kernel.memoryLimit === undefined) return;
    const grow = (age: Duration): void => {
      if (age >= until) return;
      this.#at(age, () => {
        this.system.reserve(grows);
        grow(age + SECOND);
      });
    };
    grow(from + SECOND);
  }

  *#takeDueSteps(): Body<void> {
    for (let [step] = this.#steps; step !== undefined && step.at <= this.system.now; [step] = this.#steps) {
      this.#steps.shift();
      const body = step.act();
      if (body !== undefined) yield* body;
    }
  }

  #open({ port, paths, services }: DeclaredPort): void {
    if (this.#hasLeftPorts) return;
    if (paths !== undefined || services !== undefined) this.#server.listen(port);
    else this.#sinks.set(port, TcpSink.open(this.system, port));
  }

  #close(port: number): void {
    this.#server.stopListening(port);
    this.#sinks.get(port)?.stop();
  }

  #handle(signal: Signal, reaction: SignalReaction): void {
    if (reaction === 'ignore') {
      this.system.onSignal(signal, 'ignore');
      return;
    }
    let hasReacted = false;
    this.system.onSignal(signal, () => {
      if (hasReacted) return;
      hasReacted = true;
      const at = this.system.now + reaction.after;
      const { prints, closesPorts } = reaction;
      if (closesPorts) this.#leavePorts();
      if (prints !== undefined) this.#steps.unshift({ at: this.system.now, act: () => this.system.print(toByteText(`${prints}\n`)) });
      if (this.#exit === undefined || at < this.#exit.at) this.#exit = { at, code: reaction.code };
      this.#isInterrupted = true;
    });
  }

  /** No port is opened any more, and those that are open close. */
  #leavePorts(): void {
    for (const { port } of this.declaration.ports) this.#close(port);
    this.#hasLeftPorts = true;
  }

  #reply(request: ReceivedRequest): HttpReply {
    const declared = this.declaration.ports.find((candidate) => candidate.port === request.port);
    const age = this.system.now - this.#start;
    const service = declared?.services === undefined ? undefined : askedService(request);
    if (service !== undefined) {
      const health = entryAt(declared?.services?.[service] ?? [], age);
      return { response: healthResponse(health?.status ?? 'unknown'), delay: health?.takes ?? 0 };
    }
    const answer = answerFor(declared, request.path, age);
    if (answer === undefined) return { response: { status: 404, headers: [], body: '' }, delay: 0 };
    const { status, takes, body, headers } = answer;
    if (status === undefined) return { response: undefined, delay: 0 };
    const lines = Object.entries(headers).map(([name, value]) => ({ name, value }));
    return { response: { status, headers: lines, body: toByteText(body) }, delay: takes };
  }
}

function answerFor(declared: DeclaredPort | undefined, path: string, age: Duration): PathAnswer | undefined {
  const paths = declared?.paths ?? {};
  const plain = path.replace(/\?.*/, '');
  const entries = Object.hasOwn(paths, plain) ? paths[plain] : paths['*'];
  return entries === undefined ? undefined : entryAt(entries, age);
}
