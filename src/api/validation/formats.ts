/**
 * Formats of names and numbers. Each function returns what is wrong with a value, in the API server's words; nothing
 * when it is well formed (`staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go` and
 * `…/pkg/api/validate/content`).
 */
import { byteLength } from '../go-format';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const UNDERSCORE_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const UNDERSCORE_SUBDOMAIN = `${UNDERSCORE_LABEL}(\\.${UNDERSCORE_LABEL})*`;
const KEY_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${KEY_NAME})?`;
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const HEADER_NAME = '[-A-Za-z0-9]+';

const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;
const LONGEST_PORT_NAME = 15;
const LARGEST_ID = 2_147_483_647;

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
const LABEL_PATTERN = whole(LABEL);
const SUBDOMAIN_PATTERN = whole(SUBDOMAIN);
const UNDERSCORE_SUBDOMAIN_PATTERN = whole(UNDERSCORE_SUBDOMAIN);
const KEY_NAME_PATTERN = whole(KEY_NAME);
const LABEL_VALUE_PATTERN = whole(LABEL_VALUE);
const CONFIG_KEY_PATTERN = whole(CONFIG_KEY);
const HEADER_NAME_PATTERN = whole(HEADER_NAME);

const KEY_NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/** The rule, examples and the pattern, as the API server words them (RegexError). */
function patternMessage(rule: string, pattern: string, ...examples: readonly string[]): string {
  const quoted = examples.map((example) => `'${example}', `).join(' or ');
  return `${rule} (e.g. ${quoted}regex used for validation is '${pattern}')`;
}

function tooLong(value: string, maximum: number, unit: 'characters' | 'bytes' = 'characters'): readonly string[] {
  return byteLength(value) > maximum ? [`must be no more than ${maximum} ${unit}`] : [];
}

/** A number must lie between two bounds (InclusiveRangeError). */
export function rangeProblems(value: number, lowest: number, highest: number): readonly string[] {
  return value >= lowest && value <= highest ? [] : [`must be between ${lowest} and ${highest}, inclusive`];
}

/** A port number (IsValidPortNum). */
export function portNumberProblems(port: number): readonly string[] {
  return rangeProblems(port, 1, 65_535);
}

/** A user or group id (IsValidUserID, IsValidGroupID). */
export function idProblems(id: number): readonly string[] {
  return rangeProblems(id, 0, LARGEST_ID);
}

/** A DNS-1123 label: names of containers, volumes, namespaces (IsDNS1123Label). */
export function dnsLabelProblems(value: string): readonly string[] {
  const length = tooLong(value, LONGEST_LABEL);
  if (LABEL_PATTERN.test(value)) return length;
  if (SUBDOMAIN_PATTERN.test(value)) return [...length, 'must not contain dots'];
  const rule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with " +
    'an alphanumeric character';
  return [...length, patternMessage(rule, LABEL, 'my-name', '123-abc')];
}

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  'end with an alphanumeric character';

function subdomainPatternProblems(value: string): readonly string[] {
  return SUBDOMAIN_PATTERN.test(value) ? [] : [patternMessage(SUBDOMAIN_RULE, SUBDOMAIN, 'example.com')];
}

/** A DNS-1123 subdomain: names of most objects (IsDNS1123Subdomain). */
export function dnsSubdomainProblems(value: string): readonly string[] {
  return [...tooLong(value, LONGEST_SUBDOMAIN), ...subdomainPatternProblems(value)];
}

/** A DNS subdomain that may contain underscores: search domains (IsDNS1123SubdomainWithUnderscore). */
export function underscoreSubdomainProblems(value: string): readonly string[] {
  const length = tooLong(value, LONGEST_SUBDOMAIN);
  if (UNDERSCORE_SUBDOMAIN_PATTERN.test(value)) return length;
  const rule = SUBDOMAIN_RULE.replace("'-' or", "'_', '-' or");
  return [...length, patternMessage(rule, UNDERSCORE_SUBDOMAIN, 'example.com')];
}

function keyNameProblems(name: string): readonly string[] {
  const length = name === '' ? ['must be non-empty'] : tooLong(name, LONGEST_LABEL, 'bytes');
  if (KEY_NAME_PATTERN.test(name)) return length;
  return [...length, patternMessage(KEY_NAME_RULE, KEY_NAME, 'MyName', 'my.name', '123-abc')];
}

function keyPrefixProblems(prefix: string): readonly string[] {
  if (prefix === '') return ['must be non-empty'];
  return [...tooLong(prefix, LONGEST_SUBDOMAIN, 'bytes'), ...subdomainPatternProblems(prefix)];
}

/** A name with an optional prefix, `example.com/name`: label keys, gates, finalizers (IsLabelKey, IsQualifiedName). */
export function qualifiedNameProblems(value: string): readonly string[] {
  const parts = value.split('/');
  if (parts.length > 2) {
    const rule = patternMessage(`a valid label key ${KEY_NAME_RULE}`, KEY_NAME, 'MyName', 'my.name', '123-abc');
    return [`${rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const prefix = parts.length === 2 ? keyPrefixProblems(parts[0]) : [];
  return [
    ...prefix.map((problem) => `prefix part ${problem}`),
    ...keyNameProblems(parts[parts.length - 1]).map((problem) => `name part ${problem}`),
  ];
}

/** The value of a label (IsLabelValue). */
export function labelValueProblems(value: string): readonly string[] {
  const length = tooLong(value, LONGEST_LABEL, 'bytes');
  if (LABEL_VALUE_PATTERN.test(value)) return length;
  const rule = `a valid label must be an empty string or ${KEY_NAME_RULE.replace('must ', '')}`;
  return [...length, patternMessage(rule, LABEL_VALUE, 'MyValue', 'my_value', '12345')];
}

/** The name of a port (IsValidPortName). */
export function portNameProblems(name: string): readonly string[] {
  const problems = [...tooLong(name, LONGEST_PORT_NAME)];
  if (!/^[-a-z0-9]+$/.test(name)) {
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
  if (name.includes('--')) problems.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('must not begin or end with a hyphen');
  return problems;
}

/** The name of an environment variable, in the relaxed form of v1.36 (IsRelaxedEnvVarName). */
export function environmentNameProblems(name: string): readonly string[] {
  if (name === '') return ['environment variable name must be non-empty'];
  if (/^[\x20-\x3c\x3e-\x7e]*$/.test(name)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** The key of an entry of a ConfigMap or Secret (IsConfigMapKey). */
export function configKeyProblems(key: string): readonly string[] {
  const problems = [...tooLong(key, LONGEST_SUBDOMAIN)];
  if (!CONFIG_KEY_PATTERN.test(key)) {
    const rule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
    problems.push(patternMessage(rule, CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name'));
  }
  if (key === '.' || key === '..') problems.push(`must not be '${key}'`);
  else if (key.startsWith('..')) problems.push("must not start with '..'");
  return problems;
}

/** The name of an HTTP header (IsHTTPHeaderName). */
export function headerNameProblems(name: string): readonly string[] {
  if (HEADER_NAME_PATTERN.test(name)) return [];
  const rule = "a valid HTTP header must consist of alphanumeric characters or '-'";
  return [patternMessage(rule, HEADER_NAME, 'X-Header-Name')];
}
