import { podFullDescription } from '../../api/containers';
import type { Container, Pod } from '../../api/pod';

/**
 * Why a container may not start that has to run as another user than root; undefined when it may, or when nobody knows
 * the user of its image. Follows `pkg/kubelet/kuberuntime/security_context_others.go` verifyRunAsNonRoot.
 * @param imageUser as the image has it: `101`, `nginx`, `1000:3000`
 */
export function rootProblem(pod: Pod, { name, securityContext: own = {} }: Container, imageUser: string | undefined): string | undefined {
  const { securityContext: ofPod = {} } = pod.spec;
  if ((own.runAsNonRoot ?? ofPod.runAsNonRoot) !== true) return undefined;
  const where = `(pod: "${podFullDescription(pod)}", container: ${name})`;
  const user = own.runAsUser ?? ofPod.runAsUser;
  if (user !== undefined) return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  const [imageUserName] = imageUser?.split(':') ?? [];
  if (imageUserName === undefined) return undefined;
  if (!/^\d+$/.test(imageUserName)) {
    return `container has runAsNonRoot and image has non-numeric user (${imageUserName}), cannot verify user is non-root ${where}`;
  }
  return Number(imageUserName) === 0 ? `container has runAsNonRoot and image will run as root ${where}` : undefined;
}
