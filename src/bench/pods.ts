import { defaultPod } from '../api/pod-defaults';
import type { Pod, Probe } from '../api/pod';
import { ScriptedProgram, type RunScript } from '../programs/scripted-program';
import type { PodScript } from '../runtime/runtime-script';
import { SECOND } from '../simulation/time';

const WELL_BEHAVED: RunScript = { exitCode: 0, onSigterm: { after: 0, exitCode: 0 }, probes: {}, hooks: {} };

/** A pod of one container. */
export function podWith(name: string, probes: Partial<Record<'livenessProbe' | 'readinessProbe' | 'startupProbe', Probe>>): Pod {
  const container = { name: 'app', image: 'app:1', ...probes };
  return defaultPod({ metadata: { name, namespace: 'default' }, spec: { containers: [container] } });
}

/** A pod with a liveness, a readiness and a startup probe of period 10. */
export function threeProbePod(name: string): Pod {
  const probe: Probe = { httpGet: { port: 8080 }, periodSeconds: 10 };
  return podWith(name, { livenessProbe: probe, readinessProbe: probe, startupProbe: probe });
}

/** A pod's script in which its only container runs like this. */
export function scriptOf(run: Partial<RunScript>): PodScript {
  const program = new ScriptedProgram([{ ...WELL_BEHAVED, ...run }], 1_000);
  const container = { createErrors: 0, startErrors: 0, program };
  return { sandboxErrors: 0, container: () => container };
}

/** The script of a container that exits with code 1 two seconds after each start. */
export function crashingScript(): PodScript {
  return scriptOf({ exitAfter: 2 * SECOND, exitCode: 1 });
}
