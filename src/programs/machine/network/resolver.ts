import type { Duration, Instant } from '../../../simulation/time';
import { NEVER, SECOND } from '../../../simulation/time';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { awaitAnswer } from './await-answer';
import { IPV4, type DnsQuestion, type DnsReply } from './dns';
import { LOOPBACK } from './network-namespace';

/** What a name stands for. */
export interface ResolvedName {
  /** The complete name that was found. */
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What `/etc/resolv.conf` says, with the defaults of resolv.conf(5). */
export interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with fewer dots is looked for below the search domains first. */
  readonly ndots: number;
  readonly timeout: Duration;
  readonly attempts: number;
}

/** Servers that are asked at most (`resolv.h` MAXNS). */
const MOST_SERVERS = 3;

/** Reads `/etc/resolv.conf`; without a server it is the machine itself. */
export function readResolverConfig(system: System): ResolverConfig {
  const lines = (readText(system, '/etc/resolv.conf') ?? '').split('\n').map((line) => line.replace(/[#;].*/, '').trim().split(/\s+/));
  const ofKey = (key: string): string[][] => lines.filter(([first]) => first === key).map(([, ...rest]) => rest);
  const servers = ofKey('nameserver').flatMap(([server]) => server ?? []).slice(0, MOST_SERVERS);
  const options = new Map(ofKey('options').flat().map((option) => option.split(':') as [string, string | undefined]));
  const number = (option: string, otherwise: number): number => Number(options.get(option) ?? otherwise);
  return {
    servers: servers.length === 0 ? [LOOPBACK] : servers,
    search: (ofKey('search').at(-1) ?? ofKey('domain').at(-1) ?? []).filter((domain) => domain !== '.'),
    ndots: number('ndots', 1),
    timeout: number('timeout', 5) * SECOND,
    attempts: number('attempts', 2),
  };
}

/** The complete names that a name may stand for, in the order in which they are tried (glibc `resolv/res_query.c`). */
export function candidateNames(name: string, { search, ndots }: ResolverConfig): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const below = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...below] : [...below, name];
}

/** Asks the name servers of `/etc/resolv.conf`, one after the other and again, as the C library does. */
export function* askServers(system: System, config: ResolverConfig, question: DnsQuestion, until: Instant = NEVER): Body<DnsReply | 'timeout'> {
  const { network } = system.task.kernel.host;
  for (let attempt = 0; attempt < config.attempts; attempt++) {
    for (const server of config.servers) {
      const patience = Math.min(until, system.now + config.timeout);
      const reply = yield* awaitAnswer<DnsReply>(system, patience, (answer) => { network.query(server, question, answer); });
      if (reply !== 'timeout' || system.now >= until) return reply;
    }
  }
  return 'timeout';
}

/** Finds the addresses of a name as the C library does: numbers, `/etc/hosts`, then the name servers. */
export function* lookUpName(
  system: System, name: string, until: Instant = NEVER, config = readResolverConfig(system),
): Body<ResolvedName | 'not-found' | 'timeout'> {
  const known = localAddress(system, name);
  if (known !== undefined) return { name, addresses: [known] };
  for (const candidate of candidateNames(name, config)) {
    const reply = yield* askServers(system, config, { name: candidate, type: 'A' }, until);
    if (reply === 'timeout') return 'timeout';
    const found = reply.records.filter(({ type }) => type === 'A');
    if (found.length > 0) return { name: found[0]!.name, addresses: found.map(({ data }) => data) };
  }
  return 'not-found';
}

function localAddress(system: System, name: string): string | undefined {
  if (IPV4.test(name) || name.includes(':')) return name;
  if (name === 'localhost') return LOOPBACK;
  return hostsLine(system, name)?.address;
}

/** The canonical name of a host in `/etc/hosts`: the first of its line; the name itself when it is not there. */
export function canonicalName(system: System, name: string): string {
  return hostsLine(system, name)?.names[0] ?? name;
}

function hostsLine(system: System, name: string): { readonly address: string; readonly names: readonly string[] } | undefined {
  for (const line of (readText(system, '/etc/hosts') ?? '').split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address !== undefined && names.includes(name)) return { address, names };
  }
  return undefined;
}

function readText(system: System, path: string): string | undefined {
  const file = system.paths.find(path);
  return file?.kind === 'file' ? file.text : undefined;
}
