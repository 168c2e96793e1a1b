/** Loads the test files named as arguments, each as one suite: `node -r REGISTER load-test-files.ts <file>…`. */
import { describe } from 'node:test';

import { inProject } from './project';

for (const file of process.argv.slice(2)) {
  void describe(file, () => {
    require(inProject(file));
  });
}
