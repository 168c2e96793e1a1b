import { NO_DECLARED_IMAGES } from '../programs/machine/declared/declared-images';
import type { NodeSurroundings } from '../runtime/machines/written-pod';
import type { Cluster } from './cluster';
import { ClusterNetwork } from './network/cluster-network';

/** The address of the simulated node, as in the recordings. */
const NODE_IP = '192.168.49.2';

/** What pods that run as written find on the node of a cluster; made once for each cluster. */
export function surroundingsOf({ simulation, seed, api, clock, profile, node }: Cluster, images = NO_DECLARED_IMAGES): NodeSurroundings {
  return {
    nodeName: node.name,
    nodeIp: NODE_IP,
    network: new ClusterNetwork({ simulation, api, nodeName: node.name, nodeIp: NODE_IP, seed }),
    images,
    objects: api.objects,
    allocatable: node.capacity,
    epoch: clock.unixSeconds(0) * 1_000_000 - clock.floorToSecond(0),
    probeLatency: profile.latencies.probe,
    exitNotice: profile.latencies.exitNotice,
  };
}
