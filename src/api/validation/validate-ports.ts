import { duplicate, type FieldError, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { Container, ContainerPort, PodSpec } from '../pod';
import { checkEach, checkFormat, checkOneOf, VALID } from './checks';
import { portNameProblems, portNumberProblems } from './formats';

function validatePortName(name: string | undefined, taken: Set<string>, path: FieldPath): readonly FieldError[] {
  if (!name) return VALID;
  const errors = checkFormat(path, name, portNameProblems);
  if (errors.length > 0) return errors;
  if (taken.has(name)) return [duplicate(path, name)];
  taken.add(name);
  return VALID;
}

function validateNumbers({ containerPort, hostPort }: ContainerPort, path: FieldPath): readonly FieldError[] {
  const place = path.child('containerPort');
  return [
    ...(containerPort ? checkFormat(place, containerPort, portNumberProblems) : [required(place)]),
    ...(hostPort ? checkFormat(path.child('hostPort'), hostPort, portNumberProblems) : VALID),
  ];
}

/** The ports of a container (`pkg/apis/core/validation/validation.go` validateContainerPorts). */
export function validatePorts(ports: readonly ContainerPort[] | undefined, path: FieldPath): readonly FieldError[] {
  const taken = new Set<string>();
  return checkEach(path, ports, (port, place) => [
    ...validatePortName(port.name, taken, place.child('name')),
    ...validateNumbers(port, place),
    ...checkOneOf(place.child('protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']),
  ]);
}

/** Each port of the host at most once (checkHostPortConflicts). */
export function validateHostPorts(containers: readonly Container[], path: FieldPath): readonly FieldError[] {
  const taken = new Set<string>();
  return containers.flatMap(({ ports = [] }, index) =>
    ports.flatMap(({ hostPort, protocol = '', hostIP = '' }, position) => {
      if (!hostPort) return [];
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) return [duplicate(path.index(index).child('ports').index(position).child('hostPort'), key)];
      taken.add(key);
      return [];
    }),
  );
}

/** With the host's network a container's port is the host's port (validatePodHostNetworkDeps). */
export function validateHostNetworkPorts(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.hostNetwork !== true) return VALID;
  return spec.containers.flatMap(({ ports = [] }, index) =>
    ports.flatMap(({ hostPort = 0, containerPort = 0 }, position) => {
      const place = path.child('containers').index(index).child('ports').index(position).child('hostPort');
      const detail = 'must match `containerPort` when `hostNetwork` is true';
      return hostPort === containerPort ? [] : [invalid(place, hostPort, detail)];
    }),
  );
}
