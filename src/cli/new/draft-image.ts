import { resolveContainerPort } from '../../api/container-ports';
import type { Container, Probe } from '../../api/pod';
import { BUSYBOX_APPLETS } from '../../programs/machine/applets/table';
import { PROBE_TYPES } from '../../scenario/plan/container-plan';
import type { ProgramKnowledge } from './known-programs';

/**
 * A declaration of the image of a container, to be changed to what its program does: a start-up, the ports and paths that
 * the probes ask for, the commands that they run, and how it ends. Lines of `images.yaml`.
 */
export function draftImage({ container, isInit, isWork, refused }: ProgramKnowledge): string[] {
  const program = refused?.program ?? container.command?.[0];
  const name = [`${key(container.image)}:`, ...(program === undefined ? [] : [`  program: ${key(program)}`])];
  if (isInit || isWork) return [...name, `  exitsAfter: ${isInit ? 5 : 30}s`, '  exitCode: 0'];
  return [
    ...name,
    '  startUp: 5s                  # until the ports are open',
    ...section('ports', draftPorts(container)),
    ...section('commands', draftCommands(container)),
    '  signals:',
    '    TERM: { after: 2s, code: 0 }',
  ];
}

function draftPorts(container: Container): string[] {
  const paths = new Map<string, Set<string>>(container.ports?.map(({ containerPort }) => [String(containerPort), new Set()]));
  for (const { httpGet, tcpSocket } of requestsOf(container)) {
    const port = portNumber(container, httpGet?.port ?? tcpSocket?.port);
    if (port === undefined) continue;
    const known = paths.get(port) ?? new Set();
    if (httpGet !== undefined) known.add(httpGet.path ?? '/');
    paths.set(port, known);
  }
  const grpc = PROBE_TYPES.flatMap((type) => container[`${type}Probe`]?.grpc ?? []);
  for (const { port } of grpc) paths.delete(String(port));
  const services = [...new Set(grpc.map(({ port, service = '' }) => `    ${port}: ${service === '' ? 'grpc' : `{ grpc: { ${key(service)}: SERVING } }`}`))];
  return [...services, ...[...paths].flatMap(([port, known]) => (
    known.size === 0 ? [`    ${port}: tcp`] : [`    ${port}:`, ...[...known].map((path) => `${`      ${key(path)}: 200 `.padEnd(31)}# or [{ from: 0s, status: 200 }, { from: 1m, status: 500 }]`)]
  ))];
}

/** Those that the image alone has: shells and the usual programs run without being declared. */
function draftCommands(container: Container): string[] {
  const names = new Set(requestsOf(container).flatMap(({ exec }) => exec?.command?.slice(0, 1) ?? []));
  return [...names].filter((name) => !isUsual(name)).map((name) => `    ${key(name)}: [{ code: 1 }, { from: 5s, code: 0 }]`);
}

function isUsual(command: string): boolean {
  const name = command.replace(/^(\/usr)?\/bin\//, '');
  return ['sh', 'bash', 'ash'].includes(name) || Object.hasOwn(BUSYBOX_APPLETS, name);
}

function requestsOf(container: Container): Pick<Probe, 'httpGet' | 'tcpSocket' | 'exec'>[] {
  const hooks = [container.lifecycle?.postStart, container.lifecycle?.preStop];
  return [...PROBE_TYPES.map((type) => container[`${type}Probe`]), ...hooks].filter((each) => each !== undefined);
}

function portNumber(container: Container, port: number | string | undefined): string | undefined {
  const number = port === undefined ? undefined : resolveContainerPort(port, container);
  return typeof number === 'number' ? String(number) : undefined;
}

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${name}:`, ...lines];
}

/** A text as YAML takes it where it stands for itself. */
function key(text: string): string {
  return /^[\w./][\w./:@-]*[\w/]$|^\/$/.test(text) ? text : JSON.stringify(text);
}
