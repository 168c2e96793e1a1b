import { containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodStatus, Probe } from '../../api/pod';
import { isAnswered, type Answer, type PendingAnswer, type ProbeType } from '../../programs/program';
import type { ExitListener, RuntimeContainer } from '../../runtime/runtime-pod';
import type { Expirable, Timer } from '../../simulation/event-queue';
import { SECOND, type Duration, type Instant } from '../../simulation/time';
import type { ProbeRecord } from '../../trace/trace';
import type { Cancellable, Cancellation } from '../cancellation';
import { KUBELET_RESTART_GRACE, MAX_PROBE_TRIES } from '../constants';
import { shouldAllContainersRestart } from '../restart-all-containers';
import { answered, cancelledProbe, erroredState, processGone, timedOut, timeoutSeconds, type ProbeVerdict } from './probe-texts';
import type { ProberContext } from './prober-context';
import type { ProbeResult, ProbeResults } from './results';

const TITLES: Readonly<Record<ProbeType, string>> = { liveness: 'Liveness', readiness: 'Readiness', startup: 'Startup' };
const INITIAL_RESULTS: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success', readiness: 'failure', startup: 'unknown',
};

/**
 * Runs one probe of one container for the whole life of the pod: a private loop with a ticker that is never moved by
 * starts and restarts of the container, only by manual triggers (which readiness alone gets).
 * Follows `pkg/kubelet/prober/worker.go` worker.
 */
export class ProbeWorker implements Expirable, ExitListener, Cancellable {
  readonly #context: ProberContext;
  readonly #pod: Pod;
  readonly #container: Container;
  readonly #type: ProbeType;
  readonly #probe: Probe;
  readonly #period: Duration;
  readonly #results: ProbeResults;

  /** The ticker: its next tick. */
  #nextTick: Instant = 0;
  #timer: Timer | undefined;
  /** What the timer stands for. */
  #state: 'starting' | 'waiting' | 'reacting' | 'probing' | 'ended' = 'starting';
  #stopRequested = false;
  /** The context of the sync in which the worker was made was cancelled. */
  #cancelled = false;
  #triggered = false;

  #containerId = '';
  #lastResult: ProbeResult | undefined;
  #resultRun = 0;
  #onHold = false;

  /** The attempt that runs. */
  #attempt: ProbeRecord | undefined;
  #target: RuntimeContainer | undefined;
  #pending: PendingAnswer | undefined;
  #answer: Answer | undefined;
  #triesLeft = 0;
  #podIp = '';

  constructor(context: ProberContext, pod: Pod, container: Container, type: ProbeType, probe: Probe, results: ProbeResults) {
    this.#context = context;
    this.#pod = pod;
    this.#container = container;
    this.#type = type;
    this.#probe = probe;
    this.#period = (probe.periodSeconds || 10) * SECOND;
    this.#results = results;
  }

