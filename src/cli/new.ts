/**
 * `npm run new -- deploy/web.yaml`: writes `deploy/web.feature`, a first feature for a manifest, and runs it. What is there already
 * stays; `--force` writes over it.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { ApiError } from '../api/errors';
import { draftFeature } from './new/draft-feature';
import { findDeclaredImages } from '../scenario/image-files';
import { unexpectedRejection } from '../scenario/rejection';
import { runCommand } from './run-command';
import { renderProblems, resolveFeaturePaths, runFeatures } from './test/features';
import { renderTotal } from './test/total';

async function main(args: readonly string[]): Promise<number> {
  const [path] = args.filter((each) => !each.startsWith('--'));
  if (path === undefined) {
    console.error('Usage: npm run new -- deploy/web.yaml');
    return 2;
  }
  const caller = process.env['INIT_CWD'] ?? process.cwd();
  const manifest = resolve(caller, path);
  const feature = join(dirname(manifest), `${basename(manifest).replace(/\.(ya?ml|json)$/, '')}.feature`);
  const name = relative(caller, feature);
  if (existsSync(feature) && !args.includes('--force')) {
    console.error(`${name} is there already; --force writes over it`);
    return 1;
  }
  if (!existsSync(manifest)) {
    console.error(`There is no file "${path}" (looked in ${caller})`);
    return 1;
  }
  if (statSync(manifest).isDirectory()) {
    console.error(`"${path}" is a folder: name a file, or write all of them into one with \`kubectl kustomize ${path}\` or \`cat\``);
    return 1;
  }
  const tell = (words: string): void => { console.error(`Trying the ${words} …`); };
  const draft = writeDraft(() => draftFeature(readFileSync(manifest, 'utf8'), basename(manifest), findDeclaredImages(dirname(manifest), caller), tell));
  if (!draft.includes('Scenario')) {
    console.error(`"${path}" holds no pod and nothing that makes pods: there is nothing to write a scenario about`);
    return 1;
  }
  writeFileSync(feature, draft);
  console.log(`Written: ${name}. It runs with: npm test -- ${name}\n\n${summarize(draft)}`);
  const { passed, failed, problems } = await runFeatures(resolveFeaturePaths([name], caller), { live: true });
  console.log(`\n${renderProblems(problems)}${renderTotal({ passed, failed })}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** A manifest that is refused is shown at the places of what is wrong. */
function writeDraft(write: () => string): string {
  try {
    return write();
  } catch (error) {
    throw error instanceof ApiError ? unexpectedRejection(error) : error;
  }
}

/** What a feature says, by its rules and the names of its scenarios. */
function summarize(feature: string): string {
  return [...feature.matchAll(/^ *(Rule|Scenario): (.*)$/gm)].map(([, kind, name]) => (kind === 'Rule' ? `${name}:` : `  ${name}`)).join('\n');
}

runCommand(main);
