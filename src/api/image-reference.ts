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
const LONGEST_PATH = 255;
const DIGEST_LENGTHS = new Map([['sha256', 64], ['sha384', 96], ['sha512', 128]]);
const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DOMAIN = 'index.docker.io';

/** Whether the part before the first slash names a registry, not a folder of Docker's own. */
function isDomain(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost' || text.toLowerCase() !== text;
}

/** `index.docker.io` is the old name of `docker.io`, where names without a folder belong to `library`. */
function splitDomain(image: string): { domain: string; remainder: string } {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const hasDomain = slash >= 0 && isDomain(first);
  const domain = !hasDomain || first === LEGACY_DOMAIN ? DEFAULT_DOMAIN : first;
  const remainder = hasDomain ? image.slice(slash + 1) : image;
  return { domain, remainder: domain === DEFAULT_DOMAIN && !remainder.includes('/') ? `library/${remainder}` : remainder };
}

/**
 * Reads an image's name; undefined if it is malformed (`pkg/util/parsers/parsers.go` ParseImageName, which follows
 * github.com/distribution/reference).
 */
export function parseImageReference(image: string): ImageReference | undefined {
  const read = readImage(image);
  return typeof read === 'string' ? undefined : read;
}

/** Why an image's name is malformed, in the words of github.com/distribution/reference ParseNormalizedNamed; undefined if it is not. */
export function imageReferenceError(image: string): string | undefined {
  const read = readImage(image);
  return typeof read === 'string' ? read : undefined;
}

/** A well-formed image name as the runtime is given it: with the tag `latest` where it has none. Follows `pkg/kubelet/images/image_manager.go` applyDefaultImageTag. */
export function withDefaultTag(image: string): string {
  const reference = parseImageReference(image);
  if (reference?.tag === undefined || reference.digest !== undefined || image.endsWith(`:${reference.tag}`)) return image;
  return `${image}:${reference.tag}`;
}

/** Follows github.com/opencontainers/go-digest Validate. */
function digestError(digest: string): string | undefined {
  const [algorithm, hex] = digest.split(':') as [string, string];
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]*$/.test(hex) ? undefined : 'invalid checksum digest format';
}

/** What the names that were read last say: each container of each pod asks again and again. */
const READ = new Map<string, ImageReference | string>();
const MOST_READ = 1_000;

/** What an image's name says, or why it is malformed. */
function readImage(image: string): ImageReference | string {
  let read = READ.get(image);
  if (read === undefined) {
    if (READ.size === MOST_READ) READ.clear();
    READ.set(image, read = readAnew(image));
  }
  return read;
}

function readAnew(image: string): ImageReference | string {
  if (IDENTIFIER.test(image)) return `invalid repository name (${image}), cannot specify 64-byte hexadecimal strings`;
  const { domain, remainder } = splitDomain(image);
  const [name] = remainder.split(':', 1) as [string];
  if (name.toLowerCase() !== name) return `invalid reference format: repository name (${name}) must be lowercase`;
  const match = REMAINDER_PATTERN.exec(remainder);
  if (match === null || !DOMAIN_PATTERN.test(domain)) return 'invalid reference format';
  const [, path, tag, digest] = match as unknown as [string, string, string | undefined, string | undefined];
  if (path.length > LONGEST_PATH) return `repository name must not be more than ${LONGEST_PATH} characters`;
  const problem = digest === undefined ? undefined : digestError(digest);
  return problem ?? { repository: `${domain}/${path}`, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
