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

/** What an image name stands for, by the last part of its repository; the tag is given. */
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

/** Their images have the names of official ones, with other entry points and users in them. */
const OTHER_MAKERS = /(^|\/)(bitnami|bitnamilegacy|bitnamisecure|rapidfort|chainguard)\//;

let generic: Image | undefined;
const cache = new Map<string, Image>();

/**
 * The image with a name as pods write it (`docker.io/library/nginx:1.25`, `registry.k8s.io/pause:3.10@sha256:…`), with
 * programs in place of its binaries. Undefined when it is not known: declare it.
 */
export function imageProgram(name: string): Image | undefined {
  const known = cache.get(name);
  if (known !== undefined) return known;
  if (OTHER_MAKERS.test(name)) return undefined;
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
