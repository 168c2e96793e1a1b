import { homeDirectory, readPasswordFile } from '../../machine/user';
import { refuseMember } from '../builtins/refusals';
import type { JsObject } from '../values/value';
import type { NodeRuntime } from './runtime';

/** `os`. */
export function makeOs(runtime: NodeRuntime): JsObject {
  const { realm, system } = runtime;
  const os = realm.object({ EOL: '\n', devNull: '/dev/null' });
  const { files } = system.task.kernel;
  realm.methods(os, {
    hostname: () => system.network.hostName,
    platform: () => 'linux',
    type: () => 'Linux',
    arch: () => 'x64',
    endianness: () => 'LE',
    homedir: () => homeDirectory(files, system.context.user),
    tmpdir: () => '/tmp',
    userInfo: () => realm.object({
      uid: system.context.user, gid: system.context.group, username: readPasswordFile(files).find(({ user }) => user === system.context.user)?.name ?? '',
      homedir: homeDirectory(files, system.context.user), shell: null,
    }),
    networkInterfaces: () => realm.object({ lo: realm.array([networkAddress(runtime, '127.0.0.1', true)]), eth0: realm.array([networkAddress(runtime, system.network.address, false)]) }),
  });
  for (const name of ['cpus', 'totalmem', 'freemem', 'loadavg', 'uptime', 'release', 'version', 'machine', 'constants', 'availableParallelism', 'getPriority', 'setPriority']) refuseMember(os, name, `os.${name}`);
  return os;
}

function networkAddress({ realm }: NodeRuntime, address: string, internal: boolean): JsObject {
  return realm.object({ address, netmask: internal ? '255.0.0.0' : '255.255.255.0', family: 'IPv4', internal, cidr: `${address}/${internal ? 8 : 24}` });
}
