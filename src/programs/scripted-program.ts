import type { Expirable, Timer } from '../simulation/event-queue';
import type { Duration } from '../simulation/time';
import {
  exitReason, type Answer, type HookRequest, type HookType, type Outcome, type ProbeRequest, type ProbeType,
  type Program, type ProgramHost, type ProgramRun,
} from './program';

/** From the age `from` on a probe is answered like this, until the next entry. */
export interface ScriptedAnswer {
  readonly from: Duration;
  readonly outcome: Outcome;
  /** How long the answer takes; absent = the runtime's usual probe latency. */
  readonly latency?: Duration;
  readonly status?: number;
  readonly output?: string;
}

/** How a program reacts to SIGTERM: not at all, or by an exit after a while. */
export type SigtermReaction = { readonly ignore: true } | { readonly after: Duration; readonly exitCode: number };

const KILLED: SigtermReaction = { after: 0, exitCode: 137 };

/** One run of a scripted program as data. */
export interface RunScript {
  readonly startLatency?: Duration;
  /** From the start to the exit by itself; absent = it never exits by itself. */
  readonly exitAfter?: Duration;
  readonly exitCode: number;
  readonly oomKilled?: boolean;
  readonly onSigterm: SigtermReaction;
  /** Answers per probe type, ordered by `from`; before the first entry, and without entries, it is success. */
  readonly probes: Readonly<Partial<Record<ProbeType, readonly ScriptedAnswer[]>>>;
  /** Hooks; absent = success at once. */
  readonly hooks: Readonly<Partial<Record<HookType, Answer>>>;
}

/** A program that is a table: what it does at which age. Run k is used for the k-th start; the last one repeats. */
export class ScriptedProgram implements Program {
  /**
   * @param runs at least one
   * @param probeLatency how long a probe takes whose script gives no latency
   */
  constructor(readonly runs: readonly RunScript[], readonly probeLatency: Duration) {}

  start(host: ProgramHost, ordinal: number): ProgramRun {
    return new ScriptedRun(host, this.#run(ordinal), this.probeLatency);
  }

  startLatency(ordinal: number): Duration | undefined {
    return this.#run(ordinal).startLatency;
  }

  #run(ordinal: number): RunScript {
    return this.runs[Math.min(ordinal, this.runs.length - 1)];
  }
}

const HOOK_SUCCEEDS: Answer = { outcome: 'success', latency: 0 };

class ScriptedRun implements ProgramRun, Expirable {
  readonly #host: ProgramHost;
  readonly #script: RunScript;
  readonly #probeLatency: Duration;
  #exitTimer: Timer | undefined;
  #exitCode: number;

  constructor(host: ProgramHost, script: RunScript, probeLatency: Duration) {
    this.#host = host;
    this.#script = script;
    this.#probeLatency = probeLatency;
    this.#exitCode = script.exitCode;
    if (script.exitAfter !== undefined) this.#exitTimer = host.simulation.schedule(script.exitAfter, this);
  }

  /** What it does at SIGTERM it does at any stop signal but SIGKILL, which leaves nobody a choice. */
  stop(signal: string | undefined): void {
    const reaction = signal === 'SIGKILL' ? KILLED : this.#script.onSigterm;
    if ('ignore' in reaction) return;
    const { simulation } = this.#host;
    const due = simulation.now + reaction.after;
    if (this.#exitTimer?.target !== undefined && this.#exitTimer.due <= due) return;
    this.#exitTimer?.cancel();
    this.#exitCode = reaction.exitCode;
    this.#exitTimer = simulation.scheduleAt(due, this);
  }

  expire(): void {
    const byItself = this.#exitCode === this.#script.exitCode;
    const reason = byItself && this.#script.oomKilled ? 'OOMKilled' : exitReason(this.#exitCode);
    this.#host.exit({ exitCode: this.#exitCode, reason });
  }

  dispose(): void {
    this.#exitTimer?.cancel();
  }

  answerProbe(request: ProbeRequest, age: Duration): Answer {
    const entry = this.#entry(request.type, age);
    if (entry === undefined) return { outcome: 'success', latency: this.#probeLatency };
    return {
      outcome: entry.outcome,
      latency: entry.latency ?? this.#probeLatency,
      status: entry.status,
      output: entry.output,
    };
  }

  answerHook(request: HookRequest): Answer {
    return this.#script.hooks[request.type] ?? HOOK_SUCCEEDS;
  }

  steadyUntil(type: ProbeType, age: Duration): Duration {
    for (const entry of this.#script.probes[type] ?? []) if (entry.from > age) return entry.from;
    return Infinity;
  }

  #entry(type: ProbeType, age: Duration): ScriptedAnswer | undefined {
    let found: ScriptedAnswer | undefined;
    for (const entry of this.#script.probes[type] ?? []) {
      if (entry.from > age) break;
      found = entry;
    }
    return found;
  }
}
