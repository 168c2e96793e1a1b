/** Kinds of records that are asked for. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'SRV';

/** A question to a name server; the name is complete, without a dot at its end. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: RecordType;
}

/** One record of an answer, its data as text: an address, a name, `0 100 80 web.default.svc.cluster.local` for SRV. */
export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly data: string;
}

/** The answer of a name server. A name that exists and has no such records is no error. */
export interface DnsReply {
  readonly status: 'NOERROR' | 'NXDOMAIN';
  /** Whether the server knows it by itself. */
  readonly isAuthoritative: boolean;
  readonly records: readonly DnsRecord[];
}

/** Nobody knows the name. */
export const NO_SUCH_NAME: DnsReply = { status: 'NXDOMAIN', isAuthoritative: false, records: [] };

/** The name under which the owner of an address is asked for: `7.0.0.10.in-addr.arpa`; undefined for other texts. */
export function reverseName(address: string): string | undefined {
  return IPV4.test(address) ? `${address.split('.').reverse().join('.')}.in-addr.arpa` : undefined;
}

/** An address in four numbers. */
export const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
