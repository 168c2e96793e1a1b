import type { ContainerStatusRow, EventRow, RuntimeRow, StatusRow, TraceRows } from '../trace/trace-rows';

import { collectProbeFacts, type FailureThreshold } from './probe-facts';
import { subjectOf, type TraceFact } from './trace-fact';

/** Tells everything a trace contains, in order of time; at one instant probes before calls, calls before statuses. */
export function collectFacts(rows: TraceRows, threshold?: FailureThreshold): TraceFact[] {
  const facts = [
    ...collectProbeFacts(rows.probes, threshold),
    ...rows.runtime.map(describeCall),
    ...collectStatusFacts(rows.status),
    ...rows.events.map(describeEvent),
  ];
  return facts.sort((a, b) => a.t - b.t);
}

/** Short names of runtime calls. */
const CALL_NAMES: Readonly<Record<string, string>> = {
  RunPodSandbox: 'sandbox', PullImage: 'pull', CreateContainer: 'create', StartContainer: 'start', StopContainer: 'stop',
  StopPodSandbox: 'stop-pod', RemoveContainer: 'remove', RemovePodSandbox: 'remove-pod', ExecSync: 'hook', HTTPGet: 'hook', Sleep: 'hook',
};

function describeCall(row: RuntimeRow): TraceFact {
  const base = { t: row.end ?? row.t, what: `runtime.${CALL_NAMES[row.call] ?? row.call}`, ...subjectOf(row) };
  if (row.call === 'exit') {
    return { ...base, detail: `exit code ${row.exitCode ?? 0}${row.reason === undefined ? '' : ` (${row.reason})`}`, weight: 4 };
  }
  if (row.call === 'SIGTERM' || row.call === 'SIGKILL') return { ...base, detail: `attempt ${row.attempt ?? 0}`, weight: 3 };
  const about = [
    row.what, row.image, row.timeout === undefined ? undefined : `timeout ${row.timeout} s`,
    row.attempt === undefined ? undefined : `attempt ${row.attempt}`,
  ].filter((part) => part !== undefined).join(', ');
  if (row.error !== undefined) return { ...base, detail: `${about} failed: ${row.error}`, weight: 3 };
  return { ...base, detail: about, weight: row.call === 'StartContainer' ? 2 : row.call.startsWith('Remove') ? 0 : 1 };
}

/** Warnings that repeat what a probe or a status says already. */
const REPEATING = new Set(['Unhealthy', 'BackOff', 'Pulled', 'Created', 'Started', 'Killing', 'Pulling', 'Failed']);

function describeEvent(row: EventRow): TraceFact {
  const weight = REPEATING.has(row.reason) ? 0 : row.type === 'Warning' ? 2 : 1;
  return { t: row.t, what: 'event', ...subjectOf(row), detail: `${row.type} ${row.reason}: ${row.message}`, weight };
}

function collectStatusFacts(rows: readonly StatusRow[]): TraceFact[] {
  const facts: TraceFact[] = [];
  const before = new Map<string | undefined, StatusRow>();
  for (const row of rows) {
    facts.push(...compareStatuses(before.get(row.pod), row));
    before.set(row.pod, row);
  }
  return facts;
}

function compareStatuses(before: StatusRow | undefined, row: StatusRow): TraceFact[] {
  const base = { t: row.t, ...(row.pod !== undefined && { pod: row.pod }) };
  if (row.deleted) return [{ ...base, what: 'status.deleted', detail: 'removed from the API', weight: 4 }];
  const facts: TraceFact[] = [];
  const add = (what: string, detail: string, weight: number): void => { facts.push({ ...base, what, detail, weight }); };
  if (row.deletionTimestampSet && !before?.deletionTimestampSet) add('status.deleting', 'deletion requested', 4);
  if (row.phase !== before?.phase) {
    add('status.phase', `${before?.phase === undefined ? '' : `${before.phase} → `}${row.phase}${row.reason ? `, ${row.reason}` : ''}`, 3);
  }
  const ready = row.conditions?.['Ready'];
  if (ready !== undefined && ready !== before?.conditions?.['Ready']) add('status.ready', ready, 2);
  const previous = containersOf(before);
  for (const [name, container] of containersOf(row)) {
    const old = previous.get(name);
    const detail = describeContainer(container);
    if (old !== undefined && describeContainer(old) === detail) continue;
    facts.push({ ...base, what: 'status.container', container: name, detail, weight: containerWeight(container, old) });
  }
  return facts;
}

function containersOf(row: StatusRow | undefined): Map<string, ContainerStatusRow> {
  return new Map([...(row?.initContainerStatuses ?? []), ...(row?.containerStatuses ?? [])].map((each) => [each.name, each]));
}

function describeContainer(container: ContainerStatusRow): string {
  const restarts = container.restartCount > 0 ? `, restartCount ${container.restartCount}` : '';
  switch (container.state) {
    case 'running': return `running${container.ready ? ', ready' : ', not ready'}${restarts}`;
    case 'terminated': return `terminated ${container.reason ?? ''}, exit code ${container.exitCode ?? 0}${restarts}`;
    case 'waiting': return `waiting ${container.reason ?? ''}${restarts}`;
    case 'unknown': return `unknown${restarts}`;
    default: return container.state satisfies never;
  }
}

function containerWeight(container: ContainerStatusRow, before: ContainerStatusRow | undefined): number {
  if (before !== undefined && before.restartCount !== container.restartCount) return 3;
  if (container.state === 'terminated') return container.exitCode === 0 ? 2 : 3;
  if (container.state === 'running') return 2;
  return container.reason === 'ContainerCreating' || container.reason === 'PodInitializing' ? 1 : 3;
}
