/** `npm run trace -- FILE[:LINE] …`: runs scenarios and prints a compact timeline of each. */
import { runAndKeep } from './kept-scenarios';
import { runCommand } from './run-command';
import { resolveFeaturePaths } from './test/features';

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0) {
    console.error('Usage: npm run trace -- features/x.feature[:LINE] …');
    return 2;
  }
  const { ok, output, scenarios } = await runAndKeep({
    paths: resolveFeaturePaths(paths, process.env['INIT_CWD'] ?? process.cwd()), folder: 'reports/trace',
  });
  for (const { text, location } of scenarios) console.log(`${location}\n${text}`);
  console.log(output);
  return ok && scenarios.length > 0 ? 0 : 1;
}

runCommand(main);
