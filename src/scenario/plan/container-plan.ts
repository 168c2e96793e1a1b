import type { Container } from '../../api/pod';
import type { HookType, ProbeType } from '../../programs/program';
import { ScriptedProgram, type RunScript, type SigtermReaction } from '../../programs/scripted-program';
import type { ContainerScript } from '../../runtime/runtime-script';
import type { Duration } from '../../simulation/time';
import type { ContainerKind } from '../references';
import type { Window } from '../time-span';
import { outcomeOfStatus, scriptAnswers, withAnswer, type PlannedAnswer } from './answers';
import { PerRun } from './per-run';

/** How a run of a container ends by itself. */
export interface PlannedExit {
  /** From the start of the process; undefined = never. */
  readonly after: Duration | undefined;
  readonly exitCode: number;
  readonly oomKilled?: boolean;
}

/** What a hook does. */
export interface PlannedHook {
  readonly takes: Duration;
  readonly fails: boolean;
}

/** Takes a time in a window that the scenario leaves open. */
export type Chooser = (choice: string, window: Window) => Duration;

/** What there is to know when a plan becomes a script. */
export interface ScriptContext {
  readonly container: Container;
  readonly kind: ContainerKind;
  /** How long a probe takes whose answer gives no time. */
  readonly probeLatency: Duration;
  readonly choose: Chooser;
}

/** A well-behaved server leaves at once when it is asked to. */
const LEAVES_AT_ONCE: SigtermReaction = { after: 0, exitCode: 0 };

const RUNS_FOR_EVER: PlannedExit = { after: undefined, exitCode: 0 };
const DOES_ITS_WORK_AT_ONCE: PlannedExit = { after: 0, exitCode: 0 };

/**
 * What a scenario says about the program of one container. Where nothing is said and nothing is known of the image
 * and the command either (see {@link PodPlan}), it is a well-behaved server: it runs for ever, answers every probe with success and every hook at once, and exits with code 0 as soon as it
 * receives SIGTERM. An ordinary init container does its work at once and exits with code 0.
 */
export class ContainerPlan {
  readonly exits = new PerRun<PlannedExit>();
  onSigterm: SigtermReaction = LEAVES_AT_ONCE;
  startTakes: Duration | undefined;
  failedCreates = 0;
  failedStarts = 0;
  readonly #answers = new Map<ProbeType, PerRun<readonly PlannedAnswer[]>>();
  readonly #pages = new Map<string, PerRun<readonly PlannedAnswer[]>>();
  readonly #choices = new Map<ProbeType, Window>();
  readonly #hooks = new Map<HookType, PlannedHook>();

  /** Whether nothing is said about what the program does. */
  get saysNothing(): boolean {
    const isSilent = [this.#answers, this.#pages, this.#choices, this.#hooks].every(({ size }) => size === 0);
    return isSilent && this.exits.last === 0 && this.startTakes === undefined && this.onSigterm === LEAVES_AT_ONCE;
  }

  /** Whether nothing is said about a hook. */
  saysNothingOf(hook: HookType): boolean {
    return !this.#hooks.has(hook);
  }

  /** The probes and hooks of a container about which nothing is said. */
  unsaid(container: Container): readonly (ProbeType | HookType)[] {
    const isUnsaid = (type: ProbeType): boolean => !this.#answers.has(type) && !this.#choices.has(type) && this.#page(container, type) === undefined;
    return [...PROBE_TYPES.filter(isUnsaid), ...HOOK_TYPES.filter((hook) => this.saysNothingOf(hook))];
  }

  /** Sets how it ends by itself in every run. */
  setExit(exit: PlannedExit): void {
    this.exits.clear();
    this.exits.set(1, exit);
  }

  /** Sets the answers to a probe in a run and later ones. */
  setAnswers(probe: ProbeType, run: number, answers: readonly PlannedAnswer[]): void {
    this.#of(this.#answers, probe).set(run, answers);
  }

  /** Adds an answer to a probe, in every run. */
  addAnswer(probe: ProbeType, answer: PlannedAnswer): void {
    const answers = this.#of(this.#answers, probe);
    answers.set(1, withAnswer(answers.of(1) ?? [], answer));
  }

  /** Sets the answers to GET requests of a path in a run and later ones. */
  setPage(path: string, run: number, answers: readonly PlannedAnswer[]): void {
    this.#of(this.#pages, path).set(run, answers.map((each) => ({ ...each, outcome: outcomeOfStatus(each.status!) })));
  }

  /** A probe fails until some time in a window, which is another in each run of the scenario. */
  succeedsFromSomeTimeIn(probe: ProbeType, window: Window): void {
    this.#choices.set(probe, window);
  }

  /** Changes what a hook does. */
  changeHook(hook: HookType, change: Partial<PlannedHook>): void {
    this.#hooks.set(hook, { takes: 0, fails: false, ...this.#hooks.get(hook), ...change });
  }

  /** The plan as the script of a container. */
  script(context: ScriptContext): ContainerScript {
    const chosen = this.#chooseAnswers(context);
    const runs = Array.from({ length: Math.max(1, this.#lastRun()) }, (_, index) => this.#runScript(index + 1, context, chosen));
    return {
      createErrors: this.failedCreates,
      startErrors: this.failedStarts,
      program: new ScriptedProgram(runs, context.probeLatency),
    };
  }

  #of<K, V>(map: Map<K, PerRun<V>>, key: K): PerRun<V> {
    const known = map.get(key) ?? new PerRun<V>();
    map.set(key, known);
    return known;
  }

  #lastRun(): number {
    return Math.max(this.exits.last, ...[...this.#answers.values(), ...this.#pages.values()].map(({ last }) => last));
  }

  #chooseAnswers({ container, choose }: ScriptContext): Map<ProbeType, readonly PlannedAnswer[]> {
    return new Map([...this.#choices].map(([probe, window]) => {
      const from = choose(`${container.name}/${probe}`, window);
      return [probe, [{ from: 0, outcome: 'failure' }, { from, outcome: 'success' }]];
    }));
  }

  #runScript(run: number, { container, kind }: ScriptContext, chosen: ReadonlyMap<ProbeType, readonly PlannedAnswer[]>): RunScript {
    const exit = this.exits.of(run) ?? (kind === 'init container' ? DOES_ITS_WORK_AT_ONCE : RUNS_FOR_EVER);
    const probes: RunScript['probes'] = Object.fromEntries(PROBE_TYPES.flatMap((type) => {
      const answers = chosen.get(type) ?? this.#answers.get(type)?.of(run) ?? this.#page(container, type)?.of(run);
      return answers === undefined ? [] : [[type, scriptAnswers(answers)]];
    }));
    const hooks: RunScript['hooks'] = Object.fromEntries([...this.#hooks].map(([hook, { takes, fails }]) => (
      [hook, { outcome: fails ? 'failure' : 'success', latency: takes }]
    )));
    return {
      startLatency: this.startTakes,
      exitAfter: exit.after,
      exitCode: exit.exitCode,
      oomKilled: exit.oomKilled,
      onSigterm: this.onSigterm,
      probes,
      hooks,
    };
  }

  #page(container: Container, type: ProbeType): PerRun<readonly PlannedAnswer[]> | undefined {
    const path = container[`${type}Probe`]?.httpGet?.path;
    return path === undefined ? undefined : this.#pages.get(path);
  }
}

const HOOK_TYPES = ['postStart', 'preStop'] as const;

/** The three kinds of probes, in the order in which the kubelet makes their workers. */
export const PROBE_TYPES = ['startup', 'readiness', 'liveness'] as const;
