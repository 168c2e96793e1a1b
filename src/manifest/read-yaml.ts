import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';

import { ApiError } from '../api/errors';
import { byteLength, goQuote } from '../api/go-format';
import { ManifestError, TEMPLATE_HINT } from './manifest-error';
import type { SourceText } from './source-text';
import { DEEPEST_NESTING, findDeepNesting, LARGEST_MANIFEST_BYTES, MOST_REPEATED_NODES } from './yaml-limits';
import { describeSyntaxError } from './yaml-problems';
import { type JsonScalar, keyText, resolvePlainScalar } from './yaml-scalars';

/** A value of JSON. */
export type JsonValue = JsonScalar | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What happens when a key occurs twice in a mapping. kubectl takes the last one without a word. */
export type DuplicateKeys = 'refuse' | 'last';

/** One document of a manifest. */
export interface YamlDocument {
  readonly value: JsonValue;
  readonly source: SourceText;
  readonly root: Node;
  readonly document: Document.Parsed;
}

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** Turns the nodes of one document into values, within the limits. */
class Converter {
  readonly #source: SourceText;
  readonly #document: Document.Parsed;
  readonly #duplicateKeys: DuplicateKeys;
  /** Aliases that are being followed, to notice one that contains itself. */
  readonly #following = new Set<Node>();
  #repeated = 0;

  constructor(source: SourceText, document: Document.Parsed, duplicateKeys: DuplicateKeys) {
    this.#source = source;
    this.#document = document;
    this.#duplicateKeys = duplicateKeys;
  }

  convert(node: unknown): JsonValue {
    if (this.#following.size > 0) this.#countRepeated(node as Node);
    if (isScalar(node)) return this.#scalar(node);
    if (isSeq(node)) return node.items.map((item) => this.convert(item));
    if (isMap(node)) return this.#map(node.items as Pair[]);
    if (isAlias(node)) return this.#follow(node, (target) => this.convert(target));
    return null;
  }

  #countRepeated(node: Node): void {
    this.#repeated += 1;
    if (this.#repeated > MOST_REPEATED_NODES) throw this.#error(node, 'document contains excessive aliasing');
  }

  #scalar(node: Scalar): JsonScalar {
    const text = String(node.value ?? '');
    const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : undefined;
    const isPlain = node.type === 'PLAIN' && node.tag === undefined;
    const value = isPlain || (tag !== undefined && tag !== 'str' && tag !== 'binary') ? resolvePlainScalar(text) : text;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw this.#error(node, `json: unsupported value: ${value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}`);
    }
    return value;
  }

  #map(pairs: readonly Pair[]): JsonValue {
    const result: Record<string, JsonValue> = {};
    for (const pair of pairs) {
      const key = pair.key as Node;
      if (isMergeKey(key)) this.#merge(pair.value as Node, result);
      else this.#set(result, key, pair.value as Node);
    }
    return result;
  }

  #set(result: Record<string, JsonValue>, key: Node, value: Node): void {
    const keyValue = this.convert(key);
    if (keyValue === null || typeof keyValue === 'object') {
      throw this.#error(key, 'unsupported kind of key in a mapping', hintAtTemplate(this.#source.text));
    }
    const name = keyText(keyValue);
    if (this.#duplicateKeys === 'refuse' && Object.hasOwn(result, name) && !this.#isMerged(result, name)) {
      const hint = 'Remove one of the two; kubectl would take the last one';
      throw this.#error(key, `key ${goQuote(name)} already set in map`, hint);
    }
    this.#merged.get(result)?.delete(name);
    Object.defineProperty(result, name, {
      value: this.convert(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }

  /** Keys that a mapping has from a merge (`<<`): giving them again is no mistake. */
  readonly #merged = new WeakMap<object, Set<string>>();

  #isMerged(result: object, name: string): boolean {
    return this.#merged.get(result)?.has(name) ?? false;
  }

  #merge(node: Node, result: Record<string, JsonValue>): void {
    if (isAlias(node)) return this.#follow(node, (target) => this.#merge(target, result));
    if (isSeq(node)) return [...node.items].reverse().forEach((item) => this.#merge(item as Node, result));
    if (!isMap(node)) throw this.#error(node, 'map merge requires map or sequence of maps as the value');
    const given = this.convert(node) as Record<string, JsonValue>;
    const merged = this.#merged.get(result) ?? new Set();
    for (const name of Object.keys(given)) merged.add(name);
    this.#merged.set(result, merged);
    Object.assign(result, given);
  }

  #follow<T>(alias: Alias, use: (target: Node) => T): T {
    const target = alias.resolve(this.#document) as Node | undefined;
    if (target === undefined) throw this.#error(alias, `unknown anchor '${alias.source}' referenced`);
    if (this.#following.has(target) || contains(target, alias)) {
      throw this.#error(alias, `anchor '${alias.source}' value contains itself`);
    }
    this.#following.add(target);
    const result = use(target);
    this.#following.delete(target);
    return result;
  }

  #error(node: Node | null | undefined, problem: string, hint?: string): ManifestError {
    const place = this.#source.place(node?.range?.[0] ?? 0);
    const kubectlText = parsingError(this.#source, `yaml: ${problem}`);
    return new ManifestError(place, problem, { kubectlText, hint });
  }
}

