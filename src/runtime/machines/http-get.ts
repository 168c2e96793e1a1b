import { resolveContainerPort } from '../../api/container-ports';
import type { HttpGetAction } from '../../api/pod';
import type { HttpAnswer } from '../../programs/machine/network/http-exchange';
import { headerValue, type HttpHeaderLine, type HttpResponse } from '../../programs/machine/network/http-message';
import type { Answer, PendingAnswer } from '../../programs/program';
import { describeProblem, exchange, pending, type NetworkAsker } from './request-answers';

/** So many requests are sent for one GET at most. */
const MAX_REQUESTS = 10;

const DEFAULT_HEADERS: readonly HttpHeaderLine[] = [
  { name: 'User-Agent', value: 'kube-probe/1.36' }, { name: 'Accept', value: '*/*' }, { name: 'Connection', value: 'close' },
];

/**
 * Sends an HTTP GET, and goes where it is sent as long as that is the same host.
 * Follows `pkg/probe/http/http.go` DoHTTPProbe and RedirectChecker.
 * @param accepts whether a status code is a success
 */
export function askByHttp(asker: NetworkAsker, action: HttpGetAction, accepts: (status: number) => boolean): Answer | PendingAnswer {
  const port = resolveContainerPort(action.port, asker.container);
  if (typeof port !== 'number') return { outcome: 'error', latency: asker.latency, output: port.error };
  const isTls = action.scheme === 'HTTPS';
  const path = (action.path ?? '/').replace(/^(?!\/)/, '/');
  const url = `${isTls ? 'https' : 'http'}://${action.host || asker.pod().address}:${port}${path}`;
  return pending((settle) => {
    const get = new HttpGet(asker, action, accepts, settle);
    get.ask({ url, port, path, isTls });
    return () => { get.cancel(); };
  });
}

/** Where a request of the kubelet goes. */
interface Target {
  readonly url: string;
  readonly port: number;
  readonly path: string;
  readonly isTls: boolean;
}

/** A GET with the requests that it takes. */
class HttpGet {
  readonly #asker: NetworkAsker;
  readonly #action: HttpGetAction;
  readonly #accepts: (status: number) => boolean;
  readonly #settle: (answer: Answer) => void;
  #requests = 0;
  #running: PendingAnswer | undefined;

  constructor(asker: NetworkAsker, action: HttpGetAction, accepts: (status: number) => boolean, settle: (answer: Answer) => void) {
    this.#asker = asker;
    this.#action = action;
    this.#accepts = accepts;
    this.#settle = settle;
  }

  ask(target: Target): void {
    this.#requests += 1;
    const headers = [...DEFAULT_HEADERS, ...(this.#action.httpHeaders ?? [])];
    let next: Target | undefined;
    const request = { method: 'GET', path: target.path, headers, body: '' };
    this.#running = exchange(this.#asker, this.#action.host, target.port, request, (answer, refusal) => {
      next = answer.kind === 'response' ? redirectOf(answer.response, target) : undefined;
      return this.#judge(target, answer, refusal, next);
    });
    this.#running.onAnswer((answer) => {
      if (next === undefined || answer.outcome === 'failure') this.#settle(answer);
      else this.ask(next);
    });
  }

  cancel(): void {
    this.#running?.cancel();
  }

  #judge({ url, isTls }: Target, answer: HttpAnswer, refusal: string, next: Target | undefined): Answer {
    const { latency } = this.#asker;
    const problem = describeProblem(answer, refusal, isTls);
    if (problem !== undefined) return { outcome: 'failure', latency, output: `Get "${url}": ${problem}` };
    if (next !== undefined) {
      if (this.#requests < MAX_REQUESTS) return { outcome: 'success', latency };
      return { outcome: 'failure', latency, output: `Get "${next.url}": stopped after ${MAX_REQUESTS} redirects` };
    }
    const { response } = answer as HttpAnswer & { kind: 'response' };
    const { status } = response;
    return { outcome: this.#accepts(status) ? 'success' : 'failure', latency, status, ...(isRedirect(response) && { output: response.body }) };
  }
}

function isRedirect({ status }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Where a response sends its client; undefined when nowhere, or to another host. */
function redirectOf(response: HttpResponse, { url }: Target): Target | undefined {
  const location = headerValue(response.headers, 'Location') ?? '';
  if (!isRedirect(response) || location === '' || !URL.canParse(location, url)) return undefined;
  const next = new URL(location, url);
  if (next.hostname !== new URL(url).hostname) return undefined;
  const isTls = next.protocol === 'https:';
  return { url: next.href, port: Number(next.port) || (isTls ? 443 : 80), path: next.pathname + next.search, isTls };
}
