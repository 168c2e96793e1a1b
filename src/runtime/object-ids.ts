/** The id of the n-th object of a runtime; joined, because a string put together with `+` keeps its pieces for good. */
export function idOf(kind: 'sandbox' | 'container', object: number): string {
  return [kind, object].join('-');
}

/** The IP of a pod whose sandbox is the n-th object: handed out in the order in which sandboxes and containers are made. */
export function podIp(object: number): string {
  return `10.0.${object >> 8}.${object & 255}`;
}
