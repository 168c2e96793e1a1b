import { containerShouldRestart, isSidecar } from '../../api/containers';
import type { Container, ContainerStatus, Pod, PodStatus, Probe } from '../../api/pod';
import type { ProbeType } from '../../programs/program';
import type { ExitListener, RuntimeContainer } from '../../runtime/runtime-pod';
import type { Expirable, Timer } from '../../simulation/event-queue';
import { SECOND, type Duration, type Instant } from '../../simulation/time';
import { KUBELET_RESTART_GRACE } from '../constants';
import { shouldAllContainersRestart } from '../kuberuntime/restart-all-containers';
import type { Cancellable, Cancellation } from '../pod-workers/cancellation';
import { ProbeExecution, type ExecutionListener, type ProbeSubject } from './execution';
import type { ProbeVerdict } from './probe-texts';
import type { ProberContext } from './prober-context';
import { QuietStretch } from './quiet-stretch';
import type { ProbeResult, ProbeResults } from './results';

const TITLES: Readonly<Record<ProbeType, string>> = { liveness: 'Liveness', readiness: 'Readiness', startup: 'Startup' };
const INITIAL_RESULTS: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success', readiness: 'failure', startup: 'unknown',
};

/** What the worker's timer stands for; `resting`: nothing will change before something disturbs the worker. */
type WorkerState = 'starting' | 'waiting' | 'reacting' | 'probing' | 'resting' | 'ended';

/**
 * Runs one probe of one container for the whole life of the pod: a private loop with a ticker that is never moved by
 * starts and restarts of the container, only by manual triggers (which readiness alone gets). While it is known what
 * every tick will do, the worker rests, and makes up for the ticks when it is disturbed.
 * Follows `pkg/kubelet/prober/worker.go` worker.
 */
export class ProbeWorker implements ProbeSubject, Expirable, ExitListener, Cancellable, ExecutionListener {
  readonly #context: ProberContext;
  readonly pod: Pod;
  readonly container: Container;
  readonly type: ProbeType;
  readonly probe: Probe;
  readonly #period: Duration;
  readonly #results: ProbeResults;

  /** The ticker: its next tick. */
  #nextTick: Instant = 0;
  #timer: Timer | undefined;
  /** The attempt under way. */
  #execution: ProbeExecution | undefined;
  #cancelled = false;
  #state: WorkerState = 'starting';
  #stopRequested = false;
  #triggered = false;
  #stretch: QuietStretch | undefined;

  /** The status that the last check looked at. */
  #checked: PodStatus | undefined;
  #containerId = '';
  #lastResult: ProbeResult | undefined;
  #resultRun = 0;
  #onHold = false;

  constructor(context: ProberContext, subject: ProbeSubject, results: ProbeResults) {
    this.#context = context;
    this.pod = subject.pod;
    this.container = subject.container;
    this.type = subject.type;
    this.probe = subject.probe;
    this.#period = (subject.probe.periodSeconds || 10) * SECOND;
    this.#results = results;
  }

  /**
   * Begins the loop, on a young kubelet after a random part of the first period.
   * @param sync the context of the sync in which the worker was made; the worker keeps it
   */
  start(sync: Cancellation): void {
    const { simulation, startedAt, startJitter, cancelsNetworkProbes } = this.#context;
    if (this.probe.exec !== undefined || cancelsNetworkProbes) sync.addListener(this);
    const uptime = simulation.now - startedAt;
    const delay = this.#period > uptime ? Math.round(startJitter.next() * this.#period) : 0;
    this.#timer = simulation.schedule(delay, this);
  }

