/**
 * `npm run unit [-- --properties] [-- <file>…]`: the unit tests (or the properties, or the files named) in one process.
 */
import { relative, resolve } from 'node:path';

import { PROJECT_ROOT } from './test/project';
import { findProperties, findUnitTests, runTestFiles } from './test/unit-tests';

async function main(args: readonly string[]): Promise<void> {
  const named = args.filter((arg) => !arg.startsWith('--'));
  const found = args.includes('--properties') ? findProperties() : findUnitTests();
  const caller = process.env['INIT_CWD'] ?? process.cwd();
  const files = named.length > 0 ? named.map((file) => relative(PROJECT_ROOT, resolve(caller, file))) : found;
  const { ok } = await runTestFiles(files, { live: true });
  process.exitCode = ok ? 0 : 1;
}

void main(process.argv.slice(2));
