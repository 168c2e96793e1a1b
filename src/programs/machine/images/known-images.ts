import type { Image, ImageDescription } from '../image';
import { createImage } from '../image';
import { httpdImage } from './apache';
import { mariadbImage, memcachedImage, mongoImage, mysqlImage, rabbitmqImage } from './databases';
import { goImage, javaImage, nodeImage, perlImage, phpImage, pythonImage, rubyImage } from './languages';
import { postgresImage } from './postgres';
import { redisImage } from './redis';
import { agnhostImage } from './agnhost';
import { WEBAPL_AGES, helloImage, livenessImage, pauseImage, stressImage, webaplImage } from './test-images';
import { alpineImage, bashImage, busyboxImage, curlImage, debianImage, redHatImage, toolsImage, ubuntuImage, unknownImage } from './user-lands';
import { nginxImage } from './web-servers';

/** What the image of a known maker is, by the last part of its name; the tag is given. */
const DESCRIPTIONS: Readonly<Record<string, (tag: string) => ImageDescription>> = {
  busybox: busyboxImage,
  alpine: alpineImage,
  debian: debianImage, ubuntu: ubuntuImage, centos: redHatImage, fedora: redHatImage, ubi9: redHatImage, 'ubi-minimal': redHatImage,
  bash: bashImage,
  curl: curlImage,
  'alpine-curl': curlImage, netshoot: toolsImage, dnsutils: toolsImage, 'jessie-dnsutils': toolsImage,
  nginx: (tag) => nginxImage(tag),
  'nginx-slim': (tag) => nginxImage(tag),
  'nginx-unprivileged': (tag) => nginxImage(tag, 8080, '101'),
  goproxy: (tag) => nginxImage(tag, 8080),
  httpd: httpdImage,
  python: pythonImage, perl: perlImage, node: nodeImage, ruby: rubyImage, php: phpImage, golang: goImage,
  openjdk: javaImage, 'eclipse-temurin': javaImage, amazoncorretto: javaImage,
  redis: redisImage,
  postgres: postgresImage,
  mysql: mysqlImage, mariadb: mariadbImage,
  memcached: memcachedImage,
  mongo: mongoImage,
  rabbitmq: rabbitmqImage,
  pause: pauseImage,
  agnhost: agnhostImage,
  liveness: livenessImage,
  'hello-app': helloImage,
  stress: stressImage,
  webapl: (tag) => {
    const { healthyFor, readyFrom } = WEBAPL_AGES[tag === '0.2' ? '0.2' : '0.1'];
    return webaplImage(healthyFor, readyFrom);
  },
};

/** Last folders of repositories whose images have the programs of their names. Images of others may be called alike. */
const MAKERS: ReadonlySet<string> = new Set([
  'library', 'google_containers', 'google-containers', 'e2e-test-images', 'kubernetes-e2e-test-images', 'google-samples', 'gke',
]);
/** Further makers of single images. */
const OWN_MAKERS = new Map<string, readonly string[]>(Object.entries({
  curl: ['curlimages'], 'alpine-curl': ['byrnedo'], netshoot: ['nicolaka'], 'nginx-unprivileged': ['nginxinc', 'nginx'], pause: ['kubernetes'],
  stress: ['polinux', 'progrium'], centos: ['centos'], fedora: ['fedora'], 'ubi-minimal': ['ubi8', 'ubi9', 'ubi10'],
}));

let generic: Image | undefined;
const cache = new Map<string, Image>();

/**
 * The image with a name as pods write it (`docker.io/library/nginx:1.25`, `registry.k8s.io/pause:3.10@sha256:…`), with
 * programs in place of its binaries, if it is that of a known maker or lies directly in a registry. Undefined when it is not known: declare it.
 */
export function imageProgram(name: string): Image | undefined {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const { folder, repository, tag } = splitName(name);
  if (folder !== undefined && !MAKERS.has(folder) && OWN_MAKERS.get(repository)?.includes(folder) !== true) return undefined;
  const describe = Object.hasOwn(DESCRIPTIONS, repository) ? DESCRIPTIONS[repository] : undefined;
  if (describe === undefined) return undefined;
  const image = createImage(describe(tag));
  cache.set(name, image);
  return image;
}

/**
 * An image for a pod that gives a command of its own and whose image is not known: a shell and the usual programs.
 * Without a command it cannot be started.
 */
export function genericImage(): Image {
  generic ??= createImage(unknownImage());
  return generic;
}

/** Names under which images are known. */
export function knownImageNames(): readonly string[] {
  return Object.keys(DESCRIPTIONS).sort();
}

interface ImageName {
  /** The last folder of the registry above the image; undefined when it lies directly in it. */
  readonly folder: string | undefined;
  readonly repository: string;
  readonly tag: string;
}

function splitName(name: string): ImageName {
  const [path = ''] = name.split('@');
  const parts = path.split('/');
  const [repository = '', tag = 'latest'] = (parts.pop() ?? '').split(':');
  const folders = /[.:]|^localhost$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  return { folder: folders.at(-1), repository, tag };
}
