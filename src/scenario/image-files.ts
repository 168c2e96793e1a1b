import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { ManifestError } from '../manifest/manifest-error';
import { firstDeclared, readDeclaredImages, type DeclaredImages } from '../programs/machine/declared/declared-images';
import { ScenarioError } from './scenario-error';

/** The name of a file that declares images. */
export const IMAGE_FILE = 'images.yaml';

/** Files that have been read: they do not change while scenarios run. */
const known = new Map<string, DeclaredImages>();

/**
 * The images that are declared for the features of a folder: by the file {@link IMAGE_FILE} in it, or else in the folders
 * above, up to the one in which the command was started. For a folder outside of that, only its own file counts.
 * @throws ScenarioError when a file is not right
 */
export function findDeclaredImages(folder: string, start: string): DeclaredImages {
  const paths = foldersUpTo(resolve(folder), resolve(start)).map((each) => join(each, IMAGE_FILE));
  return firstDeclared(paths.filter((path) => existsSync(path)).map((path) => readOnce(path, start)));
}

function foldersUpTo(folder: string, start: string): string[] {
  if (folder === start || relative(start, folder).startsWith('..')) return [folder];
  return [folder, ...foldersUpTo(dirname(folder), start)];
}

function readOnce(path: string, start: string): DeclaredImages {
  const images = known.get(path) ?? read(path, relative(start, path));
  known.set(path, images);
  return images;
}

function read(path: string, name: string): DeclaredImages {
  try {
    return readDeclaredImages(readFileSync(path, 'utf8'), name);
  } catch (error) {
    throw error instanceof ManifestError ? new ScenarioError(error.message) : error;
  }
}
