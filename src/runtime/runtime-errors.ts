/** An error as a gRPC client of the container runtime sees it: `rpc error: code = CODE desc = DESCRIPTION`. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';

  constructor(readonly code: string, readonly description: string) {
    super(`rpc error: code = ${code} desc = ${description}`);
  }
}

/** What a call says that was cut off because its caller is gone. */
export const CANCELED = new RuntimeError('Canceled', 'context canceled');
