import { parseImageReference } from '../../../api/image-reference';
import { Locator } from '../../../manifest/locator';
import { ManifestError } from '../../../manifest/manifest-error';
import { readYaml, type YamlDocument } from '../../../manifest/read-yaml';
import { SourceText } from '../../../manifest/source-text';
import type { Image } from '../image';
import { declareImage } from './declare-image';
import { DeclarationError, Value } from './value';

/** Images that users declare: what their programs do, by the names that pods write. */
export interface DeclaredImages {
  /** The image with a name; undefined when it is not declared. */
  find(name: string): Image | undefined;
}

/** No image is declared. */
export const NO_DECLARED_IMAGES: DeclaredImages = { find: () => undefined };

/** Looks in one list after the other. */
export function firstDeclared(lists: readonly DeclaredImages[]): DeclaredImages {
  return {
    find(name) {
      for (const list of lists) {
        const image = list.find(name);
        if (image !== undefined) return image;
      }
      return undefined;
    },
  };
}

/**
 * Reads a file of declarations: a map from names of images to what {@link declareImage} takes. A name without a tag stands
 * for every tag of the image; one with a tag, or a digest, comes before it.
 * @throws ManifestError when the text is no YAML or a declaration is not right; it names the line
 */
export function readDeclaredImages(text: string, fileName: string): DeclaredImages {
  const images = new Map<string, Image>();
  for (const document of readYaml(new SourceText(fileName, text), 'refuse')) {
    locatingErrors(document, () => {
      for (const declaration of new Value(document.value).entries()) images.set(keyOf(declaration), declareImage(declaration));
    });
  }
  return {
    find(name) {
      const reference = parseImageReference(name);
      if (reference === undefined) return undefined;
      const { repository, tag, digest } = reference;
      return images.get(`${repository}@${digest}`) ?? images.get(`${repository}:${tag}`) ?? images.get(repository);
    },
  };
}

/** The repository with its registry, and the tag or the digest if the name gives one. */
function keyOf(declaration: Value): string {
  const reference = parseImageReference(declaration.name);
  if (reference === undefined) return declaration.fail('is not the name of an image', 'name');
  const { repository, tag, digest } = reference;
  if (digest !== undefined) return `${repository}@${digest}`;
  return /:[^/]*$/.test(declaration.name) ? `${repository}:${tag}` : repository;
}

function locatingErrors({ source, root, document }: YamlDocument, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    const { path, fault, problem } = error;
    const place = new Locator(source, root, document).locateParts(path, fault);
    throw new ManifestError(place, `${path.length === 0 ? 'the file' : `"${path.at(-1)!}"`} ${problem}`);
  }
}
