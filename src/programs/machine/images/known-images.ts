import type { Image, ImageDescription } from '../image';
import { createImage } from '../image';
import { mongoImage, memcachedImage, mysqlImage, postgresImage, redisImage } from './servers';
import { WEBAPL_AGES, agnhostImage, helloImage, livenessImage, pauseImage, stressImage, webaplImage } from './test-images';
import { alpineImage, busyboxImage, curlImage, debianImage, toolsImage, unknownImage } from './user-lands';
import { perlImage, pythonImage } from './languages';
import { nginxImage } from './web-servers';

/** What an image name stands for, by the last part of its repository; the tag is given. */
const DESCRIPTIONS: Readonly<Record<string, (tag: string) => ImageDescription>> = {
  busybox: busyboxImage,
  alpine: alpineImage,
  debian: debianImage, ubuntu: debianImage, centos: debianImage, fedora: debianImage, 'ubi9': debianImage, bash: debianImage,
  curl: curlImage,
  'alpine-curl': curlImage, netshoot: toolsImage, dnsutils: toolsImage, 'jessie-dnsutils': toolsImage,
  nginx: () => nginxImage(),
  'nginx-slim': () => nginxImage(),
  'nginx-unprivileged': () => nginxImage(8080),
  python: pythonImage,
  perl: perlImage,
  goproxy: () => nginxImage(8080),
  redis: redisImage,
  postgres: postgresImage,
  mysql: mysqlImage, mariadb: mysqlImage,
  memcached: memcachedImage,
  mongo: mongoImage,
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

let generic: Image | undefined;
const cache = new Map<string, Image>();

/**
 * The image with a name as pods write it (`docker.io/library/nginx:1.25`, `registry.k8s.io/pause:3.10@sha256:…`), with
 * programs in place of its binaries. Undefined when it is not known: declare it.
 */
export function imageProgram(name: string): Image | undefined {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const { repository, tag } = splitName(name);
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

function splitName(name: string): { readonly repository: string; readonly tag: string } {
  const [path = ''] = name.split('@');
  const last = path.slice(path.lastIndexOf('/') + 1);
  const [repository = '', tag = 'latest'] = last.split(':');
  return { repository, tag };
}
