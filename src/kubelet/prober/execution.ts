import type { Container, Pod, Probe } from '../../api/pod';
import { isAnswered, type Answer, type PendingAnswer, type ProbeType } from '../../programs/program';
import type { ExitListener, RuntimeContainer } from '../../runtime/runtime-pod';
import type { Expirable, Timer } from '../../simulation/event-queue';
import { SECOND, type Duration, type Instant } from '../../simulation/time';
import type { ProbeRecord } from '../../trace/trace';
import { MAX_PROBE_TRIES } from '../constants';
import { answered, cancelledProbe, processGone, timedOut, timeoutSeconds, unsendable, type ProbeVerdict } from './probe-texts';
import type { ProberContext } from './prober-context';

/** What a probe is run against. */
export interface ProbeSubject {
  readonly pod: Pod;
  readonly container: Container;
  readonly type: ProbeType;
  readonly probe: Probe;
}

/** The instance of the container that an execution is about. */
export interface ProbeTarget {
  readonly id: string;
  readonly podIp: string;
}

/** Who is told how an execution ended. */
export interface ExecutionListener {
  executionEnded(verdict: ProbeVerdict): void;
}

/**
 * Executes one probe: a try, and up to two more where it could not be run. A try ends early when the container's
 * process ends, or when its context is cancelled.
 * Follows `pkg/kubelet/prober/prober.go` runProbeWithRetries and runProbe.
 */
export class ProbeExecution implements Expirable, ExitListener {
  readonly #context: ProberContext;
  readonly #subject: ProbeSubject;
  readonly #listener: ExecutionListener;
  readonly #containerId: string;
  readonly #podIp: string;
  #triesLeft = MAX_PROBE_TRIES;
  #cancelled = false;
  #record: ProbeRecord | undefined;
  #target: RuntimeContainer | undefined;
  #pending: PendingAnswer | undefined;
  #answer: Answer | undefined;
  #timer: Timer | undefined;

  constructor(context: ProberContext, subject: ProbeSubject, listener: ExecutionListener, target: ProbeTarget) {
    this.#context = context;
    this.#subject = subject;
    this.#listener = listener;
    this.#containerId = target.id;
    this.#podIp = target.podIp;
  }

  /** The answer to the last try, if it was answered in time. */
  get lastAnswer(): Answer | undefined {
    return this.#answer;
  }

  /** Begins with the first try. */
  begin(): void {
    this.#try();
  }

  /** Goes on with a first try that began at `startedAt` and is a success after `latency`. */
  resume(startedAt: Instant, latency: Duration): void {
    const { simulation } = this.#context;
    const target = this.#findTarget();
    if (target === undefined) return;
    this.#triesLeft -= 1;
    this.#answer = { outcome: 'success', latency };
    this.#record = this.#append(startedAt, target.attempt);
    this.#target = target;
    target.addExitListener(this);
    this.#timer = simulation.scheduleAt(startedAt + latency, this);
  }

  /** From now on every try fails at once as one that cannot be run, the one under way included. */
  cancel(): void {
    this.#cancelled = true;
    this.#breakOff(cancelledProbe(this.#subject.probe));
  }

  /** Nothing more is done or said. */
  abandon(): void {
    this.#timer?.cancel();
    this.#pending?.cancel();
    this.#target?.removeExitListener(this);
  }

  containerExited(): void {
    this.#breakOff(processGone(this.#subject.probe, this.#subject.container, this.#podIp, true));
  }

  /** The answer is there, or the timeout is over. */
  expire(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
    this.#target?.removeExitListener(this);
    const { probe, container } = this.#subject;
    this.#finish(this.#answer === undefined
      ? timedOut(probe, container, this.#podIp)
      : answered(probe, container, this.#podIp, this.#answer));
  }

  #try(): void {
    const target = this.#findTarget();
    this.#triesLeft -= 1;
    this.#answer = undefined;
    this.#record = this.#append(this.#context.simulation.now, target?.attempt ?? 0);
    const refused = unsendable(this.#subject.probe, this.#subject.container);
    if (refused !== undefined) {
      this.#finish(refused);
    } else if (target?.run === undefined) {
      this.#finish(processGone(this.#subject.probe, this.#subject.container, this.#podIp, false));
    } else if (this.#cancelled) {
      this.#finish(cancelledProbe(this.#subject.probe));
    } else {
      this.#target = target;
      target.addExitListener(this);
      this.#ask(target);
    }
  }

  #ask(target: RuntimeContainer): void {
    const { simulation } = this.#context;
    const { type, probe } = this.#subject;
    const timeout = timeoutSeconds(probe) * SECOND;
    const answer = target.run!.answerProbe({ type, probe }, simulation.now - target.startedAt!);
    if (isAnswered(answer)) {
      const inTime = answer.outcome !== 'timeout' && answer.latency < timeout;
      this.#answer = inTime ? answer : undefined;
      this.#timer = simulation.schedule(inTime ? answer.latency : timeout, this);
      return;
    }
    this.#pending = answer;
    this.#timer = simulation.schedule(timeout, this);
    answer.onAnswer((late) => {
      this.#timer?.cancel();
      this.#pending = undefined;
      this.#answer = late;
      this.expire();
    });
  }

  #breakOff(verdict: ProbeVerdict): void {
    if (this.#record === undefined) return;
    this.abandon();
    this.#finish(verdict);
  }

  #finish(verdict: ProbeVerdict): void {
    const record = this.#record!;
    record.duration = this.#context.simulation.now - record.t;
    record.outcome = verdict.outcome;
    this.#record = undefined;
    this.#target = undefined;
    if (verdict.outcome === 'error' && this.#triesLeft > 0) this.#try();
    else this.#listener.executionEnded(verdict);
  }

  #findTarget(): RuntimeContainer | undefined {
    return this.#context.runtimeContainer(this.#subject.pod.metadata.uid!, this.#containerId);
  }

  #append(at: Instant, attempt: number): ProbeRecord {
    const { pod, container, type } = this.#subject;
    return this.#context.trace.appendProbe(at, pod.metadata.name, container.name, attempt, type);
  }
}
