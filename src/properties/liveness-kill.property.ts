import { livesOf, type ContainerLife } from './container-lives';
import { isIn, killWindow } from './detection-window';
import { testLaw } from './law';
import { APP, latestStart, longestLife, outageExperiment, outageOf, outages, type OutageInput } from './outage-experiment';
import { describeInstant, describeWindow, featureWindow } from './render-time';

function* violations(input: OutageInput, { startedAt, sigtermAt }: ContainerLife, until: number): Iterable<string> {
  const window = killWindow(input.timing, outageOf(input, startedAt));
  const isRight = sigtermAt === undefined ? window.to > until : isIn(window, sigtermAt);
  if (!isRight) yield `SIGTERM was expected ${describeWindow(window)}, and came ${describeInstant(sigtermAt)}`;
}

testLaw(__filename, {
  name: 'a container that stops answering its liveness probe is killed inside its window and never outside',
  runs: 2_000,
  inputs: outages,
  // Two lives: the second one begins inside the sync that killed the first.
  experiment: (input) => outageExperiment('liveness', input, latestStart(input.profile) + 2 * longestLife(input)),
  *violations(input, { trace, now }) {
    const lives = livesOf(trace, APP);
    if (lives.length < 2) yield `The container was restarted ${lives.length - 1} times`;
    for (const life of lives) yield* violations(input, life, now);
  },
  expectations: (input) => [
    `container "${APP}" received SIGTERM ${featureWindow(killWindow(input.timing, outageOf(input, 0)))} after start`,
  ],
});
