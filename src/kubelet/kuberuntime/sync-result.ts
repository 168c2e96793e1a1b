import type { Instant } from '../../simulation/time';

/**
 * What a sync of a pod did and how it went; decides when the pod is synced again.
 * `pkg/kubelet/container/sync_result.go` PodSyncResult.
 */
export class SyncResult {
  /** How many things were done or tried. */
  actions = 0;
  failed = false;
  /** Container instances that were removed for a restart of all containers. */
  removed = 0;
  /** The earliest end of a crash back-off that stood in the way; undefined when none did. */
  backOffEnd: Instant | undefined;

  /** Something was done or tried. */
  did(): void {
    this.actions += 1;
  }

  /** Something failed. */
  fail(): void {
    this.failed = true;
  }

  /** A container was not started because its back-off is not over. */
  backOff(end: Instant): void {
    this.failed = true;
    this.backOffEnd = Math.min(this.backOffEnd ?? Infinity, end);
  }
}
