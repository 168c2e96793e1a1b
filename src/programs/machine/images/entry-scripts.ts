import type { ImageFile } from '../files/image-tree';

/**
 * An entry point as official images have it: a script that puts the server before arguments which begin with a dash, and
 * otherwise runs what it is given.
 */
export function optionalServer(server: string, alsoBefore = ''): ImageFile {
  const patterns = ['-*', ...(alsoBefore === '' ? [] : [alsoBefore])].join('|');
  return { mode: 0o755, text: `#!/bin/sh\nset -e\ncase "$1" in\n${patterns}) set -- ${server} "$@" ;;\nesac\nexec "$@"\n` };
}
