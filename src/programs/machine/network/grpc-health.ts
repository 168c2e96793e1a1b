import type { HttpRequest, HttpResponse } from './http-message';
import { headerValue } from './http-message';

/** The method that a gRPC probe calls (`grpc.health.v1.Health`). */
const HEALTH_CHECK = '/grpc.health.v1.Health/Check';
const CONTENT_TYPE = { name: 'Content-Type', value: 'application/grpc' };

/** What a server says of a service; `unknown`: it has no such service. */
export type ServingStatus = 'SERVING' | 'NOT_SERVING' | 'unknown';

/**
 * A call of the health service. Calls are carried as text over HTTP here, without the frames of HTTP/2: both ends are
 * simulated.
 */
export function healthRequest(service: string): HttpRequest {
  return { method: 'POST', path: HEALTH_CHECK, headers: [CONTENT_TYPE, { name: 'Content-Length', value: String(service.length) }], body: service };
}

/** The service that a call asks for; undefined when the request is no call of the health service. */
export function askedService(request: HttpRequest): string | undefined {
  return request.path === HEALTH_CHECK && headerValue(request.headers, CONTENT_TYPE.name) === CONTENT_TYPE.value ? request.body : undefined;
}

/** The answer to a call. */
export function healthResponse(status: ServingStatus): HttpResponse {
  return { status: 200, headers: [CONTENT_TYPE], body: status };
}

/** What an answer says; undefined when no gRPC server has sent it. */
export function statusOf({ headers, body }: HttpResponse): ServingStatus | undefined {
  return headerValue(headers, CONTENT_TYPE.name) === CONTENT_TYPE.value ? body as ServingStatus : undefined;
}
