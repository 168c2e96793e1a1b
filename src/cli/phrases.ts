/**
 * `npm run phrases`: the phrases that features are written with; `-- WORD …` those with these words.
 * `-- --write` makes `steps/README.md` from them; `-- --check` fails on what is undocumented, unused or stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { parseParameterTypes } from '../scenario/phrases/read-parameter-types';
import { readPhrases } from '../scenario/phrases/read-phrases';
import { filterPhrases, renderForTerminal, renderMarkdown } from './phrases/catalogue';
import { findProblems } from './phrases/check';
import { findExamplesThatDoNotRun } from './phrases/examples';
import { findUsage } from './phrases/usage';
import { runCommand } from './run-command';
import { inProject } from './test/project';

const README = inProject('steps', 'README.md');

async function main(args: readonly string[]): Promise<number> {
  const phrases = readPhrases(inProject('steps'));
  const parameters = parseParameterTypes(readFileSync(inProject('steps', 'parameter-types.ts'), 'utf8'));
  const markdown = renderMarkdown(phrases, parameters);
  if (args.includes('--write')) {
    writeFileSync(README, markdown);
    return 0;
  }
  if (!args.includes('--check')) {
    console.log(renderForTerminal(filterPhrases(phrases, args, parameters)));
    return 0;
  }
  const isStale = !existsSync(README) || readFileSync(README, 'utf8') !== markdown;
  const problems = [
    ...findProblems(phrases, await findUsage(phrases), await findExamplesThatDoNotRun(phrases)),
    ...(isStale ? ['steps/README.md is stale: npm run phrases -- --write'] : []),
  ];
  for (const problem of problems) console.error(problem);
  console.log(`${phrases.length} phrases, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

runCommand(main);
