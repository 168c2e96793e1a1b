import type { NodeAttributes } from './nodes';

/** Who wants something of a file, and where relative paths begin. */
export interface Caller {
  readonly directory: string;
  readonly user: number;
  readonly group: number;
  readonly groups?: readonly number[];
}

/** A permission to ask for: the bit of the mode for "others". */
export const READ = 4;
/** See {@link READ}. */
export const WRITE = 2;
/** See {@link READ}; for a directory: may look up names in it. */
export const EXECUTE = 1;

/** Whether the mode of a node lets the caller do this; root may do everything but execute what nobody may execute. */
export function isAllowed(node: NodeAttributes, caller: Caller, permission: number): boolean {
  if (caller.user === 0) return permission !== EXECUTE || (node.mode & 0o111) !== 0;
  if (node.user === caller.user) return (node.mode & (permission << 6)) !== 0;
  if (node.group === caller.group || caller.groups?.includes(node.group) === true) return (node.mode & (permission << 3)) !== 0;
  return (node.mode & permission) !== 0;
}
