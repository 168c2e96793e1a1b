import type { ObjectMeta } from './pod';
import type { Service } from './service';

/** A ConfigMap, or a Secret whose values are decoded: key → text. */
export interface ConfigObject { readonly metadata: ObjectMeta; readonly data: Readonly<Record<string, string>> }

/** A ServiceAccount (`core/v1`), as far as it bears on pods. */
export interface ServiceAccount { readonly metadata: ObjectMeta; readonly automountServiceAccountToken?: boolean }

/** An object that pods refer to, as it is applied. */
export type AppliedObject =
  | { readonly kind: 'ConfigMap' | 'Secret'; readonly object: ConfigObject }
  | { readonly kind: 'ServiceAccount'; readonly object: ServiceAccount }
  | { readonly kind: 'Service'; readonly object: Service };
