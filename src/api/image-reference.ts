/** The parts of an image's name. */
export interface ImageReference {
  /** Registry and repository: `docker.io/library/nginx`. */
  readonly repository: string;
  /** `latest` when neither a tag nor a digest is given. */
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

const DOMAIN_LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const DOMAIN_PATTERN = new RegExp(`^${HOST}$`);
const REMAINDER_PATTERN = new RegExp(`^(${COMPONENT}(?:/${COMPONENT})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const IDENTIFIER = /^[0-9a-f]{64}$/;
const LONGEST_REPOSITORY = 255;

/** Whether the part before the first slash names a registry, not a folder of Docker's own. */
function isDomain(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost' || text.toLowerCase() !== text;
}

function splitDomain(image: string): { domain: string; remainder: string } {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  if (slash >= 0 && isDomain(first)) return { domain: first, remainder: image.slice(slash + 1) };
  return { domain: 'docker.io', remainder: slash >= 0 ? image : `library/${image}` };
}

/**
 * Reads an image's name; undefined if it is malformed (`pkg/util/parsers/parsers.go` ParseImageName, which follows
 * github.com/distribution/reference).
 */
export function parseImageReference(image: string): ImageReference | undefined {
  if (IDENTIFIER.test(image)) return undefined;
  const { domain, remainder } = splitDomain(image);
  const match = REMAINDER_PATTERN.exec(remainder);
  if (match === null || !DOMAIN_PATTERN.test(domain)) return undefined;
  const [, path, tag, digest] = match as unknown as [string, string, string | undefined, string | undefined];
  const repository = `${domain}/${path}`;
  if (repository.length > LONGEST_REPOSITORY) return undefined;
  return { repository, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
