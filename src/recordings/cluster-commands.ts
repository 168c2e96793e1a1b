import { RecordError } from './record-error';

/** What a command of a recorded cluster asks for. */
export type ClusterCommand =
  | { readonly verb: 'apply'; readonly file: string }
  | { readonly verb: 'delete'; readonly pods: readonly string[]; readonly file?: string; readonly graceSeconds?: number };

const FLAGS_WITHOUT_MEANING = /^--(wait|timeout|ignore-not-found)(=|$)/;

/**
 * Reads a command that changes something: `kubectl apply -f FILE`, `kubectl delete pod NAME …`, `kubectl delete -f FILE`.
 * @throws RecordError when the command is another one
 */
export function parseClusterCommand(text: string): ClusterCommand {
  const [program, verb, ...words] = text.trim().split(/\s+/);
  const file = words[0] === '-f' ? words[1] : undefined;
  if (program === 'kubectl' && (verb === 'apply' || verb === 'create') && file !== undefined && words.length === 2) return { verb: 'apply', file };
  if (program === 'kubectl' && verb === 'delete' && (file !== undefined || words[0] === 'pod')) return parseDelete(words, file, text);
  throw refused(text);
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
  return new RecordError('actions', `hold "${text}": only kubectl apply -f FILE and kubectl delete of pods are simulated`);
}
