import { Given } from '@cucumber/cucumber';

import { readKubeletConfiguration, readKubeletVersion } from '../src/index';
import { textOf } from './step-arguments';
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
 * Chooses the version of the kubelet, from v1.32 on: its rules, the texts of its Events, its feature gates. Without it: v1.36.
 *
 * @example a kubelet of version "v1.32"
 */
Given('a kubelet of version {string}', function (this: PodclockWorld, version: string) {
  this.scenario.setup.useKubeletVersion(readKubeletVersion(version));
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
  this.scenario.setup.configureKubelet(readKubeletConfiguration(textOf(configuration), this.scenario.setup.kubeletVersion));
});

/**
 * Lets the kubelet stretch its waits before a retry by a random factor between 1 and 1.5, as on a node. Without it the factor is 1.
 *
 * @example the kubelet adds jitter to its retries
 */
Given('the kubelet adds jitter to its retries', function (this: PodclockWorld) {
  this.scenario.setup.stretchRetries();
});
