import { parseImageReference } from './image-reference';
import { shapedContainer, shapedProbe } from './object-shapes';
import type {
  Container,
  ContainerPort,
  EnvVar,
  HttpGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
  PullPolicy,
  ResourceList,
  ResourceRequirements,
} from './pod';
import { QuantityError } from './quantity';
import { canonicalAmount } from './resource-list';
import { mapShared } from './shared-list';

/** When the image is pulled unless the manifest says: always for the tag `latest` (SetDefaults_Container). */
export function defaultPullPolicy(image: string): PullPolicy {
  return parseImageReference(image)?.tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function withHttpGetDefaults(action: HttpGetAction): HttpGetAction {
  const { path, port, host, scheme, httpHeaders } = action;
  return path && scheme ? action : { path: path || '/', port, host, scheme: scheme || 'HTTP', httpHeaders };
}

function isCompleteProbe(probe: Probe): boolean {
  const numbers = probe.timeoutSeconds && probe.periodSeconds && probe.successThreshold && probe.failureThreshold;
  return Boolean(numbers) && (probe.grpc === undefined || probe.grpc.service !== undefined);
}

/** A probe with its numbers in seconds and counts; a 0 counts as not given (SetDefaults_Probe). */
export function withProbeDefaults(probe: Probe): Probe {
  const httpGet = probe.httpGet && withHttpGetDefaults(probe.httpGet);
  if (httpGet === probe.httpGet && isCompleteProbe(probe)) return probe;
  return shapedProbe(probe, {
    httpGet,
    grpc: probe.grpc && { ...probe.grpc, service: probe.grpc.service ?? '' },
    timeoutSeconds: probe.timeoutSeconds || 1,
    periodSeconds: probe.periodSeconds || 10,
    successThreshold: probe.successThreshold || 1,
    failureThreshold: probe.failureThreshold || 3,
  });
}

function withHandlerDefaults(handler: LifecycleHandler | undefined): LifecycleHandler | undefined {
  if (handler?.httpGet === undefined) return handler;
  const httpGet = withHttpGetDefaults(handler.httpGet);
  return httpGet === handler.httpGet ? handler : { ...handler, httpGet };
}

function withLifecycleDefaults(lifecycle: Lifecycle): Lifecycle {
  const postStart = withHandlerDefaults(lifecycle.postStart);
  const preStop = withHandlerDefaults(lifecycle.preStop);
  if (postStart === lifecycle.postStart && preStop === lifecycle.preStop) return lifecycle;
  return { ...lifecycle, ...(postStart && { postStart }), ...(preStop && { preStop }) };
}

function withPortDefaults(port: ContainerPort, isHostNetwork: boolean): ContainerPort {
  const hostPort = port.hostPort || (isHostNetwork ? port.containerPort : undefined);
  if (port.protocol && hostPort === (port.hostPort || undefined)) return port;
  return { ...port, protocol: port.protocol || 'TCP', ...(hostPort && { hostPort }) };
}

function withEnvDefaults(variable: EnvVar): EnvVar {
  const fieldRef = variable.valueFrom?.fieldRef;
  if (fieldRef === undefined || fieldRef.apiVersion) return variable;
  return { ...variable, valueFrom: { ...variable.valueFrom, fieldRef: { ...fieldRef, apiVersion: 'v1' } } };
}

/** The amount in canonical text; what is no quantity stays for the validation to report. */
function canonical(value: string | number): string | number {
  try {
    return canonicalAmount(value);
  } catch (error) {
    if (error instanceof QuantityError) return value;
    throw error;
  }
}

/** The list in canonical texts; the same list if all are (SetDefaults_ResourceList). */
export function withCanonicalAmounts(list: ResourceList): ResourceList {
  const entries = Object.entries(list);
  const isCanonical = entries.every(([, value]) => canonical(value) === value);
  return isCanonical ? list : Object.fromEntries(entries.map(([name, value]) => [name, canonical(value)]));
}

/** Missing requests equal the limits (SetDefaults_Pod). */
function withResourceDefaults(resources: ResourceRequirements): ResourceRequirements {
  const limits = resources.limits && withCanonicalAmounts(resources.limits);
  const given = resources.requests && withCanonicalAmounts(resources.requests);
  const isMissing = limits !== undefined && Object.keys(limits).some((name) => given === undefined || !(name in given));
  const requests = isMissing ? { ...limits, ...given } : given;
  if (limits === resources.limits && requests === resources.requests) return resources;
  return { ...resources, ...(limits && { limits }), ...(requests && { requests }) };
}

const NO_RESOURCES_GIVEN: ResourceRequirements = {};

/** The fields that have defaults, or whose parts have. */
const DEFAULTED = [
  'imagePullPolicy', 'terminationMessagePath', 'terminationMessagePolicy', 'resources', 'ports', 'env', 'lifecycle',
  'livenessProbe', 'readinessProbe', 'startupProbe',
] as const satisfies readonly (keyof Container)[];

/** The container as the API server stores it (`pkg/apis/core/v1/defaults.go` SetDefaults_Container and others). */
export function withContainerDefaults(container: Container, isHostNetwork: boolean): Container {
  const { ports, env, lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  const complete: Partial<Container> = {
    imagePullPolicy: container.imagePullPolicy || defaultPullPolicy(container.image ?? ''),
    terminationMessagePath: container.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: container.terminationMessagePolicy || 'File',
    resources: withResourceDefaults(container.resources ?? NO_RESOURCES_GIVEN),
    ports: ports && mapShared(ports, (port) => withPortDefaults(port, isHostNetwork)),
    env: env && mapShared(env, withEnvDefaults),
    lifecycle: lifecycle && withLifecycleDefaults(lifecycle),
    livenessProbe: livenessProbe && withProbeDefaults(livenessProbe),
    readinessProbe: readinessProbe && withProbeDefaults(readinessProbe),
    startupProbe: startupProbe && withProbeDefaults(startupProbe),
  };
  const isComplete = DEFAULTED.every((field) => container[field] === complete[field]);
  return isComplete ? container : shapedContainer(container, complete);
}
