import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../field-error';
import { FieldPath } from '../field-path';
import { isHeadless, type Service, type ServicePort, type ServiceSpec } from '../service';
import { checkEach, checkFormat, checkOneOf, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems, portNameProblems, portNumberProblems } from './formats';
import { validateLabels, validateMetadata } from './validate-metadata';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/**
 * What the API server finds wrong with a new service, with its defaults.
 * Follows `pkg/apis/core/validation/validation.go` validateService, without IP families, traffic policies and sources.
 */
export function validateService(service: Service): readonly FieldError[] {
  const { metadata, spec } = service;
  const path = FieldPath.of('spec');
  const needsPorts = !isHeadless(service) && spec.type !== 'ExternalName';
  return [
    ...validateMetadata(metadata, FieldPath.of('metadata'), { nameProblems: dnsLabelProblems, isNamespaced: true }),
    ...(needsPorts && (spec.ports ?? []).length === 0 ? [required(path.child('ports'))] : VALID),
    ...validateType(spec, path),
    ...validatePorts(spec.ports, path.child('ports')),
    ...validateLabels(spec.selector, path.child('selector')),
    ...(TYPES.includes(spec.type!) ? VALID : [notSupported(path.child('type'), spec.type, TYPES)]),
  ];
}

function validateType({ type, clusterIP, externalName }: ServiceSpec, path: FieldPath): readonly FieldError[] {
  if (type === 'ExternalName') {
    const given = clusterIP ? [forbidden(path.child('clusterIPs'), 'may not be set for ExternalName services')] : VALID;
    const name = (externalName ?? '').replace(/\.$/, '');
    const place = path.child('externalName');
    return [...given, ...(name === '' ? [required(place)] : checkFormat(place, name, dnsSubdomainProblems))];
  }
  if (clusterIP !== 'None' || type === 'ClusterIP') return VALID;
  return [invalid(path.child('clusterIPs').index(0), clusterIP, `may not be set to 'None' for ${type} services`)];
}

function validatePorts(ports: readonly ServicePort[] | undefined, path: FieldPath): readonly FieldError[] {
  const names = new Set<string>();
  return checkEach(path, ports, (port, place) => [
    ...validatePortName(port.name ?? '', (ports ?? []).length > 1, names, place.child('name')),
    ...checkFormat(place.child('port'), port.port, portNumberProblems),
    ...checkOneOf(place.child('protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']),
    ...validateTargetPort(port.targetPort!, place.child('targetPort')),
  ]);
}

function validatePortName(name: string, isRequired: boolean, taken: Set<string>, path: FieldPath): readonly FieldError[] {
  if (name === '') return isRequired ? [required(path)] : VALID;
  const repeated = taken.has(name) ? [duplicate(path, name)] : VALID;
  taken.add(name);
  return [...checkFormat(path, name, dnsLabelProblems), ...repeated];
}

function validateTargetPort(port: number | string, path: FieldPath): readonly FieldError[] {
  return typeof port === 'number' ? checkFormat(path, port, portNumberProblems) : checkFormat(path, port, portNameProblems);
}
