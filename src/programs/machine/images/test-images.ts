import type { Duration } from '../../../simulation/time';
import { MILLISECOND, NEVER, SECOND } from '../../../simulation/time';
import { DEFAULT_NODE_VERSION, nodeProgram } from '../../javascript/node/node';
import { readProgram } from '../declared/read-declaration';
import { declaredProgram } from '../declared/run-declared';
import type { ImageDescription } from '../image';
import type { Program } from '../kernel/program';
import { AppletError, withMessages } from '../applets/applet';
import { parseSleepTime } from '../applets/durations';
import { GO_SIGNALS, livenessServer } from './agnhost';
import { baseFiles, busyboxFiles, distributionFiles } from './base-files';

/** `registry.k8s.io/pause`: does nothing, and ends with 0 at SIGINT or SIGTERM. */
export const pauseImage = (): ImageDescription => ({
  entrypoint: ['/pause'],
  user: '65535:65535',
  files: { '/pause': { program: declaredProgram(readProgram({ signals: { TERM: { code: 0 }, INT: { code: 0 } } })) } },
});

/** `registry.k8s.io/liveness`, as old examples name it: `/server`. */
export const livenessImage = (): ImageDescription => ({
  entrypoint: ['/server'],
  files: { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), '/server': { program: livenessServer } },
});

/** `gcr.io/google-samples/hello-app`: greets on 8080. */
export const helloImage = (): ImageDescription => ({
  entrypoint: ['/hello-app'],
  user: 'nonroot:nonroot',
  files: {
    '/etc/passwd': 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
    '/etc/group': 'root:x:0:\nnonroot:x:65532:\n',
    '/hello-app': { program: declaredProgram(readProgram({ ports: { 8080: { '*': { status: 200, body: 'Hello, world!\n' } } }, signals: GO_SIGNALS })) },
  },
});

/** The server of the recorded cluster: `/healthz` fails and `/ready` succeeds from some age on. */
export function webaplImage(healthyFor: Duration, readyFrom: Duration): ImageDescription {
  return {
    command: ['node', '/webapl.js'],
    files: {
      ...baseFiles(), ...distributionFiles(), ...busyboxFiles(),
      '/webapl.js': webaplScript(healthyFor, readyFrom),
      '/usr/local/bin/node': { program: nodeProgram({ version: DEFAULT_NODE_VERSION, mayHavePackages: false }) },
    },
  };
}

/** Times are in milliseconds in a script. */
function webaplScript(healthyFor: Duration, readyFrom: Duration): string {
  return `const http = require('http');

const healthyMs = Number(process.env.HEALTHY_MS ?? ${healthyFor / MILLISECOND});
const readyMs = Number(process.env.READY_MS ?? ${readyFrom / MILLISECOND});

function statusOf(path) {
  const age = process.uptime() * 1000;
  if (path === '/healthz') return age < healthyMs ? 200 : 500;
  if (path === '/ready') return age < readyMs ? 500 : 200;
  return path === '/' ? 200 : 404;
}

http.createServer((request, response) => {
  const [path] = request.url.split('?');
  const status = statusOf(path);
  response.writeHead(status).end();
  console.log(\`\${request.method} \${request.url} \${status}\`);
}).listen(3000);
`;
}

/** `polinux/stress`: takes memory, or pretends to compute. */
export const stressImage = (): ImageDescription => ({
  command: ['stress'],
  files: { ...baseFiles(), ...distributionFiles(), ...busyboxFiles(), '/usr/bin/stress': { program: stress } },
});

/** `stress --vm 1 --vm-bytes 250M --vm-hang 1`: computing takes no time, so that only memory and `--timeout` count. */
const stress: Program = withMessages(function* run(system) {
  const values = new Map<string, string>();
  const args = system.arguments;
  for (let index = 1; index < args.length; index++) {
    const [, name = '', value] = /^(--?[a-z-]+)(?:=(.*))?$/.exec(args[index] ?? '') ?? [];
    if (name !== '' && name !== '--verbose' && name !== '-v') values.set(name, value ?? args[++index] ?? '');
  }
  const workers = Number(values.get('--vm') ?? values.get('-m') ?? '0');
  const cpus = values.get('--cpu') ?? values.get('-c') ?? '0';
  yield* system.print(`stress: info: [${system.task.pid}] dispatching hogs: ${cpus} cpu, 0 io, ${workers} vm, 0 hdd\n`);
  for (let worker = 0; worker < workers; worker++) system.reserve(parseBytes(values.get('--vm-bytes') ?? '256M'));
  const timeout = values.get('--timeout') ?? values.get('-t');
  yield* timeout === undefined ? system.wait([], NEVER) : system.sleep(parseSleepTime(timeout));
  yield* system.print(`stress: info: [${system.task.pid}] successful run completed in ${(timeout ?? '0').replace(/s$/, '')}s\n`);
  return 0;
});

function parseBytes(text: string): number {
  const match = /^(\d+)([bkmgBKMG]?)$/.exec(text);
  if (match === null) throw new AppletError(`invalid number of bytes '${text}'`);
  const power = { '': 0, b: 0, k: 1, m: 2, g: 3 }[(match[2] ?? '').toLowerCase()] ?? 0;
  return Number(match[1]) * 1024 ** power;
}

/** Ages of the two versions of webapl. */
export const WEBAPL_AGES = {
  '0.1': { healthyFor: 40 * SECOND, readyFrom: 20 * SECOND },
  '0.2': { healthyFor: 25 * SECOND, readyFrom: 10 * SECOND },
} as const;