  /** Asks the loop to end; an attempt that runs is finished first. */
  stop(): void {
    this.#disturb();
    this.#stopRequested = true;
    if (this.#state === 'waiting') this.#end();
  }

  /** Asks for a check as soon as possible; the ticker then begins anew. At most one request is kept. */
  trigger(): void {
    this.#disturb();
    if (this.#state === 'waiting') this.#react();
    else this.#triggered = true;
  }

  /** The pod's status has changed. */
  podStatusChanged(): void {
    this.#disturb();
  }

  /** Ends the loop where it stands: the kubelet is gone. */
  abandon(): void {
    this.#disturb();
    this.#timer?.cancel();
    this.#execution?.abandon();
    this.#state = 'ended';
  }

  cancelled(): void {
    this.#disturb();
    this.#cancelled = true;
    this.#execution?.cancel();
  }

  containerExited(): void {
    const resting = this.#state === 'resting';
    // A tick of this very instant comes after the end of the process.
    this.#disturb(this.#context.simulation.now - 1);
    // The execution did not listen when the worker rested.
    if (resting && (this.#state as WorkerState) === 'probing') this.#execution?.containerExited();
  }

  expire(): void {
    const { simulation } = this.#context;
    switch (this.#state) {
      case 'starting':
      case 'reacting':
        this.#nextTick = simulation.now + this.#period;
        this.#check();
        break;
      case 'waiting':
        this.#takeTick();
        this.#check();
        break;
      case 'resting':
      case 'probing':
      case 'ended':
        break;
    }
  }

  executionEnded(verdict: ProbeVerdict): void {
    const execution = this.#execution!;
    this.#execution = undefined;
    const title = TITLES[this.type];
    if (verdict.outcome === 'error') {
      this.#warn('Unhealthy', `${title} probe errored and resulted in ${verdict.state ?? 'unknown'} state: ${verdict.text}`);
    } else if (verdict.outcome === 'success') {
      if (verdict.warns) this.#warn('ProbeWarning', `${title} probe warning: ${verdict.text}`);
      this.#count('success');
      if (!verdict.warns && this.#restOnSuccess(execution)) return;
    } else {
      this.#warn('Unhealthy', `${title} probe failed: ${verdict.text}`);
      this.#count('failure');
    }
    this.#continue();
  }

  /** Go's ticker: of the ticks that were missed one is kept. */
  #takeTick(): void {
    const missed = Math.floor((this.#context.simulation.now - this.#nextTick) / this.#period);
    this.#nextTick += (missed + 1) * this.#period;
  }

  /** Waits for a stop, a trigger or the ticker, whichever is there first. */
  #continue(): void {
    if (this.#stopRequested) {
      this.#end();
    } else if (this.#triggered) {
      this.#triggered = false;
      this.#react();
    } else {
      this.#state = 'waiting';
      this.#timer = this.#context.simulation.scheduleAt(this.#nextTick, this);
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
    this.#context.workerEnded(this.pod.metadata.uid!, this.container.name, this.type);
  }

  /** One check: looks at the pod's status and executes the probe if it is time. Follows doProbe. */
  #check(): void {
    const status = this.#context.podStatus(this.pod.metadata.uid!);
    this.#checked = status;
    if (status === undefined) return this.#rest();
    if (status.phase === 'Failed' || status.phase === 'Succeeded') return this.#end();
    const container = this.#findContainer(status);
    if (container === undefined) return this.#rest();
    if (container.containerID !== this.#containerId) this.#meet(container);
    if (this.#onHold) return this.#rest();
    if (container.state.running === undefined) return this.#foundDown(container, status);
    if (!this.#delayIsOver(container.state.running.startedAt)) return this.#continue();
    if ((container.started === true) === (this.type === 'startup')) return this.#rest();
    this.#state = 'probing';
    this.#execute(status.podIP ?? '').begin();
  }

  #execute(podIp: string): ProbeExecution {
    this.#execution = new ProbeExecution(this.#context, this, this, { id: this.#containerId, podIp });
    if (this.#cancelled) this.#execution.cancel();
    return this.#execution;
  }

  #findContainer(status: PodStatus): ContainerStatus | undefined {
    const { name } = this.container;
    for (const each of status.containerStatuses ?? []) if (each.name === name && each.containerID !== undefined) return each;
    for (const each of status.initContainerStatuses ?? []) if (each.name === name && each.containerID !== undefined) return each;
    return undefined;
  }

  /** A new instance of the container: everything about the old one is forgotten, but for the run of results. */
  #meet(container: ContainerStatus): void {
    const { type } = this;
    if (this.#containerId !== '') this.#results.remove(this.#containerId);
    this.#containerId = container.containerID!;
    this.#onHold = false;
    if (this.#context.forgetsOnRestart) {
      this.#set(INITIAL_RESULTS[type]);
      return;
    }
    if (type === 'startup' && this.#isSidecar() && container.started === true) this.#set('success');
    const startedAt = container.state.running?.startedAt;
    const outlivedKubelet = startedAt !== undefined && startedAt < this.#context.startedAt - KUBELET_RESTART_GRACE;
    if (!outlivedKubelet) this.#set(INITIAL_RESULTS[type]);
  }

  #isSidecar(): boolean {
    const { pod, container } = this;
    return isSidecar(container) && (pod.spec.initContainers?.includes(container) ?? false);
  }

  /** The instance does not run: that is a failure, and the end of the worker if it will not run again. */
  #foundDown(container: ContainerStatus, status: PodStatus): void {
    const { pod, container: spec } = this;
    this.#set('failure');
    const ended = container.state.terminated;
    if (ended === undefined || containerShouldRestart(spec, pod.spec, ended.exitCode)
      || shouldAllContainersRestart(pod, undefined, status)) this.#rest();
    else this.#end();
  }

  #delayIsOver(startedAt: Instant): boolean {
    const elapsedSeconds = Math.floor((this.#context.simulation.now - startedAt) / SECOND);
    return elapsedSeconds >= (this.probe.initialDelaySeconds ?? 0);
  }

  #warn(reason: 'Unhealthy' | 'ProbeWarning', message: string): void {
    const { pod, container } = this;
    this.#context.recorder.containerEvent(pod, container.name, 'Warning', reason, message);
  }

  /** Counts equal results in a row and stores one that has reached its threshold. */
  #count(result: 'success' | 'failure'): void {
    const { type, probe } = this;
    this.#resultRun = this.#lastResult === result ? this.#resultRun + 1 : 1;
    this.#lastResult = result;
    const threshold = result === 'failure' ? probe.failureThreshold || 3 : probe.successThreshold || 1;
    if (this.#resultRun < threshold) return;
    this.#set(result);
    if (type === 'startup' || (type === 'liveness' && result === 'failure')) {
      this.#onHold = true;
      this.#resultRun = 0;
    }
  }

  #set(result: ProbeResult): void {
    this.#results.set(this.pod.metadata.uid!, this.#containerId, result);
  }

  /** Ticks do nothing until the pod's status changes. */
  #rest(): void {
    if (this.#stopRequested || this.#triggered) return this.#continue();
    this.#state = 'resting';
    this.#timer = undefined;
    this.#stretch = QuietStretch.IDLE;
  }

  /** Rests if the next ticks will all be successes like the last one, which change nothing; answers whether it does. */
  #restOnSuccess(execution: ProbeExecution): boolean {
    const { type, pod, container } = this;
    if (this.#stopRequested || this.#triggered || type === 'startup') return false;
    // A tick that passed while the attempt ran is taken at once.
    if (this.#nextTick <= this.#context.simulation.now) return false;
    if (this.#results.get(this.#containerId) !== 'success') return false;
    if (this.#context.podStatus(pod.metadata.uid!) !== this.#checked) return false;
    const target = this.#context.runtimeContainer(pod.metadata.uid!, this.#containerId);
    const { latency } = execution.lastAnswer!;
    if (target?.run === undefined || latency >= this.#period) return false;
    const quietUntil = target.startedAt! + target.run.steadyUntil(type, this.#nextTick - this.#period - target.startedAt!);
    if (quietUntil <= this.#nextTick + this.#period) return false;
    const record = this.#context.trace.appendProbe(this.#nextTick, pod.metadata.name, container.name, target.attempt, type);
    record.duration = latency;
    record.period = this.#period;
    this.#state = 'resting';
    this.#timer = undefined;
    this.#stretch = new QuietStretch(record, latency);
    this.#watch(target, quietUntil);
    return true;
  }

  /** While the worker rests on successes, the end of the process disturbs it, and so does a new answer of the program. */
  #watch(target: RuntimeContainer, quietUntil: Instant): void {
    target.addExitListener(this);
    if (quietUntil === Infinity) return;
    const lastQuietTick = this.#nextTick + (Math.ceil((quietUntil - this.#nextTick) / this.#period) - 1) * this.#period;
    this.#timer = this.#context.simulation.scheduleAt(lastQuietTick, { expire: () => { this.#disturb(); } });
  }

  /**
   * Ends a rest: makes up for the ticks that have passed and goes on as the loop would have.
   * @param lastInstant no tick after it has passed
   */
  #disturb(lastInstant = this.#context.simulation.now): void {
    if (this.#state !== 'resting') return;
    const { simulation } = this.#context;
    const { nextTick, attempts, running, duration } = this.#stretch!.end(this.#nextTick, this.#period, lastInstant);
    this.#timer?.cancel();
    this.#stretch = undefined;
    this.#nextTick = nextTick;
    this.#resultRun += attempts;
    this.#target()?.removeExitListener(this);
    if (running !== undefined) {
      this.#state = 'probing';
      this.#execute(this.#checked?.podIP ?? '').resume(running, duration);
      return;
    }
    this.#state = 'waiting';
    this.#timer = simulation.scheduleAt(nextTick, this);
  }

  #target(): RuntimeContainer | undefined {
    return this.#context.runtimeContainer(this.pod.metadata.uid!, this.#containerId);
  }
}
