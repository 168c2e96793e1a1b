import type { Pod } from '../../api/pod';
import { Delay, firstOf, Gate, type Process, type Waitable } from '../../simulation/process';
import type { Simulation } from '../../simulation/simulation';
import { SECOND } from '../../simulation/time';
import type { EventRecorder } from '../event-recorder';
import type { KillOptions } from './pod-update';
import type { PodWorkers } from './pod-workers';

/**
 * Kills a pod for the kubelet's own reasons (eviction, preemption, node shutdown) and waits until its containers are
 * stopped, at most one and a half times the grace period but not less than 10 s; the kill itself goes on after that.
 * Follows `pkg/kubelet/pod_workers.go` killPodNow.
 */
export function* killPodNow(
  simulation: Simulation, workers: PodWorkers, recorder: EventRecorder, pod: Pod, options: Omit<KillOptions, 'completed'>,
): Process {
  const grace = options.graceOverride ?? pod.spec.terminationGracePeriodSeconds ?? 0;
  const limit = Math.max(grace + Math.floor(grace / 2), 10);
  const completed = new Gate();
  workers.update({ type: 'kill', pod, kill: { ...options, completed } });
  const first = yield* firstOf<Waitable>(completed, new Delay(simulation, limit * SECOND));
  if (first === completed) return;
  recorder.podEvent(
    pod, 'Warning', 'ExceededGracePeriod', 'Container runtime did not kill the pod within specified grace period.',
  );
}
