/**
 * An error as a gRPC client of the container runtime sees it: `rpc error: code = CODE desc = DESCRIPTION`. Calls answer with
 * it, as calls in Go do; nothing is thrown, for an exception notes where it was made, and that takes long.
 */
export class RuntimeError {
  constructor(readonly code: string, readonly description: string) {}

  get message(): string {
    return `rpc error: code = ${this.code} desc = ${this.description}`;
  }
}

/** What a call says that was cut off because its caller is gone. */
export const CANCELED = new RuntimeError('Canceled', 'context canceled');
