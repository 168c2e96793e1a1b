import { pathToFileURL } from 'node:url';

import { runNode, type CommandOptions, type CommandResult } from './command';
import { findFiles, inProject, REGISTER } from './project';
import { readTotal, type Total } from './total';

/** The unit tests: beside the source and beside the steps. */
export function findUnitTests(): string[] {
  return [...findFiles('src', '.test.ts'), ...findFiles('steps', '.test.ts')];
}

/** The properties: tests over generated input, slower than unit tests. */
export function findProperties(): string[] {
  return findFiles('src/properties', '.property.ts');
}

/** Runs test files (of `node:test`) in one process: a process for each file would cost more than the tests. */
export async function runTestFiles(
  files: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult & { readonly total: Total | undefined }> {
  const args = ['--require', REGISTER, `--test-reporter=${reporterUrl()}`, '--test-reporter-destination=stdout'];
  const result = await runNode([...args, inProject('src/cli/test/load-test-files.ts'), ...files], options);
  return { ...result, total: readTotal(result.output) };
}

/** Node imports reporters as ECMAScript modules, without a look at TypeScript; this one requires the TypeScript file. */
function reporterUrl(): string {
  const module = pathToFileURL(inProject('src/cli/test/unit-reporter.ts')).href;
  const source = [
    `import { createRequire } from 'node:module';`,
    `export default createRequire('${module}')('./unit-reporter.ts').reportUnitTests;`,
  ].join('');
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
