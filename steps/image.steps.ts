import { Given } from '@cucumber/cucumber';

import type { PodclockWorld } from './world';

/**
 * The image is not on the node, and a successful pull takes so long. An image of which nothing is said is on the node.
 *
 * @example pulling image "web:1" takes 3.5s
 */
Given('pulling image {string} takes {duration}', function (this: PodclockWorld, image: string, takes: number) {
  this.scenario.setup.images.pullTakes(image, takes);
});

/**
 * The image is not on the node, and the first pulls fail at once.
 *
 * @example pulling image "web:1" fails 2 times
 */
Given('pulling image {string} fails {int} time(s)', function (this: PodclockWorld, image: string, times: number) {
  this.scenario.setup.images.pullFails(image, times);
});

/**
 * The image is not on the node, and no registry has it.
 *
 * @example image "web:1" does not exist
 */
Given('image {string} does not exist', function (this: PodclockWorld, image: string) {
  this.scenario.setup.images.pullFails(image, Infinity);
});
