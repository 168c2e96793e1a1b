import type { AppliedObject } from '../api/applied-object';
import { invalidObject } from '../api/errors';
import type { ObjectMeta } from '../api/pod';
import { defaultService, type Service } from '../api/service';
import { validateService } from '../api/validation/validate-service';
import type { ManifestObject } from './parse-manifest';

/**
 * An object that pods refer to: a ConfigMap, Secret, ServiceAccount or Service. Undefined for an object of another kind.
 * @throws ApiError when the API server would refuse a service; its causes have places in the manifest
 */
export function readAppliedObject(object: ManifestObject): AppliedObject | undefined {
  const { kind, name, namespace = 'default', value } = object;
  const metadata: ObjectMeta = { ...(value.metadata as object), name, namespace };
  switch (kind) {
    case 'ConfigMap': {
      const { data, binaryData } = value as ConfigFields;
      return { kind, object: { metadata, data: { ...decoded(binaryData), ...data } } };
    }
    case 'Secret': {
      const { data, stringData } = value as ConfigFields;
      return { kind, object: { metadata, data: { ...decoded(data), ...stringData } } };
    }
    case 'ServiceAccount':
      return { kind, object: { ...(value as object), metadata } };
    case 'Service':
      return { kind, object: accept({ metadata, spec: (value.spec ?? {}) as Service['spec'] }, object) };
    default:
      return undefined;
  }
}

interface ConfigFields {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

function decoded(data: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]));
}

function accept(service: Service, object: ManifestObject): Service {
  const complete = defaultService(service);
  const errors = validateService(complete);
  if (errors.length === 0) return complete;
  throw invalidObject('Service', object.name, errors.map((error) => ({ ...error, place: object.locate(error.field) })));
}
