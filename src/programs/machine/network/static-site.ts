import type { System } from '../kernel/system';
import { SystemError } from '../kernel/errno';
import { joinPath, normalizePath } from '../files/paths';
import type { HttpResponse } from './http-message';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html', htm: 'text/html', txt: 'text/plain', css: 'text/css', js: 'application/javascript',
  json: 'application/json', svg: 'image/svg+xml',
};

/** The file that a request path names below a directory; a directory stands for its index. */
export function readSiteFile(
  system: System,
  root: string,
  requestPath: string,
): { readonly text: string; readonly type: string } | 'missing' | 'forbidden' {
  const path = normalizePath(decodePath(requestPath.replace(/[?#].*/, '')));
  const node = system.paths.find(joinPath(root, path.slice(1)));
  const file = node?.kind === 'directory' ? joinPath(path, 'index.html') : path;
  if (node === undefined) return 'missing';
  try {
    const text = system.paths.readText(joinPath(root, file.slice(1)));
    const extension = /\.([a-z]+)$/.exec(file)?.[1] ?? '';
    return { text, type: TYPES[extension] ?? 'application/octet-stream' };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return node.kind === 'directory' || error.code === 'EACCES' ? 'forbidden' : 'missing';
  }
}

/** A response with a text of some type. */
export function textResponse(status: number, body: string, type = 'text/html'): HttpResponse {
  return { status, headers: [{ name: 'Content-Type', value: type }], body };
}

function decodePath(path: string): string {
  return path.replace(/%([0-9a-fA-F]{2})/g, (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
