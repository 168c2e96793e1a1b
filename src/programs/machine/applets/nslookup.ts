import { SECOND } from '../../../simulation/time';
import { UnsupportedConstruct } from '../errors';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { awaitAnswer } from '../network/await-answer';
import { reverseName, type DnsQuestion, type DnsRecord, type DnsReply, type RecordType } from '../network/dns';
import { askServers, candidateNames, lookUpName, readResolverConfig, type ResolverConfig } from '../network/resolver';
import { AppletError, withMessages } from './applet';

/** How long a server is waited for that does not answer. */
const PATIENCE = 5 * SECOND;
const TYPES: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'PTR', 'SRV'];

/** What was asked for. */
interface Request {
  readonly name: string;
  readonly types: readonly RecordType[];
  readonly config: ResolverConfig;
}

/** `nslookup [-type=TYPE] name [server]` */
function readRequest(system: System): Request {
  const args = system.arguments.slice(1);
  const types: RecordType[] = [];
  while (args[0]?.startsWith('-') === true) {
    const option = args.shift()!;
    const [, type] = /^-(?:type|query|querytype|q)=(\w+)$/i.exec(option) ?? [];
    const known = TYPES.find((each) => each === type?.toUpperCase());
    if (known === undefined) throw new UnsupportedConstruct(`option ${option} of nslookup`);
    types.push(known);
  }
  const [name, server] = args;
  if (name === undefined) throw new AppletError('missing host');
  const config = readResolverConfig(system);
  return { name, types, config: server === undefined ? config : { ...config, servers: [server] } };
}

/**
 * Of BusyBox 1.29 and later: a DNS client of its own. A name without a dot is asked for below every search domain, and one
 * with a dot as it is; a single name that does not exist makes the whole fail.
 * Follows `networking/nslookup.c` of BusyBox 1.36 (FEATURE_NSLOOKUP_BIG).
 */
export const nslookup: Program = withMessages(function* run(system) {
  const request = readRequest(system);
  const questions = questionsOf(request);
  for (const server of request.config.servers) {
    const replies = yield* askAll(system, server, questions);
    if (replies === undefined) continue;
    yield* system.print(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
    for (const [index, reply] of replies.entries()) yield* system.print(`${describeReply(questions[index]!, reply)}\n`);
    return replies.every(({ status }) => status === 'NOERROR') ? 0 : 1;
  }
  yield* system.print(NO_SERVER);
  return 1;
});

const NO_SERVER = ';; connection timed out; no servers could be reached\n\n';

function questionsOf({ name, types, config }: Request): readonly DnsQuestion[] {
  const reverse = reverseName(name);
  if (types.length === 0 && reverse !== undefined) return [{ name: reverse, type: 'PTR' }];
  const isComplete = name.includes('.') || config.search.length === 0;
  const names = isComplete ? [name.replace(/\.$/, '')] : config.search.map((domain) => `${name}.${domain}`);
  const wanted: readonly RecordType[] = types.length === 0 ? ['A', 'AAAA'] : types;
  return wanted.flatMap((type) => names.map((each) => ({ name: each, type })));
}

function* askAll(system: System, server: string, questions: readonly DnsQuestion[]): Body<DnsReply[] | undefined> {
  const { network } = system.task.kernel.host;
  const until = system.now + PATIENCE;
  const replies: DnsReply[] = [];
  for (const question of questions) {
    const reply = yield* awaitAnswer<DnsReply>(system, until, (answer) => { network.query(server, question, answer); });
    if (reply === 'timeout') return undefined;
    replies.push(reply);
  }
  return replies;
}

function describeReply({ name }: DnsQuestion, { status, isAuthoritative, records }: DnsReply): string {
  if (status !== 'NOERROR') return `** server can't find ${name}: ${status}\n`;
  return (isAuthoritative ? '' : 'Non-authoritative answer:\n') + records.map(describeRecord).join('');
}

function describeRecord({ name, type, data }: DnsRecord): string {
  switch (type) {
    case 'A':
    case 'AAAA':
      return `Name:\t${name}\nAddress: ${data}\n`;
    case 'CNAME':
      return `${name}\tcanonical name = ${data}\n`;
    case 'PTR':
      return `${name}\tname = ${data}\n`;
    case 'SRV':
      return `${name}\tservice = ${data}\n`;
  }
}

/**
 * Of BusyBox up to 1.28, which asks by the C library and so heeds search domains and dots.
 * Follows `networking/nslookup.c` of BusyBox 1.28.
 */
export const classicNslookup: Program = withMessages(function* run(system) {
  const { name, config } = readRequest(system);
  const [server] = config.servers;
  yield* printHost(system, 'Server:', server!, config);
  yield* system.print('\n');
  return (yield* printHost(system, 'Name:', name, config)) ? 0 : 1;
});

function* printHost(system: System, header: string, host: string, config: ResolverConfig): Body<boolean> {
  const found = yield* lookUpName(system, host, undefined, config);
  if (typeof found === 'string') {
    yield* system.warn(`nslookup: can't resolve '${host}'\n`);
    return false;
  }
  yield* system.print(`${header.padEnd(10)} ${host}\n`);
  for (const [index, address] of found.addresses.entries()) {
    const owner = yield* ownerOf(system, address, config);
    yield* system.print(`Address ${index + 1}: ${address}${owner === undefined ? '' : ` ${owner}`}\n`);
  }
  return true;
}

function* ownerOf(system: System, address: string, config: ResolverConfig): Body<string | undefined> {
  const name = reverseName(address);
  if (name === undefined) return undefined;
  const reply = yield* askServers(system, config, { name, type: 'PTR' });
  return reply === 'timeout' ? undefined : reply.records[0]?.data;
}

/** Of BIND's tools: one name after the other below the search domains, until one exists. */
export const bindNslookup: Program = withMessages(function* run(system) {
  const { name, types, config } = readRequest(system);
  const reverse = reverseName(name);
  const names = reverse === undefined ? candidateNames(name, config) : [reverse];
  const type = types[0] ?? (reverse === undefined ? 'A' : 'PTR');
  let reply: DnsReply | 'timeout' | undefined;
  for (const candidate of names) {
    reply = yield* askServers(system, config, { name: candidate, type });
    if (reply === 'timeout' || reply.status === 'NOERROR') break;
  }
  if (reply === undefined || reply === 'timeout') {
    yield* system.print(NO_SERVER);
    return 1;
  }
  const [server] = config.servers;
  yield* system.print(`Server:\t\t${server}\nAddress:\t${server}#53\n\n${describeReply({ name, type }, reply)}\n`);
  return reply.status === 'NOERROR' ? 0 : 1;
});
