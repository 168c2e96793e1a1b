import type { SourcePlace } from '../api/field-error';
import { goQuote } from '../api/go-format';
import { Locator } from './locator';
import { KUSTOMIZE_HINT, ManifestError } from './manifest-error';
import { type DuplicateKeys, type JsonValue, readYaml, type YamlDocument } from './read-yaml';
import { SourceText } from './source-text';

/** How a manifest is read. */
export interface ManifestOptions {
  /** Name of the file, for messages. Default: `manifest.yaml`. */
  readonly fileName?: string;
  /**
   * What happens when a key occurs twice. Default `refuse`, because it is a mistake; kubectl does not notice it and takes
   * the last one (`last`).
   */
  readonly duplicateKeys?: DuplicateKeys;
}

/** One object of a manifest. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`; empty if there is none. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly value: JsonObject;
  /** Warnings that kubectl prints: unknown fields, when these are not refused. */
  readonly warnings: readonly string[];
  readonly locator: Locator;
  /** The place of a field, such as `spec.containers[0].image`, or of what would hold it. */
  locate(path: string): SourcePlace;
}

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

const TURN_OFF = 'if you choose to ignore these errors, turn validation off with --validate=false';

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** kubectl finds it before it asks the API server (`staging/src/k8s.io/kubectl/pkg/validation` getObjectKind). */
function validatingError(locator: Locator, problems: readonly string[], hint?: string): ManifestError {
  const { fileName } = locator.source;
  const all = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  const kubectlText = `error: error validating ${goQuote(fileName)}: error validating data: ${all}; ${TURN_OFF}`;
  return new ManifestError(locator.locate(''), problems.join(', '), { kubectlText, hint });
}

function headerProblem(value: JsonValue | undefined, field: string): readonly string[] {
  if (value === undefined || value === null) return [`${field} not set`];
  return typeof value === 'string' ? [] : [`${field} isn't string type`];
}

/** An object of a manifest with its header. */
export function manifestObject(value: JsonObject, locator: Locator, warnings: readonly string[] = []): ManifestObject {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  return {
    apiVersion: textOf(value.apiVersion),
    kind: textOf(value.kind),
    name: textOf(metadata.name),
    namespace: textOf(metadata.namespace) || undefined,
    value,
    warnings,
    locator,
    locate: (path) => locator.locate(path),
  };
}

/** kustomize wants neither apiVersion nor kind in its own file. */
function isKustomization(value: JsonObject, { source }: Locator): boolean {
  return /^kustomization\.ya?ml$/.test(source.fileName) || ['resources', 'bases', 'patches', 'patchesStrategicMerge'].some((field) => Array.isArray(value[field]));
}

function parseObject(value: JsonValue, locator: Locator): ManifestObject[] {
  if (!isObject(value)) {
    throw validatingError(locator, ['invalid object to validate'], 'An object begins with apiVersion and kind');
  }
  const problems = [...headerProblem(value.apiVersion, 'apiVersion'), ...headerProblem(value.kind, 'kind')];
  if (problems.length > 0) throw validatingError(locator, problems, isKustomization(value, locator) ? KUSTOMIZE_HINT : undefined);
  const isList = textOf(value.kind).endsWith('List') && Array.isArray(value.items);
  if (!isList) return [manifestObject(value, locator)];
  return (value.items as readonly JsonValue[]).flatMap((item, index) =>
    parseObject(item, locator.item(['items', index])),
  );
}

function parseDocument({ value, source, root, document }: YamlDocument): ManifestObject[] {
  return parseObject(value, new Locator(source, root, document));
}

/**
 * The objects of a YAML or JSON text, of any kind, as they are written: documents separated by `---`, lists of objects
 * taken apart. Scalars are understood as kubectl does (see `yaml-scalars.ts`).
 * @throws ManifestError when the text is not YAML or a document is not an object with apiVersion and kind.
 */
export function parseManifest(text: string, options: ManifestOptions = {}): ManifestObject[] {
  const source = new SourceText(options.fileName ?? 'manifest.yaml', text);
  return readYaml(source, options.duplicateKeys ?? 'refuse').flatMap(parseDocument);
}
