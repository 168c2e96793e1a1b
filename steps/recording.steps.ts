import { Given, Then } from '@cucumber/cucumber';

import { traceOfRecordingAgrees } from '../src/index';
import type { PodclockWorld } from './world';

/**
 * Takes everything from a recording of a real kubelet: the pods, what their programs do, what is done to them, and the latencies and
 * tick phases of the surroundings.
 *
 * @example the recording "liveness-http-fails"
 */
Given('the recording {string}', function (this: PodclockWorld, name: string) {
  this.scenario.setup.useRecording(name, true);
});

/**
 * Takes the latencies and tick phases of the surroundings from a recording of a real kubelet, and nothing else: the scenario says the
 * rest itself.
 *
 * @example the surroundings of the recording "liveness-http-fails"
 */
Given('the surroundings of the recording {string}', function (this: PodclockWorld, name: string) {
  this.scenario.setup.useRecording(name, false);
});

/**
 * Every status, probe attempt, runtime call, signal and Event is that of the recording, to a hundredth of a second.
 *
 * @example the trace agrees with the recording
 */
Then('the trace agrees with the recording', function (this: PodclockWorld) {
  this.scenario.expect(traceOfRecordingAgrees(this.scenario.setup.recording));
});
