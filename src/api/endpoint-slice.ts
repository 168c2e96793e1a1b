/**
 * EndpointSlices, as data. Fields keep the names and meanings of `staging/src/k8s.io/api/discovery/v1/types.go`
 * (Kubernetes v1.36).
 */

import type { ObjectMeta } from './pod';

export interface EndpointConditions { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean }

/** The pod behind an endpoint (`core/v1` ObjectReference). */
export interface EndpointTarget { readonly kind: 'Pod'; readonly namespace: string; readonly name: string; readonly uid: string }

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: EndpointConditions;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: EndpointTarget;
}

export interface EndpointPort { readonly name: string; readonly port: number; readonly protocol: string }

/** The endpoints of a service that have the same ports. */
export interface EndpointSlice {
  readonly metadata: ObjectMeta;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointPort[];
}

/** The label that names the service of a slice. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
