import type { ContainerObservation } from '../observation/container-observation';

/** What a reader may not know who expected more restarts, or fewer. */
export function hintAboutRestarts(container: ContainerObservation, expected: number): string | undefined {
  const { found: { container: { livenessProbe, restartPolicy }, pod } } = container;
  if (container.restartCount < expected) {
    const attempts = container.attempts('liveness');
    const recovered = attempts.some(({ outcome }, index) => outcome === 'success' && index > 0 && attempts[index - 1].outcome !== 'success');
    if (recovered) return 'a success resets the count of consecutive failures';
    const policy = restartPolicy ?? pod.spec.restartPolicy;
    if (policy === 'Never') return 'with restartPolicy Never a container that has ended stays ended';
    if (container.current?.state === 'terminated' && container.current.exitCode === 0 && policy === 'OnFailure') {
      return 'with restartPolicy OnFailure a container that has exited with code 0 stays ended';
    }
    if (container.restartCount > 0) return 'from the second restart on there is a back-off: 10s, 20s, 40s, … up to 5m';
    return undefined;
  }
  if (livenessProbe !== undefined && container.attempts('liveness').some(({ outcome }) => outcome !== 'success')) {
    return 'a container whose liveness probe fails failureThreshold times in a row is restarted';
  }
  return undefined;
}
