import { resolveContainerPort } from '../../api/container-ports';
import { podFullDescription } from '../../api/containers';
import type { Container, LifecycleHandler, Pod } from '../../api/pod';
import type { HookType } from '../../programs/program';
import type { ContainerRuntime, PodIdentity } from '../../runtime/container-runtime';
import type { RuntimeContainer } from '../../runtime/runtime-pod';
import type { Process } from '../../simulation/process';
import { SECOND } from '../../simulation/time';

/**
 * Runs a postStart or preStop hook, once and without a timeout; answers with the message of its failure, or undefined.
 * Follows `pkg/kubelet/lifecycle/handlers.go` Run.
 */
export function* runHook(
  runtime: ContainerRuntime, pod: Pod, container: Container, instance: RuntimeContainer,
  type: HookType, handler: LifecycleHandler,
): Process<string | undefined> {
  if (handler.sleep !== undefined) {
    yield* runtime.sleepInHook(pod.metadata as PodIdentity, instance, type, handler.sleep.seconds * SECOND);
    return undefined;
  }
  if (handler.exec === undefined && handler.httpGet === undefined) {
    return `Cannot run handler: ${handler.tcpSocket === undefined ? 'no handler' : 'invalid handler: tcpSocket'}`;
  }
  const where = `for Container "${container.name}" in Pod "${podFullDescription(pod)}" failed - error:`;
  const port = handler.httpGet === undefined ? 0 : resolveContainerPort(handler.httpGet.port, container);
  if (typeof port !== 'number') return `HTTP lifecycle hook (${handler.httpGet!.path ?? '/'}) ${where} ${port.error}`;
  const error = yield* runtime.runHook(pod.metadata as PodIdentity, instance, type, handler);
  if (error === undefined) return undefined;
  if (handler.exec !== undefined) {
    return `Exec lifecycle hook ([${(handler.exec.command ?? []).join(' ')}]) ${where} ${error}, message: ""`;
  }
  const { path = '/' } = handler.httpGet!;
  const ip = runtime.pod(pod.metadata.uid!)?.sandboxes[0]?.ip ?? '';
  return `HTTP lifecycle hook (${path}) ${where} Get "http://${ip}:${port}${path}": connect: connection refused`;
}
