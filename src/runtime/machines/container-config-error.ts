/** A container cannot be configured: what it refers to is not there. The text is the kubelet's. */
export class ContainerConfigError extends Error {
  override readonly name = 'ContainerConfigError';
}
