import { defaultPod } from '../../api/pod-defaults';
import type { RecordedAction, RecordedScenario } from '../../recordings/recording';
import { seconds } from '../../simulation/time';
import type { CreatedPod } from '../observation/pod-observation';
import type { ScenarioRun } from './scenario-run';

/** Lets the pods of a recording, and what is done to them, be known to a run. */
export function announceRecordedPods(run: ScenarioRun, scenario: RecordedScenario): void {
  const { actions = [] } = scenario;
  for (const { pod, at } of scenario.pods ?? [{ ...scenario, at: 0 }]) {
    const { name } = pod.metadata;
    const deletion = actions.find((action) => action.do === 'delete' && (action.pod ?? name) === name);
    const created: CreatedPod = { pod: defaultPod(pod), createdAt: seconds(at) };
    run.announce(deletion === undefined ? created : { ...created, deletedAt: seconds(deletion.at) });
  }
  for (const action of actions) run.noteAt(action.at, subjectOf(action), wordsOf(action));
}

function subjectOf(action: RecordedAction): string {
  return 'pod' in action && action.pod !== undefined ? action.pod : 'node';
}

function wordsOf(action: RecordedAction): string {
  switch (action.do) {
    case 'delete':
      return action.gracePeriodSeconds === undefined ? 'delete' : `delete, grace ${action.gracePeriodSeconds} s`;
    case 'killContainer':
      return `process of ${action.container} killed with ${action.exitCode}`;
    case 'setImage':
      return `image of ${action.container} changed`;
    case 'evict':
      return 'eviction';
    case 'restartKubelet':
      return `kubelet restarts, down for ${action.downFor} s`;
    case 'shutdownNode':
      return 'shutdown announced';
    case 'cancelShutdown':
      return 'shutdown cancelled';
  }
}
