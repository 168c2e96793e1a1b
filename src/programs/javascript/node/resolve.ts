import { SystemError } from '../../machine/kernel/errno';
import { fromByteText, toByteText } from '../../machine/kernel/byte-text';
import type { System } from '../../machine/kernel/system';
import { directoryName, joinPath, normalizePath } from '../../machine/files/paths';

/** Finds the files of modules as `require` does (lib/internal/modules/cjs/loader.js). */
export class ModuleFiles {
  constructor(private readonly system: System) {}

  /** The file that a request means which comes from a directory; undefined when there is none. */
  find(request: string, directory: string): string | undefined {
    if (/^(\.\.?(\/|$)|\/)/.test(request)) return this.#fileOrDirectory(normalizePath(request, directory));
    for (let at = directory; ; at = directoryName(at)) {
      const found = this.#fileOrDirectory(joinPath(joinPath(at, 'node_modules'), request));
      if (found !== undefined) return found;
      if (at === '/' || at === '.') return undefined;
    }
  }

  /** The text of a file; undefined when it cannot be read. */
  read(path: string): string | undefined {
    try {
      return fromByteText(this.system.paths.readText(toByteText(path)));
    } catch (error) {
      if (error instanceof SystemError) return undefined;
      throw error;
    }
  }

  /** Whether a `.js` file is a module of the language: its nearest package.json says so. */
  isModule(path: string): boolean {
    if (path.endsWith('.mjs')) return true;
    if (!path.endsWith('.js')) return false;
    for (let at = directoryName(path); ; at = directoryName(at)) {
      const description = this.#packageOf(at);
      if (description !== undefined) return description.type === 'module';
      if (at === '/' || at === '.') return false;
    }
  }

  #packageOf(directory: string): { readonly main?: unknown; readonly type?: unknown } | undefined {
    const text = this.read(joinPath(directory, 'package.json'));
    if (text === undefined) return undefined;
    try {
      return (JSON.parse(text) as { main?: unknown; type?: unknown } | null) ?? {};
    } catch {
      return {};
    }
  }

  #fileOrDirectory(path: string): string | undefined {
    return this.#file(path) ?? this.#directory(path);
  }

  #file(path: string): string | undefined {
    return [path, `${path}.js`, `${path}.json`].find((name) => this.system.paths.find(toByteText(name))?.kind === 'file');
  }

  #directory(path: string): string | undefined {
    if (this.system.paths.find(toByteText(path))?.kind !== 'directory') return undefined;
    const main = this.#packageOf(path)?.main;
    const named = typeof main === 'string' ? this.#file(joinPath(path, main)) ?? this.#file(joinPath(joinPath(path, main), 'index')) : undefined;
    return named ?? this.#file(joinPath(path, 'index'));
  }
}
