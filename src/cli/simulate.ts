import { resolve } from 'node:path';
import { readLines } from '../recordings/read-records';
import { simulateRecord } from '../recordings/simulate-record';

/**
 * `npm run --silent simulate -- FILE.jsonl[.gz] …`: reads records and writes one JSON line for each, in input order.
 * Paths are from the caller's directory. Exits with 1 when a record could not be simulated.
 */
function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    process.stderr.write('Usage: npm run --silent simulate -- FILE.jsonl[.gz] …\n');
    return 2;
  }
  let exitCode = 0;
  for (const path of paths) {
    for (const { text } of readLines(resolve(process.env.INIT_CWD ?? process.cwd(), path))) {
      const result = simulateRecord(text);
      if ('error' in result) exitCode = 1;
      process.stdout.write(`${JSON.stringify(result)}\n`);
    }
  }
  return exitCode;
}

process.exitCode = main(process.argv.slice(2));
