import { badRequest } from '../api/errors';
import { goQuote } from '../api/go-format';
import { decodeValue } from './decode';
import { listFieldEffects } from './field-effects';
import { findKind, readableKinds, versionsOf } from './kinds';
import { isOfKustomize, whyLeftAside, wouldChangePods } from './left-aside';
import { KUSTOMIZE_HINT, ManifestError } from './manifest-error';
import {
  type JsonObject,
  manifestObject,
  type ManifestObject,
  type ManifestOptions,
  parseManifest,
} from './parse-manifest';
import { nearestName } from './nearest-name';
import { findFieldPath, knownFieldsAt } from './schema/lookup';

/** What happens with fields that the API does not know: kubectl's `--validate`. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** How a manifest is read and checked. */
export interface ReadOptions extends ManifestOptions {
  /** Default: `Strict`, as kubectl. */
  readonly fieldValidation?: FieldValidation;
}

/** Metadata is decoded by kubectl, before anything is sent (`…/cli-runtime/pkg/resource/metadata_decoder.go`). */
function checkMetadata(object: ManifestObject): void {
  const { metadata } = object.value;
  if (metadata === undefined) return;
  const { problem } = decodeValue(metadata, 'ObjectMeta', { struct: 'metadataOnlyObject', path: 'metadata' });
  if (problem === undefined) return;
  const { fileName } = object.locator.source;
  const kubectlText = `error: unable to decode ${goQuote(fileName)}: ${problem.text}`;
  throw new ManifestError(object.locate(problem.path), problem.text, { kubectlText, hint: quoteHint(problem.text) });
}

/** Numbers and booleans where text is wanted need quotes. */
function quoteHint(text: string): string | undefined {
  return /cannot unmarshal (number|bool) .* of type string$/.test(text) ? 'Put the value in quotes' : undefined;
}

/** No server knows the kind (`…/cli-runtime/pkg/resource/mapper.go` infoForData), or the simulation does not. */
function unknownKind(object: ManifestObject): ManifestError {
  const { apiVersion, kind, name, namespace = '' } = object;
  if (wouldChangePods(apiVersion, kind)) {
    const hint = 'Leave it out, and give the pods the values that it would give them';
    return new ManifestError(object.locate('kind'), `objects of kind ${goQuote(kind)} change or refuse pods, which is not simulated`, { hint });
  }
  const [version] = versionsOf(kind);
  const nearest = nearestName(kind, readableKinds());
  const hint = isOfKustomize(apiVersion) ? KUSTOMIZE_HINT : version ? `Kind ${kind} has apiVersion ${version}` : nearest && `Is kind ${nearest} meant?`;
  const problem = `no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}`;
  const { fileName } = object.locator.source;
  const where = `for name: ${goQuote(name)} namespace: ${goQuote(namespace)} from ${goQuote(fileName)}`;
  const kubectlText = `error: resource mapping not found ${where}: ${problem}\nensure CRDs are installed first`;
  return new ManifestError(object.locate(version ? 'apiVersion' : 'kind'), problem, { kubectlText, hint });
}

/** The API server cannot decode the object (`…/apiserver/pkg/endpoints/handlers/rest.go` transformDecodeError). */
function decodingError(object: ManifestObject, problem: string, path: string, hint?: string): ManifestError {
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  const subject = `${object.kind} in version ${goQuote(version)} cannot be handled as a ${object.kind}`;
  const apiError = badRequest(`${subject}: ${problem}`);
  const place = object.locator.locate(path, problem.startsWith('strict') ? 'name' : 'value');
  return new ManifestError(place, problem, { apiError, hint });
}

function unknownFieldHint(kind: string, path: string): string | undefined {
  const name = /[^.[\]]+$/.exec(path)?.[0] ?? '';
  if (name === '$patch') return KUSTOMIZE_HINT;
  const nearest = nearestName(name, knownFieldsAt(kind, path));
  if (nearest !== undefined) return `Is ${goQuote(nearest)} meant?`;
  const elsewhere = findFieldPath(kind, name);
  return elsewhere === undefined ? undefined : `A field of this name belongs at ${elsewhere}`;
}

function refuseTreatment(object: ManifestObject, value: JsonObject): void {
  const refused = listFieldEffects(value, object.kind).find(({ treatment }) => treatment === 'refused');
  if (refused === undefined) return;
  const problem = `field ${goQuote(refused.path)} is refused: ${refused.note}`;
  throw new ManifestError(object.locator.locate(refused.path, 'name'), problem);
}

/**
 * The object with every field decoded as the API server decodes it: null fields are left out, every value has its type.
 * @throws ManifestError when the kind is unknown or not simulated, a field is unknown or refused, or a value has the
 * wrong type.
 */
export function decodeManifestObject(object: ManifestObject, fieldValidation: FieldValidation = 'Strict'): ManifestObject {
  checkMetadata(object);
  if (findKind(object.apiVersion, object.kind) === undefined) throw unknownKind(object);
  const { value, problem, unknownFields } = decodeValue(object.value, object.kind);
  if (problem !== undefined) throw decodingError(object, problem.text, problem.path, quoteHint(problem.text));
  const warnings = unknownFields.map((path) => `unknown field ${goQuote(path)}`);
  if (warnings.length > 0 && fieldValidation === 'Strict') {
    const hint = unknownFieldHint(object.kind, unknownFields[0]);
    throw decodingError(object, `strict decoding error: ${warnings.join(', ')}`, unknownFields[0], hint);
  }
  refuseTreatment(object, value as JsonObject);
  return manifestObject(value as JsonObject, object.locator, fieldValidation === 'Warn' ? warnings : []);
}

/**
 * The objects of a manifest, decoded and of known kinds, without those that are left aside. Whether their values make sense
 * is for the API server to say (`readPods`, `validatePod`).
 * @throws ManifestError when the text is not YAML, a document is not an object of a known kind, a field is unknown or
 * refused, a value has the wrong type, or the text is absurdly large.
 */
export function readManifest(text: string, options: ReadOptions = {}): ManifestObject[] {
  return parseManifest(text, options).flatMap((object) => {
    if (whyLeftAside(object.apiVersion, object.kind) === undefined) return [decodeManifestObject(object, options.fieldValidation)];
    checkMetadata(object);
    return [];
  });
}

/** An object of a manifest that changes nothing in the life of a pod here. */
export interface LeftAside {
  readonly kind: string;
  readonly name: string;
  /** Why it changes nothing. */
  readonly why: string;
}

/**
 * The objects of a manifest that are left aside: those of other kinds of Kubernetes, and custom resources.
 * @throws ManifestError when the text is not YAML or a document is not an object
 */
export function listLeftAside(text: string, options: ManifestOptions = {}): LeftAside[] {
  return parseManifest(text, options).flatMap(({ apiVersion, kind, name }) => {
    const why = whyLeftAside(apiVersion, kind);
    return why === undefined ? [] : [{ kind, name, why }];
  });
}
