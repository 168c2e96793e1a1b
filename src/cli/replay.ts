/**
 * `npm run replay -- "features/x.feature:LINE?seed=N"`: runs a scenario again, prints its whole trace and writes its picture.
 * `seed` is a variation of tick phases and latencies (0: the profile as it is), `only` names the parts of it that vary.
 */
import { runAndKeep } from './kept-scenarios';
import { runCommand } from './run-command';
import { resolveFeaturePaths } from './test/features';

const FOLDER = 'reports/replay';

async function main([target]: readonly string[]): Promise<number> {
  if (target === undefined) {
    console.error('Usage: npm run replay -- "features/x.feature:LINE?seed=N"');
    return 2;
  }
  const [path, query = ''] = target.split('?');
  const parameters = new URLSearchParams(query);
  const [seed, only] = [parameters.get('seed'), parameters.get('only')];
  const { ok, output, scenarios } = await runAndKeep({
    paths: resolveFeaturePaths([path], process.env['INIT_CWD'] ?? process.cwd()),
    folder: FOLDER,
    seed: seed === null ? undefined : Number(seed),
    only: only === null ? undefined : only.split(',').filter((part) => part !== ''),
  });
  for (const { name, location, environment, trace, files } of scenarios) {
    console.log(`${name} (${location})\n${environment}\n\n${trace}\n\nWritten: ${files.join(', ')}\n`);
  }
  console.log(scenarios.length === 0 ? `No scenario did anything there.\n${output}` : output);
  return ok && scenarios.length > 0 ? 0 : 1;
}

runCommand(main);
