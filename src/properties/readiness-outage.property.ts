import type fc from 'fast-check';

import { seconds, type Instant } from '../simulation/time';
import { conditionChanges } from './condition-changes';
import { livesOf } from './container-lives';
import { isIn, STEPS, SYNC_DELAY, thresholdWindow, type Window } from './detection-window';
import { testLaw } from './law';
import { APP, latestStart, longestLife, outageExperiment, outageOf, outages, type OutageInput } from './outage-experiment';
import { probeAttempts } from './probe-attempts';
import { describeInstant, describeWindow } from './render-time';

/**
 * Outages that begin when the container is surely Ready. It was triggered at the syncs after its start, the last of them
 * at most two relists after it; if its initial delay was not over by then, it is probed at the first tick afterwards,
 * less than a period later, and the answer comes within that period too.
 */
const inputs: fc.Arbitrary<OutageInput> = outages.map((input) => {
  const { initialDelaySeconds, periodSeconds } = input.timing;
  return { ...input, outageAge: input.outageAge + seconds(initialDelaySeconds + 2 * periodSeconds + 3) };
});

/**
 * A readiness result is published when it is there: no sync is waited for, only the write of the status. A container that
 * is Ready is not triggered, so its checks keep their distance, as {@link thresholdWindow} asks.
 */
function notReadyWindow(input: OutageInput, startedAt: Instant): Window {
  const { statusWrite } = input.profile.latencies;
  const { from, to } = thresholdWindow(input.timing, outageOf(input, startedAt));
  return { from: from + statusWrite, to: to + statusWrite + STEPS };
}

testLaw(__filename, {
  name: 'a container that stops answering its readiness probe is not Ready inside its window, and never killed',
  runs: 500,
  inputs,
  experiment: (input) =>
    outageExperiment('readiness', input, latestStart(input.profile) + longestLife(input) + seconds(5)),
  *violations(input, { trace }) {
    const [{ startedAt, sigtermAt }] = livesOf(trace, APP);
    if (sigtermAt !== undefined) yield `SIGTERM ${describeInstant(sigtermAt)}`;
    const [, ready, notReady, ...later] = conditionChanges(trace, 'Ready');
    if (!(ready?.at < startedAt + input.outageAge)) yield `The pod was Ready ${describeInstant(ready?.at)}`;
    const window = notReadyWindow(input, startedAt);
    if (notReady === undefined || !isIn(window, notReady.at)) {
      yield `Ready was expected to end ${describeWindow(window)}, and ended ${describeInstant(notReady?.at)}`;
    }
    if (later.length > 0) yield `Ready changed again ${describeInstant(later[0].at)}`;
  },
});

testLaw(__filename, {
  name: 'a container that has just become not Ready is probed once more at the next sync',
  runs: 200,
  inputs,
  experiment: (input) =>
    outageExperiment('readiness', input, latestStart(input.profile) + longestLife(input) + seconds(5)),
  *violations(input, { trace, now }) {
    const { statusWrite, probeTrigger } = input.profile.latencies;
    const notReadyAt = conditionChanges(trace, 'Ready')[2].at;
    const decidedAt = notReadyAt - statusWrite - STEPS;
    const again = probeAttempts(trace, now).find(({ beganAt }) => beganAt > decidedAt);
    const by = notReadyAt + SYNC_DELAY + probeTrigger;
    if (again === undefined || again.beganAt > by) {
      yield `Not Ready ${describeInstant(notReadyAt)}, and probed again ${describeInstant(again?.beganAt)}`;
    }
  },
});
