/**
 * The public API: what steps and outside users import. A test in TypeScript says with `Scenario` what a feature says with
 * phrases.
 */
export { Cluster, type ClusterOptions } from './cluster/cluster';
export { IDEAL_PROFILE, NODE_PROFILE, type Profile } from './cluster/profile';
export {
  announceShutdown, cancelShutdown, changeImage, deletePod, evictPod, killProcess, pass, passRecording, passUntilContainerIs,
  passUntilPodIs, passUntilRestarted, runCommand, stopKubelet, type Action,
} from './scenario/actions';
export { DURATION_PATTERN, formatDuration, parseDuration } from './scenario/duration';
export { readDeclaredImages, type DeclaredImages } from './programs/machine/declared/declared-images';
export { parseExit, type Exit } from './scenario/exit';
export { ExpectationError } from './scenario/expectation-error';
export {
  containerBecame, containerExited, containerHasRestarted, containerIsNow, containerIsStill, containerStarted, containerWasNever,
  containerWasRestarted, containerWentThrough,
} from './scenario/expectations/container-expectations';
export { eventsAreExactly, eventsDoNotInclude, eventsInclude } from './scenario/expectations/event-expectations';
export { logIncludes, logIsExactly } from './scenario/expectations/log-expectations';
export { cameBefore, neverStarted, ranTogether, type StartOrExit } from './scenario/expectations/order-expectations';
export {
  podBecame, podConditionsAre, podHasQosClass, podIsNow, podIsStill, podRequestsOf, podWasExactlyDuring, podWasNever,
  podWasThroughout, podWentThrough,
} from './scenario/expectations/pod-expectations';
export {
  hookNeverRan, hookRan, probeWasFirstTried, probeWasTriedExactly, probeWasTriedTimes,
} from './scenario/expectations/probe-expectations';
export { receivedAt, receivedExactly, receivedNo, SIGNALS, type Signal } from './scenario/expectations/signal-expectations';
export { findDeclaredImages } from './scenario/image-files';
export { readKubeletConfiguration, readKubeletVersion } from './scenario/kubelet-configuration';
export { MOMENT_PATTERN, parseMoment, type Moment, type Origin } from './scenario/moment';
export { CONTAINER_STATES, type ContainerState } from './scenario/observation/container-state';
export { POD_STATES, type PodState } from './scenario/observation/pod-state';
export { explainUndefinedStep } from './scenario/phrases/undefined-step';
export { PARAMETER_PATTERNS } from './scenario/phrases/parameter-patterns';
export { parseParameterTypes } from './scenario/phrases/read-parameter-types';
export { readPhrases, type Phrase } from './scenario/phrases/read-phrases';
export { answerAsListed, exitAsListed, exitAlways, servePage, succeedAfter } from './scenario/plan/behaviours';
export { objectsOfManifest, podOfWorkload, parseWorkload, WORKLOAD_PATTERN, type WorkloadReference } from './scenario/pods-of-manifest';
export { traceOfRecordingAgrees } from './scenario/recorded-scenarios';
export {
  CONTAINER_PATTERN, parseContainerReference, parsePodReference, POD_PATTERN, type ContainerReference, type PodReference,
} from './scenario/references';
export { manifestIsRejected } from './scenario/rejection';
export { Scenario, type ScenarioOptions } from './scenario/scenario';
export { ScenarioError } from './scenario/scenario-error';
export { reportOf, type ScenarioPicture, type ScenarioReport } from './scenario/scenario-report';
export { PROFILES } from './scenario/setup';
export { parseDelay, parseWindow, type Window } from './scenario/time-span';
export { seconds, toSeconds, type Duration, type Instant } from './simulation/time';
