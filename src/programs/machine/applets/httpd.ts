import { SystemError, errorText } from '../kernel/errno';
import type { Program } from '../kernel/program';
import type { System } from '../kernel/system';
import type { Body } from '../kernel/wait-queue';
import { HttpServer } from '../network/http-server';
import { readSiteFile, textResponse } from '../network/static-site';
import type { HttpResponse } from '../network/http-message';
import { reasonPhrase } from '../network/http-message';
import { AppletError, applet } from './applet';

/** Where and what a server serves. */
interface Site {
  readonly root: string;
  readonly port: number;
  readonly address: string | undefined;
}

/** `httpd [-f] [-p [address:]port] [-h directory]` of busybox; without `-f` it goes to the background. */
export const httpd: Program = applet({ letters: 'fvip:h:c:r:u:' }, function* run(system, { flags, values }) {
  const [, address, port = '80'] = /^(?:(.*):)?(\d+)$/.exec(values.get('p') ?? '80') ?? [];
  const site: Site = { root: values.get('h') ?? system.context.directory, port: Number(port), address };
  if (flags.has('f')) return yield* serveSite(system, site);
  if (system.network.isListening(site.port)) throw new AppletError(`bind: ${errorText('EADDRINUSE')}`);
  system.spawn({ ...system.task.image, program: (child) => serveSite(child, site) });
  return 0;
});

function* serveSite(system: System, { root, port, address }: Site): Body<number> {
  const server = new HttpServer(system, { reply: ({ path }) => ({ response: respond(system, root, path), delay: 0 }) });
  try {
    server.listen(port, address);
  } catch (error) {
    if (error instanceof SystemError) throw new AppletError(`bind: ${error.text}`);
    throw error;
  }
  yield* server.serve(() => false);
  return 0;
}

function respond(system: System, root: string, path: string): HttpResponse {
  const file = readSiteFile(system, root, path);
  if (typeof file !== 'string') return textResponse(200, file.text, file.type);
  const status = file === 'missing' ? 404 : 403;
  const title = `${status} ${reasonPhrase(status)}`;
  const text = status === 404 ? 'The requested URL was not found' : '';
  return textResponse(status, `<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\n<BODY><H1>${title}</H1>\n${text}\n</BODY></HTML>\n`);
}
