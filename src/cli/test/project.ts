import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's own folder; every stage runs in it. */
export const PROJECT_ROOT = resolve(__dirname, '../../..');

/** The absolute path of a file of the project. */
export function inProject(...parts: string[]): string {
  return join(PROJECT_ROOT, ...parts);
}

/** What lets a Node process require TypeScript, for `--require`. */
export const REGISTER = inProject('src/cli/register.cjs');

/** Whether the project has this file or folder. */
export function projectHas(path: string): boolean {
  return existsSync(inProject(path));
}

/** All files below `folder` whose path ends with `suffix`, relative to the project, in one fixed order. */
export function findFiles(folder: string, suffix: string): string[] {
  if (!projectHas(folder)) return [];
  return readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(suffix))
    .map((path) => join(folder, path))
    .sort();
}

/** The least number of scenarios that a full run must have: `podclock.minimumScenarios` of package.json. */
export function minimumScenarios(): number {
  const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
    podclock?: { minimumScenarios?: unknown };
  };
  const minimum = manifest.podclock?.minimumScenarios;
  if (typeof minimum !== 'number') throw new Error('package.json must have a number "podclock.minimumScenarios"');
  return minimum;
}
