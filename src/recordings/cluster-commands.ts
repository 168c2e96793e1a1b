import { RecordError } from './record-error';

/** What a command of a recorded cluster asks for. */
export type ClusterCommand =
  | { readonly verb: 'apply'; readonly file: string }
  | { readonly verb: 'create'; readonly configMap: string; readonly data: Readonly<Record<string, string>> }
  | { readonly verb: 'delete'; readonly pods: readonly string[]; readonly file?: string; readonly graceSeconds?: number }
  | { readonly verb: 'exec'; readonly pod: string; readonly container?: string; readonly command: readonly string[] };

const FLAGS_WITHOUT_MEANING = /^--(wait|timeout|ignore-not-found)(=|$)/;

/**
 * Reads a command that changes something: `kubectl apply -f FILE`, `kubectl create configmap NAME --from-literal=KEY=VALUE …`,
 * `kubectl delete pod NAME …`, `kubectl delete -f FILE`, `kubectl exec POD [-c CONTAINER] -- COMMAND …`.
 * @throws RecordError when the command is another one
 */
export function parseClusterCommand(text: string): ClusterCommand {
  const [program, verb, ...words] = splitWords(text);
  const file = words[0] === '-f' ? words[1] : undefined;
  if (program === 'kubectl' && (verb === 'apply' || verb === 'create') && file !== undefined && words.length === 2) return { verb: 'apply', file };
  if (program === 'kubectl' && verb === 'create' && words[0] === 'configmap') return parseConfigMap(words.slice(1), text);
  if (program === 'kubectl' && verb === 'delete' && (file !== undefined || words[0] === 'pod')) return parseDelete(words, file, text);
  if (program === 'kubectl' && verb === 'exec' && !text.includes('$(')) return parseExec(words, text);
  throw refused(text);
}

/** Words as a shell splits them, as far as quotes go. */
function splitWords(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare);
}

function parseExec(words: readonly string[], text: string): ClusterCommand {
  const end = words.indexOf('--');
  const [pod, flag, container] = words.slice(0, end);
  const isUnderstood = end === 1 || (end === 3 && flag === '-c');
  if (!isUnderstood || end + 1 === words.length) throw refused(text);
  return { verb: 'exec', pod, container, command: words.slice(end + 1) };
}

function parseConfigMap([name, ...flags]: readonly string[], text: string): ClusterCommand {
  const literals = flags.map((flag) => /^--from-literal=([^=]+)=(.*)$/.exec(flag));
  if (!literals.every((literal) => literal !== null)) throw refused(text);
  return { verb: 'create', configMap: name, data: Object.fromEntries(literals.map(([, key, value]) => [key, value] as const)) };
}

function parseDelete(words: readonly string[], file: string | undefined, text: string): ClusterCommand {
  const rest = file === undefined ? words.slice(1) : words.slice(2);
  const pods = rest.filter((word) => !word.startsWith('-'));
  let graceSeconds: number | undefined;
  for (const flag of rest.filter((word) => word.startsWith('-'))) {
    const grace = /^--grace-period=(-?\d+)$/.exec(flag);
    if (grace !== null) graceSeconds = Number(grace[1]) < 0 ? undefined : Number(grace[1]);
    else if (flag === '--now') graceSeconds = 1;
    else if (flag === '--force') graceSeconds ??= 0;
    else if (!FLAGS_WITHOUT_MEANING.test(flag)) throw refused(text);
  }
  return { verb: 'delete', pods, file, graceSeconds };
}

function refused(text: string): RecordError {
  const known = 'only kubectl apply -f FILE, kubectl create configmap, kubectl delete of pods and kubectl exec';
  return new RecordError('actions', `hold "${text}": ${known} are simulated`);
}