  /**
   * Begins the loop, on a young kubelet after a random part of the first period.
   * @param sync the context of the sync in which the worker was made; the worker keeps it
   */
  start(sync: Cancellation): void {
    if (this.#probe.exec !== undefined || this.#context.cancelsNetworkProbes) sync.addListener(this);
    const { simulation, startedAt, startJitter } = this.#context;
    const uptime = simulation.now - startedAt;
    const delay = this.#period > uptime ? Math.round(startJitter.next() * this.#period) : 0;
    this.#timer = simulation.schedule(delay, this);
  }

  /** Asks the loop to end; an attempt that runs is finished first. */
  stop(): void {
    this.#stopRequested = true;
    if (this.#state === 'waiting') this.#end();
  }

  /** Asks for a check as soon as possible; the ticker then begins anew. At most one request is kept. */
  trigger(): void {
    if (this.#state === 'waiting') this.#react();
    else this.#triggered = true;
  }

  /** Ends the loop where it stands: the kubelet is gone. */
  abandon(): void {
    this.#timer?.cancel();
    this.#pending?.cancel();
    this.#target?.removeExitListener(this);
    this.#state = 'ended';
  }

  expire(): void {
    const { simulation } = this.#context;
    switch (this.#state) {
      case 'starting':
        this.#nextTick = simulation.now + this.#period;
        this.#check();
        break;
      case 'waiting':
        this.#takeTick();
        this.#check();
        break;
      case 'reacting':
        this.#nextTick = simulation.now + this.#period;
        this.#check();
        break;
      case 'probing':
        this.#attemptDue();
        break;
      case 'ended':
        break;
    }
  }

  containerExited(): void {
    this.#breakOff(processGone(this.#probe, this.#container, this.#podIp, true));
  }

  cancelled(): void {
    this.#cancelled = true;
    this.#breakOff(cancelledProbe(this.#probe));
  }

  /** Ends the attempt that runs, if one does, before its time. */
  #breakOff(verdict: ProbeVerdict): void {
    if (this.#attempt === undefined) return;
    this.#timer?.cancel();
    this.#pending?.cancel();
    this.#target?.removeExitListener(this);
    this.#finishAttempt(verdict);
  }

  /** Go's ticker: of the ticks that were missed one is kept. */
  #takeTick(): void {
    const missed = Math.floor((this.#context.simulation.now - this.#nextTick) / this.#period);
    this.#nextTick += (missed + 1) * this.#period;
  }

  /** Waits for a stop, a trigger or the ticker, whichever is there first. */
  #continue(): void {
    const { simulation } = this.#context;
    if (this.#stopRequested) {
      this.#end();
    } else if (this.#triggered) {
      this.#triggered = false;
      this.#react();
    } else {
      this.#state = 'waiting';
      this.#timer = simulation.scheduleAt(this.#nextTick, this);
    }
  }

  #react(): void {
    this.#timer?.cancel();
    this.#state = 'reacting';
    this.#timer = this.#context.simulation.schedule(this.#context.triggerLatency, this);
  }

  #end(): void {
    this.#timer?.cancel();
    this.#state = 'ended';
    if (this.#containerId !== '') this.#results.remove(this.#containerId);
    this.#context.workerEnded(this.#pod.metadata.uid!, this.#container.name, this.#type);
  }

  /** One check: looks at the pod's status and executes the probe if it is time. Follows doProbe. */
  #check(): void {
    const status = this.#context.podStatus(this.#pod.metadata.uid!);
    if (status === undefined) return this.#continue();
    if (status.phase === 'Failed' || status.phase === 'Succeeded') return this.#end();
    const container = this.#findContainer(status);
    if (container === undefined) return this.#continue();
    if (container.containerID !== this.#containerId) this.#meet(container);
    if (this.#onHold) return this.#continue();
    if (container.state.running === undefined) return this.#foundDown(container, status);
    if (!this.#isTime(container, container.state.running.startedAt)) return this.#continue();
    this.#podIp = status.podIP ?? '';
    this.#triesLeft = MAX_PROBE_TRIES;
    this.#startAttempt();
  }

  #findContainer(status: PodStatus): ContainerStatus | undefined {
    const named = ({ name, containerID }: ContainerStatus): boolean => name === this.#container.name && containerID !== undefined;
    return status.containerStatuses?.find(named) ?? status.initContainerStatuses?.find(named);
  }

  /** A new instance of the container: everything about the old one is forgotten, but for the run of results. */
  #meet(container: ContainerStatus): void {
    if (this.#containerId !== '') this.#results.remove(this.#containerId);
    this.#containerId = container.containerID!;
    this.#onHold = false;
    if (this.#context.forgetsOnRestart) {
      this.#set(INITIAL_RESULTS[this.#type]);
      return;
    }
    if (this.#type === 'startup' && this.#isSidecar() && container.started === true) this.#set('success');
    const startedAt = container.state.running?.startedAt;
    const outlivedKubelet = startedAt !== undefined && startedAt < this.#context.startedAt - KUBELET_RESTART_GRACE;
    if (!outlivedKubelet) this.#set(INITIAL_RESULTS[this.#type]);
  }

  #isSidecar(): boolean {
    return isSidecar(this.#container) && (this.#pod.spec.initContainers?.includes(this.#container) ?? false);
  }

  /** The instance does not run: that is a failure, and the end of the worker if it will not run again. */
  #foundDown(container: ContainerStatus, status: PodStatus): void {
    this.#set('failure');
    const ended = container.state.terminated;
    if (ended === undefined || containerShouldRestart(this.#container, this.#pod.spec, ended.exitCode)
      || shouldAllContainersRestart(this.#pod, undefined, status)) this.#continue();
    else this.#end();
  }

  /** Whether the initial delay is over and the startup probe lets this probe run. */
  #isTime(container: ContainerStatus, startedAt: Instant): boolean {
    const elapsedSeconds = Math.floor((this.#context.simulation.now - startedAt) / SECOND);
    if (elapsedSeconds < (this.#probe.initialDelaySeconds ?? 0)) return false;
    return (container.started === true) !== (this.#type === 'startup');
  }

  #startAttempt(): void {
    const { simulation, trace } = this.#context;
    const target = this.#context.runtimeContainer(this.#pod.metadata.uid!, this.#containerId);
    const attempt = target?.attempt ?? 0;
    this.#state = 'probing';
    this.#triesLeft -= 1;
    this.#attempt = trace.appendProbe(simulation.now, this.#pod.metadata.name, this.#container.name, attempt, this.#type);
    if (target?.run === undefined) {
      this.#finishAttempt(processGone(this.#probe, this.#container, this.#podIp, false));
    } else if (this.#cancelled) {
      this.#finishAttempt(cancelledProbe(this.#probe));
    } else {
      this.#target = target;
      target.addExitListener(this);
      this.#ask(target);
    }
  }

  #ask(target: RuntimeContainer): void {
    const { simulation } = this.#context;
    const timeout = timeoutSeconds(this.#probe) * SECOND;
    const answer = target.run!.answerProbe({ type: this.#type, probe: this.#probe }, simulation.now - target.startedAt!);
    if (isAnswered(answer)) {
      const inTime = answer.outcome !== 'timeout' && answer.latency < timeout;
      this.#answer = inTime ? answer : undefined;
      this.#timer = simulation.schedule(inTime ? answer.latency : timeout, this);
      return;
    }
    this.#answer = undefined;
    this.#pending = answer;
    this.#timer = simulation.schedule(timeout, this);
    answer.onAnswer((late) => {
      this.#timer?.cancel();
      this.#pending = undefined;
      this.#answer = late;
      this.#attemptDue();
    });
  }

  /** The answer is there, or the timeout is over. */
  #attemptDue(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
    const verdict = this.#answer === undefined
      ? timedOut(this.#probe, this.#container, this.#podIp)
      : answered(this.#probe, this.#container, this.#podIp, this.#answer);
    this.#target?.removeExitListener(this);
    this.#finishAttempt(verdict);
  }

  #finishAttempt(verdict: ProbeVerdict): void {
    const attempt = this.#attempt!;
    attempt.duration = this.#context.simulation.now - attempt.t;
    attempt.outcome = verdict.outcome;
    this.#attempt = undefined;
    this.#target = undefined;
    if (verdict.outcome === 'error' && this.#triesLeft > 0) this.#startAttempt();
    else this.#conclude(verdict);
  }

  #conclude(verdict: ProbeVerdict): void {
    const title = TITLES[this.#type];
    if (verdict.outcome === 'error') {
      this.#warn(`${title} probe errored and resulted in ${erroredState(this.#probe)} state: ${verdict.text}`);
    } else if (verdict.outcome === 'success') {
      this.#count('success');
    } else {
      this.#warn(`${title} probe failed: ${verdict.text}`);
      this.#count('failure');
    }
    this.#continue();
  }

  #warn(message: string): void {
    this.#context.recorder.containerEvent(this.#pod, this.#container.name, 'Warning', 'Unhealthy', message);
  }

  /** Counts equal results in a row and stores one that has reached its threshold. */
  #count(result: 'success' | 'failure'): void {
    this.#resultRun = this.#lastResult === result ? this.#resultRun + 1 : 1;
    this.#lastResult = result;
    const threshold = result === 'failure' ? this.#probe.failureThreshold || 3 : this.#probe.successThreshold || 1;
    if (this.#resultRun < threshold) return;
    this.#set(result);
    if (this.#type === 'startup' || (this.#type === 'liveness' && result === 'failure')) {
      this.#onHold = true;
      this.#resultRun = 0;
    }
  }

  #set(result: ProbeResult): void {
    this.#results.set(this.#pod.metadata.uid!, this.#containerId, result);
  }
}
