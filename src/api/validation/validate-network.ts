import { isIP } from 'node:net';

import { type FieldError, forbidden, invalid, required, tooLong } from '../field-error';
import type { FieldPath } from '../field-path';
import type { HostAlias, PodDnsConfig, PodSpec } from '../pod';
import { checkEach, checkFormat, VALID } from './checks';
import { dnsSubdomainProblems, underscoreSubdomainProblems } from './formats';

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const LONGEST_SEARCH_LIST = 2048;
const LONGEST_HOST_NAME = 64;

/** An address without leading zeros (`…/util/validation/ip.go` IsValidIPForLegacyField). */
function addressProblems(address: string): readonly string[] {
  if (isIP(address) !== 0) {
    const isMapped = /^::ffff:[0-9.]+$/i.test(address);
    return isMapped ? ['must not be an IPv4-mapped IPv6 address'] : [];
  }
  const withoutZeros = address.replace(/\b0+(?=[0-9])/g, '');
  if (isIP(withoutZeros) === 4) return ['must not have leading 0s'];
  return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
}

function validateSearches(searches: readonly string[], path: FieldPath): readonly FieldError[] {
  const isLong = searches.join(' ').length > LONGEST_SEARCH_LIST;
  const long = `must not have more than ${LONGEST_SEARCH_LIST} characters (including spaces) in the search list`;
  return [
    ...(searches.length > MOST_SEARCHES
      ? [invalid(path, searches, `must not have more than ${MOST_SEARCHES} search paths`)]
      : VALID),
    ...(isLong ? [invalid(path, searches, long)] : VALID),
    ...checkEach(path, searches, (search, place) =>
      search === '.' ? VALID : checkFormat(place, search.replace(/\.$/, ''), underscoreSubdomainProblems),
    ),
  ];
}

function validateConfig(config: PodDnsConfig, path: FieldPath): readonly FieldError[] {
  const { nameservers = [], searches = [], options = [] } = config;
  return [
    ...(nameservers.length > MOST_NAMESERVERS
      ? [invalid(path.child('nameservers'), nameservers, `must not have more than ${MOST_NAMESERVERS} nameservers`)]
      : VALID),
    ...checkEach(path.child('nameservers'), nameservers, (one, place) => checkFormat(place, one, addressProblems)),
    ...validateSearches(searches, path.child('searches')),
    ...checkEach(path.child('options'), options, ({ name }, place) =>
      name ? VALID : [required(place, 'must not be empty')],
    ),
  ];
}

/** The pod's own name resolution (`pkg/apis/core/validation/validation.go` validatePodDNSConfig). */
export function validateDnsConfig(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const { dnsConfig, dnsPolicy } = spec;
  if (dnsPolicy === 'None' && dnsConfig === undefined) {
    return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')];
  }
  if (dnsPolicy === 'None' && (dnsConfig?.nameservers ?? []).length === 0) {
    const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
    return [required(path.child('nameservers'), detail)];
  }
  return dnsConfig === undefined ? VALID : validateConfig(dnsConfig, path);
}

/** Further lines of the hosts file (ValidateHostAliases). */
export function validateHostAliases(aliases: readonly HostAlias[] | undefined, path: FieldPath): readonly FieldError[] {
  return checkEach(path, aliases, ({ ip = '', hostnames = [] }, place) => [
    ...checkFormat(place.child('ip'), ip, addressProblems),
    ...checkEach(place.child('hostnames'), hostnames, (name, namePlace) =>
      checkFormat(namePlace, name, dnsSubdomainProblems),
    ),
  ]);
}

/** The name that replaces the pod's host name (validatePodHostName). */
export function validateHostnameOverride(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const { hostnameOverride } = spec;
  if (hostnameOverride === undefined) return VALID;
  const place = path.child('hostnameOverride');
  return [
    ...(spec.setHostnameAsFQDN === true
      ? [forbidden(place, 'may not be specified when setHostnameAsFQDN is true')]
      : VALID),
    ...(spec.hostNetwork === true ? [forbidden(place, 'may not be specified when hostNetwork is true')] : VALID),
    ...(hostnameOverride.length > LONGEST_HOST_NAME ? [tooLong(place, LONGEST_HOST_NAME)] : VALID),
    ...checkFormat(place, hostnameOverride, dnsSubdomainProblems),
  ];
}
