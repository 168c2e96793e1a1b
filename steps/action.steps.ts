import { When } from '@cucumber/cucumber';

import {
  announceShutdown, cancelShutdown, changeImage, deletePod, evictPod, killProcess, runCommand, stopKubelet, type ContainerReference,
  type PodReference,
} from '../src/index';
import type { PodclockWorld } from './world';

/**
 * Deletes the pod with the grace period of its spec, as `kubectl delete` does.
 *
 * @example pod "web" is deleted
 */
When('{pod} is deleted', function (this: PodclockWorld, pod: PodReference) {
  this.scenario.act(deletePod(pod));
});

/**
 * Deletes the pod with a grace period of its own, as `kubectl delete --grace-period` does.
 *
 * @example pod "web" is deleted with grace period 5s
 */
When('{pod} is deleted with grace period {duration}', function (this: PodclockWorld, pod: PodReference, grace: number) {
  this.scenario.act(deletePod(pod, grace));
});

/**
 * Removes the pod from the API at once, as `kubectl delete --force --grace-period=0` does.
 *
 * @example pod "web" is force-deleted
 */
When('{pod} is force-deleted', function (this: PodclockWorld, pod: PodReference) {
  this.scenario.act(deletePod(pod, 0));
});

/**
 * The kubelet evicts the pod at once because the node is low on memory.
 *
 * @example pod "web" is evicted
 */
When('{pod} is evicted', function (this: PodclockWorld, pod: PodReference) {
  this.scenario.act(evictPod(pod));
});

/**
 * Changes the image of a container in the spec of the live pod.
 *
 * @example the image of container "app" is changed to "web:2"
 */
When('the image of {container} is changed to {string}', function (
  this: PodclockWorld, container: ContainerReference, image: string,
) {
  this.scenario.act(changeImage(container, image));
});

/**
 * The process of the container ends by something outside the pod, with an exit code.
 *
 * @example the process of container "app" is killed with code 137
 */
When('the process of {container} is killed with code {int}', function (
  this: PodclockWorld, container: ContainerReference, exitCode: number,
) {
  this.scenario.act(killProcess(container, exitCode));
});

/**
 * Runs a command in the container's shell, as `kubectl exec` does; when it fails, so does the scenario.
 *
 * @example "touch /tmp/ready" is run in container "app"
 */
When('{string} is run in {container}', function (this: PodclockWorld, command: string, container: ContainerReference) {
  this.scenario.act(runCommand(container, command));
});

/**
 * The kubelet ends now and a new one starts after a while; containers go on running meanwhile.
 *
 * @example the kubelet is down for 5s
 */
When('the kubelet is down for {duration}', function (this: PodclockWorld, downFor: number) {
  this.scenario.act(stopKubelet(downFor));
});

/**
 * The system announces its shutdown to the kubelet, which stops the pods first if its configuration gives them time.
 *
 * @example the node announces its shutdown
 */
When('the node announces its shutdown', function (this: PodclockWorld) {
  this.scenario.act(announceShutdown());
});

/**
 * The system cancels the shutdown that it announced; pods that were stopped stay stopped.
 *
 * @example the node cancels its shutdown
 */
When('the node cancels its shutdown', function (this: PodclockWorld) {
  this.scenario.act(cancelShutdown());
});
