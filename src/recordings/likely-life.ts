import { NODE_PROFILE, type Profile } from '../cluster/profile';
import { seconds } from '../simulation/time';
import type { ClusterRecord, PodRow } from './cluster-record';
import { compareClusters } from './compare-cluster';
import { simulateCluster } from './simulate-cluster';

/** How many phases of the node are tried. */
const PHASES = 8;
/** Its multiples fill [0, 1) evenly: the other loop gets another phase each time. */
const GOLDEN = 0.618_033_988_749_894_9;

/**
 * Simulates a record of a cluster in several phases of the kubelet's loops, which the record does not say, and answers
 * with the likeliest life: the one with which most of the others agree.
 * @throws Error when the record asks for something that is not simulated
 */
export function simulateLikelyLife(record: ClusterRecord): PodRow[] {
  const lives = Array.from({ length: PHASES }, (_, index) => simulateCluster(record, inPhase(index)));
  let likeliest: PodRow[] = [];
  let most = 0;
  for (const life of lives) {
    const agreeing = lives.filter((other) => compareClusters(other, life) === undefined).length;
    if (agreeing > most) [likeliest, most] = [life, agreeing];
  }
  return likeliest;
}

function inPhase(index: number): Profile {
  const phases = { ...NODE_PROFILE.phases, relist: seconds((index + 0.5) / PHASES), sync: seconds((index * GOLDEN) % 1) };
  return { ...NODE_PROFILE, phases };
}
