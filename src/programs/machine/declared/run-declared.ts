import type { Duration, Instant } from '../../../simulation/time';
import { NEVER } from '../../../simulation/time';
import { toByteText } from '../kernel/byte-text';
import type { Program } from '../kernel/program';
import type { Signal } from '../kernel/signals';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import type { HttpReply, ReceivedRequest } from '../network/http-server';
import { HttpServer } from '../network/http-server';
import { TcpSink } from '../network/tcp-sink';
import type { CommandAnswer, DeclaredPort, DeclaredProgram, PathAnswer, SignalReaction } from './declaration';

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
  readonly act: () => Body<void>;
}

/** One run of a declared program. */
class DeclaredRun {
  readonly #start: Instant;
  readonly #server: HttpServer;
  readonly #steps: Step[] = [];
  #exit: { readonly at: Instant; readonly code: number } | undefined;
  /** A signal has changed what comes next. */
  #isInterrupted = false;

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
    const { startUp, prints, exitsAfter, exitCode } = this.declaration;
    this.#steps.push({ at: this.#start + startUp, act: () => this.#openPorts() });
    for (const { at, text, stream } of prints) {
      this.#steps.push({ at: this.#start + at, act: () => this.system.write(stream === 'stdout' ? 1 : 2, toByteText(`${text}\n`)) });
    }
    this.#steps.sort((left, right) => left.at - right.at);
    if (exitsAfter !== undefined) this.#exit = { at: this.#start + exitsAfter, code: exitCode };
  }

  *#takeDueSteps(): Body<void> {
    for (let [step] = this.#steps; step !== undefined && step.at <= this.system.now; [step] = this.#steps) {
      this.#steps.shift();
      yield* step.act();
    }
  }

  *#openPorts(): Body<void> {
    for (const declared of this.declaration.ports) {
      if (declared.paths !== undefined) this.#server.listen(declared.port);
      else TcpSink.open(this.system, declared.port);
    }
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
      const { prints } = reaction;
      if (prints !== undefined) this.#steps.unshift({ at: this.system.now, act: () => this.system.print(toByteText(`${prints}\n`)) });
      if (this.#exit === undefined || at < this.#exit.at) this.#exit = { at, code: reaction.code };
      this.#isInterrupted = true;
    });
  }

  #reply(request: ReceivedRequest): HttpReply {
    const declared = this.declaration.ports.find((candidate) => candidate.port === request.port);
    const answer = answerFor(declared, request.path, this.system.now - this.#start);
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
