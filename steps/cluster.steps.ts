import { Given } from '@cucumber/cucumber';

import { readKubeletConfiguration } from '../src/index';
import type { PodclockWorld } from './world';

/**
 * Chooses how long things take that are not the kubelet's own waits: `ideal` (nothing, the default) or `node` (as on a real one).
 *
 * @example the node profile
 */
Given('the {profile} profile', function (this: PodclockWorld, profile: string) {
  this.scenario.setup.useProfile(profile);
});

/**
 * Configures the kubelet with fields of a KubeletConfiguration; what is not named keeps its default.
 *
 * @example
 * the kubelet is configured with:
 *   """yaml
 *   crashLoopBackOff: { maxContainerRestartPeriod: 60s }
 *   """
 */
Given('the kubelet is configured with:', function (this: PodclockWorld, configuration: string) {
  this.scenario.setup.configureKubelet(readKubeletConfiguration(configuration));
});

/**
 * Lets the kubelet stretch its waits before a retry by a random factor between 1 and 1.5, as on a node. Without it the factor is 1.
 *
 * @example the kubelet stretches its retries
 */
Given('the kubelet stretches its retries', function (this: PodclockWorld) {
  this.scenario.setup.stretchRetries();
});
