import { When } from '@cucumber/cucumber';

import {
  pass, passRecording, passUntilContainerIs, passUntilPodIs, passUntilRestarted, type ContainerReference, type ContainerState,
  type PodReference, type PodState,
} from '../src/index';
import type { PodclockWorld } from './world';

/**
 * Lets virtual time pass.
 *
 * @example 1m30s pass
 */
When('{duration} pass(es)', function (this: PodclockWorld, duration: number) {
  this.scenario.act(pass(duration));
});

/**
 * Lets time pass until the pod is in a state, and fails when that takes longer than the limit.
 *
 * @example the cluster runs until pod "web" is Ready within 2m
 */
When('the cluster runs until {pod} is {podState} within {duration}', function (
  this: PodclockWorld, pod: PodReference, state: PodState, within: number,
) {
  this.scenario.perform(passUntilPodIs(pod, state, within));
});

/**
 * Lets time pass until the container is in a state, and fails when that takes longer than the limit.
 *
 * @example the cluster runs until container "app" is CrashLoopBackOff within 1m
 */
When('the cluster runs until {container} is {containerState} within {duration}', function (
  this: PodclockWorld, container: ContainerReference, state: ContainerState, within: number,
) {
  this.scenario.perform(passUntilContainerIs(container, state, within));
});

/**
 * Lets time pass until the container has restarted so often, and fails when that takes longer than the limit.
 *
 * @example the cluster runs until container "app" has restarted 3 times within 5m
 */
When('the cluster runs until {container} has restarted {int} time(s) within {duration}', function (
  this: PodclockWorld, container: ContainerReference, times: number, within: number,
) {
  this.scenario.perform(passUntilRestarted(container, times, within));
});

/**
 * Lets time pass until the end of the recording that the scenario names.
 *
 * @example the cluster runs until the recording ends
 */
When('the cluster runs until the recording ends', function (this: PodclockWorld) {
  this.scenario.act(passRecording(this.scenario.setup.recording?.scenario.until));
});
