import { allContainers } from '../api/containers';
import type { Pod } from '../api/pod';
import type { HookType, Outcome, ProbeType } from '../programs/program';
import { ScriptedProgram, type RunScript, type ScriptedAnswer, type SigtermReaction } from '../programs/scripted-program';
import type { ContainerScript, ImageScript, PodScript as RuntimePodScript } from '../runtime/runtime-script';
import { seconds, type Duration } from '../simulation/time';
import type { ContainerBehaviour, ContainerRun, HookScript, ImagePullScript, PodScript, ProbeAnswer, SigtermScript } from './recording';

const NO_BEHAVIOUR: ContainerBehaviour = {};

/** The script of a recorded pod for the container runtime. */
export function runtimeScript(script: PodScript, probeLatency: Duration): RuntimePodScript {
  const containers = new Map<string, ContainerScript>();
  return {
    sandboxErrors: script.sandboxErrors ?? 0,
    container(name) {
      let container = containers.get(name);
      if (container === undefined) {
        container = containerScript(script.behaviour[name] ?? NO_BEHAVIOUR, probeLatency);
        containers.set(name, container);
      }
      return container;
    },
    answersHttpHook: (name, type, { httpGet }) => firstWithHook(script.pod, type, httpGet?.path) ?? name,
  };
}

/** The script of the recordings tells HTTP hooks apart by their path: the first container that has it answers. */
function firstWithHook({ spec }: Pod, type: HookType, path: string | undefined): string | undefined {
  return allContainers(spec).find(({ lifecycle }) => lifecycle?.[type]?.httpGet?.path === path)?.name;
}

/** The script of an image. */
export function imageScript({ present, latency = 0, failTimes = 0, failLatency = 0, error }: ImagePullScript): ImageScript {
  return { present: present ?? false, latency: seconds(latency), failTimes, failLatency: seconds(failLatency), error };
}

function containerScript(behaviour: ContainerBehaviour, probeLatency: Duration): ContainerScript {
  const runs = behaviour.runs?.length ? behaviour.runs : [{}];
  return {
    createErrors: behaviour.createErrors ?? 0,
    startErrors: behaviour.startErrors ?? 0,
    program: new ScriptedProgram(runs.map(runScript), probeLatency),
  };
}

function runScript(run: ContainerRun): RunScript {
  return {
    startLatency: run.startLatency === undefined ? undefined : seconds(run.startLatency),
    exitAfter: run.exitAfter === undefined ? undefined : seconds(run.exitAfter),
    exitCode: run.exitCode ?? 0,
    oomKilled: run.oomKilled,
    onSigterm: sigterm(run.onSIGTERM),
    probes: probes(run),
    hooks: hooks(run),
  };
}

function sigterm(script: SigtermScript | undefined): SigtermReaction {
  if (script?.ignore) return { ignore: true };
  return { after: seconds(script?.after ?? 0), exitCode: script?.code ?? 143 };
}

function probes(run: ContainerRun): Partial<Record<ProbeType, readonly ScriptedAnswer[]>> {
  const result: Partial<Record<ProbeType, readonly ScriptedAnswer[]>> = {};
  for (const type of ['liveness', 'readiness', 'startup'] as const) {
    const answers = run.probes?.[type];
    if (answers !== undefined) result[type] = answers.map(probeAnswer).sort((a, b) => a.from - b.from);
  }
  return result;
}

function probeAnswer({ from, outcome, latency }: ProbeAnswer): ScriptedAnswer {
  return {
    from: seconds(from),
    outcome: outcome === 'fail' ? 'failure' : (outcome as Outcome),
    latency: latency === undefined ? undefined : seconds(latency),
  };
}

function hooks(run: ContainerRun): RunScript['hooks'] {
  const result: { -readonly [K in HookType]?: RunScript['hooks'][K] } = {};
  if (run.postStart !== undefined) result.postStart = hookAnswer(run.postStart);
  if (run.preStop !== undefined) result.preStop = hookAnswer(run.preStop);
  return result;
}

function hookAnswer({ latency = 0, outcome }: HookScript): { outcome: Outcome; latency: Duration } {
  return { outcome: outcome === 'fail' ? 'failure' : 'success', latency: seconds(latency) };
}