function contains(target: Node, alias: Alias): boolean {
  const [outer, inner] = [target.range, alias.range];
  return Boolean(outer && inner && outer[0] <= inner[0] && inner[1] <= outer[1]);
}

/** Whether a key merges another mapping into its own: `<<`, not quoted. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function parsingError({ fileName }: SourceText, problem: string): string {
  return `error: error parsing ${fileName}: error converting YAML to JSON: ${problem}`;
}

/** The number of a line within its document: kubectl cuts the text at lines that begin with `---`. */
function lineInDocument(source: SourceText, offset: number): number {
  const separator = source.text.lastIndexOf('\n---', offset - 1);
  const line = source.lineAt(offset);
  return separator < 0 ? line : line - source.lineAt(separator + 1);
}

/** Templates are hardly ever YAML. */
function hintAtTemplate(text: string): string | undefined {
  return /\{\{.*\}\}|^\{%/m.test(text) ? TEMPLATE_HINT : undefined;
}

function syntaxError(document: Document.Parsed, source: SourceText): ManifestError {
  const described = describeSyntaxError(document.errors[0], document, source);
  const reported = lineInDocument(source, Math.min(described.reported, source.text.length));
  const line = described.countsFromZero ? reported - 1 : reported;
  const text = `yaml: ${line > 0 ? `line ${line}: ` : ''}${described.problem}`;
  const details = { kubectlText: parsingError(source, text), hint: hintAtTemplate(source.text) ?? described.hint };
  return new ManifestError(source.place(described.offset), described.problem, details);
}

function checkLimits(source: SourceText): void {
  if (byteLength(source.text) > LARGEST_MANIFEST_BYTES) {
    const message = `Request entity too large: limit is ${LARGEST_MANIFEST_BYTES}`;
    throw new ManifestError(source.place(0), message, { apiError: new ApiError('RequestEntityTooLarge', message) });
  }
  const deep = findDeepNesting(source.text);
  if (deep !== undefined) {
    throw new ManifestError(source.place(deep), `nested more than ${DEEPEST_NESTING} levels deep`);
  }
}

const OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

/**
 * The documents of a YAML or JSON text, as kubectl reads them; those without content are left out.
 * @throws ManifestError when the text is not YAML, a key is set twice, or a limit is exceeded.
 */
export function readYaml(source: SourceText, duplicateKeys: DuplicateKeys): YamlDocument[] {
  checkLimits(source);
  const documents = parseAllDocuments(source.text, OPTIONS) as Document.Parsed[];
  const result: YamlDocument[] = [];
  for (const document of documents) {
    if (document.errors.length > 0) throw syntaxError(document, source);
    const root = document.contents as Node | null;
    if (root === null) continue;
    const value = new Converter(source, document, duplicateKeys).convert(root);
    if (value !== null) result.push({ value, source, root, document });
  }
  return result;
}

/** The node of a document that an alias stands for; the node itself if it is no alias. */
export function followAlias(node: unknown, document: Document.Parsed): Node | undefined {
  return (isAlias(node) ? node.resolve(document) : node) as Node | undefined;
}
