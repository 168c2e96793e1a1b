/** A value that JSON can express; `undefined` stands for an absent member. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [member: string]: Json };

/** Renders a value as JSON with sorted members and without absent ones: equal values give equal texts. */
export function stableJson(value: Json): string {
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(stableJson).join(', ')}]`;
  const members = Object.keys(value)
    .filter((member) => value[member] !== undefined)
    .sort()
    .map((member) => `${JSON.stringify(member)}: ${stableJson(value[member])}`);
  return `{${members.join(', ')}}`;
}

/** Like {@link stableJson}, cut after 500 characters: for messages. */
export function briefJson(value: Json): string {
  const text = stableJson(value);
  return text.length < 500 ? text : `${text.slice(0, 500)}…`;
}

/** Whether two values are equal, whatever the order of their members; an absent member equals `null`. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b || a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, i) => equalJson(item, b[i]));
  }
  return memberNames(a, b).every((member) => equalJson(a[member], b[member]));
}

/** Names the first member in which two unequal values differ, with both values. */
export function firstDifference(a: Json, b: Json, path = ''): string {
  if (isObject(a) && isObject(b)) {
    const member = memberNames(a, b).find((name) => !equalJson(a[name], b[name]));
    if (member !== undefined) return firstDifference(a[member], b[member], path === '' ? member : `${path}.${member}`);
  }
  if (isList(a) && isList(b) && a.length === b.length) {
    const at = a.findIndex((item, i) => !equalJson(item, b[i]));
    if (at >= 0) return firstDifference(a[at], b[at], `${path}[${itemName(a[at], at)}]`);
  }
  return `${path}: recorded ${stableJson(a)}, simulated ${stableJson(b)}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [member: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

function memberNames(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function itemName(item: Json, index: number): string {
  const name = isObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : String(index);
}
