/**
 * Services, as data. Fields keep the names and meanings of `staging/src/k8s.io/api/core/v1/types.go` (Kubernetes v1.36).
 */

import type { ObjectMeta } from './pod';

export interface ServicePort {
  readonly name?: string;
  readonly protocol?: string;
  readonly port: number;
  /** A number, or the name of a port of the containers. */
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}

export interface ServiceSpec {
  readonly type?: string;
  readonly selector?: Readonly<Record<string, string>>;
  /** `None` for a headless service. */
  readonly clusterIP?: string;
  readonly ports?: readonly ServicePort[];
  readonly externalName?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
}

export interface Service { readonly metadata: ObjectMeta; readonly spec: ServiceSpec }

/**
 * Fills in what the API server fills in, the address excepted.
 * Follows `pkg/apis/core/v1/defaults.go` SetDefaults_Service.
 */
export function defaultService(service: Service): Service {
  const { metadata, spec } = service;
  const ports = spec.ports?.map((port) => ({ ...port, protocol: port.protocol || 'TCP', targetPort: port.targetPort || port.port }));
  return {
    metadata: { ...metadata, namespace: metadata.namespace ?? 'default' },
    spec: { ...spec, type: spec.type || 'ClusterIP', ...(ports !== undefined && { ports }) },
  };
}

/** Whether a service has no address of its own (`None`). */
export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === 'None';
}

/**
 * The address of a service; undefined when it has none.
 * Follows `pkg/apis/core/v1/helper/helpers.go` IsServiceIPSet.
 */
export function clusterIpOf({ spec }: Service): string | undefined {
  const { clusterIP, type } = spec;
  return !clusterIP || clusterIP === 'None' || type === 'ExternalName' ? undefined : clusterIP;
}
