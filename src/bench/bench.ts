import { createHash } from 'node:crypto';
import { Cluster } from '../cluster/cluster';
import { IDEAL_PROFILE } from '../cluster/profile';
import { readRecords, recordingPath, type RecordingName } from '../recordings/read-records';
import { replayScenario } from '../recordings/replay-recording';
import { HOUR, SECOND } from '../simulation/time';
import { renderRows } from '../trace/render-rows';
import { medianCpu, rounded, type Figure } from './figure';
import { crashingScript, podWith, scriptOf, threeProbePod } from './pods';

/** CPU per record of a recording: the simulation and its complete trace as rows, without reading and writing JSON. */
function recordFigure(recording: RecordingName, name: string): Figure {
  const scenarios = readRecords(recordingPath(recording)).map(({ scenario }) => scenario);
  const digest = (): string => {
    const hash = createHash('sha256');
    for (const scenario of scenarios) hash.update(JSON.stringify(replayScenario(scenario)));
    return hash.digest('hex');
  };
  const expected = digest();
  if (digest() !== expected) throw new Error(`Two replays of ${recording} differ`);
  const cpu = medianCpu(9, () => { for (const scenario of scenarios) replayScenario(scenario); });
  return { name, value: rounded(cpu / scenarios.length), unit: 'ms', n: scenarios.length };
}

function eventsPerSecond(): Figure {
  const scenarios = readRecords(recordingPath('kubelet-random')).map(({ scenario }) => scenario);
  let fired = 0;
  const cpu = medianCpu(5, () => {
    fired = 0;
    for (const { pod } of scenarios) {
      if (pod === undefined) continue;
      const cluster = new Cluster();
      cluster.createPod(threeProbePod('pod'), crashingScript());
      cluster.advanceTo(600 * SECOND);
      fired += cluster.simulation.timersFired;
    }
  });
  return { name: 'engine_events_per_second', value: rounded(fired / (cpu / 1_000)), unit: '1/s', n: fired };
}

function dayFigure(name: string, run: () => void): Figure {
  return { name, value: rounded(medianCpu(9, run)), unit: 'ms', n: 9 };
}

function threeProbesForADay(): void {
  const cluster = new Cluster();
  cluster.createPod(threeProbePod('pod'), scriptOf({}));
  cluster.advanceTo(24 * HOUR);
}

function crashLoopForADay(): void {
  const cluster = new Cluster();
  cluster.createPod(podWith('pod', {}), crashingScript());
  cluster.advanceTo(24 * HOUR);
}

/** Time and memory per pod of `count` pods with three probes over an hour, without a trace. */
function manyPods(count: number): Figure[] {
  const node = { name: 'node-1', labels: {}, milliCpu: 1e9, memory: 1e18, pods: count };
  const spec = threeProbePod('pod').spec;
  const script = scriptOf({});
  const run = (): Cluster => {
    const cluster = new Cluster({ node, traced: false, profile: IDEAL_PROFILE });
    for (let index = 0; index < count; index += 1) {
      cluster.createPod({ metadata: { name: `pod-${index}`, namespace: 'default' }, spec }, script);
    }
    cluster.advanceTo(HOUR);
    return cluster;
  };
  const cpu = medianCpu(5, run);
  const empty = heapAfterCollection();
  const cluster = run();
  const bytes = (heapAfterCollection() - empty) / count;
  if (cluster.api.pods.length !== count) throw new Error('Pods were lost');
  return [
    { name: `hour_of_${count}_pods_ms_per_pod`, value: rounded(cpu / count), unit: 'ms', n: count },
    { name: `bytes_per_pod_at_${count}`, value: Math.round(bytes), unit: 'B', n: count },
  ];
}

function heapAfterCollection(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error('Run the benchmark with --expose-gc');
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

/** Random probe configurations that run for five minutes each. */
function fuzzedProbes(): Figure {
  const count = 2_000;
  const cpu = medianCpu(5, () => {
    for (let index = 0; index < count; index += 1) {
      const probe = {
        httpGet: { port: 80 }, initialDelaySeconds: index % 30, periodSeconds: 1 + (index % 20),
        timeoutSeconds: 1 + (index % 3), failureThreshold: 1 + (index % 5),
      };
      const cluster = new Cluster();
      const outage = { from: (30 + (index % 60)) * SECOND, outcome: 'failure' as const };
      cluster.createPod(podWith('pod', { livenessProbe: probe }), scriptOf({ probes: { liveness: [outage] } }));
      cluster.advanceTo(300 * SECOND);
    }
  });
  return { name: 'fuzzed_probe_configurations_per_second', value: rounded(count / (cpu / 1_000)), unit: '1/s', n: count };
}

function renderedDay(): Figure {
  const cluster = new Cluster();
  cluster.createPod(threeProbePod('pod'), scriptOf({}));
  cluster.advanceTo(24 * HOUR);
  let rows = 0;
  const cpu = medianCpu(5, () => { rows = renderRows(cluster.trace, { withPod: false, until: 24 * HOUR }).probes.length; });
  return { name: 'three_probes_24h_rows_ms', value: rounded(cpu), unit: 'ms', n: rows };
}

/** `npm run --silent bench`: one JSON line per figure. */
function main(): void {
  const print = (figure: Figure): void => { process.stdout.write(`${JSON.stringify(figure)}\n`); };
  print(recordFigure('kubelet-basic', 'cpu_ms_per_record_basic'));
  print(recordFigure('kubelet-random', 'cpu_ms_per_record_random'));
  print(eventsPerSecond());
  print(dayFigure('three_probes_24h_ms', threeProbesForADay));
  print(renderedDay());
  print(dayFigure('crash_loop_24h_ms', crashLoopForADay));
  for (const count of [1_000, 10_000]) manyPods(count).forEach(print);
  print(fuzzedProbes());
}

main();
