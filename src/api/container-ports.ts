import type { Container } from './pod';

/**
 * The port that a probe or hook of a container asks: a number, or the name of one of the container's own ports. A name that
 * no port has is an error in Go's words. Follows `pkg/probe/util.go` ResolveContainerPort.
 */
export function resolveContainerPort(port: number | string, { ports = [] }: Container): number | { readonly error: string } {
  const number = typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.containerPort ?? parseNumber(port);
  if (number === undefined) return { error: `strconv.Atoi: parsing "${port}": invalid syntax` };
  return number > 0 && number < 65_536 ? number : { error: `invalid port number: ${number}` };
}

function parseNumber(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
