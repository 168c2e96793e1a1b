/**
 * `npm start`: runs the example features on the example manifests, prints each scenario with its timeline, and writes the report for
 * the browser.
 */
import { runAndKeep, type KeptScenario } from './kept-scenarios';
import { runCommand } from './run-command';
import { inProject } from './test/project';
import { adaptReport, REPORT } from './test/report-page';

const EXAMPLES = 'features/examples';
const INDENT = '    ';

async function main(): Promise<number> {
  const { ok, output, scenarios } = await runAndKeep({
    paths: [EXAMPLES],
    folder: 'reports/examples',
    formats: ['summary', `html:${REPORT}`, 'message:reports/messages.ndjson', 'junit:reports/junit.xml'],
  });
  adaptReport();
  let feature = '';
  for (const scenario of scenarios) {
    if (scenario.feature !== feature) console.log(`\n${scenario.feature}\n${'='.repeat(scenario.feature.length)}`);
    feature = scenario.feature;
    console.log(describe(scenario));
  }
  if (!ok) console.log(output);
  const passed = scenarios.filter((scenario) => scenario.passed).length;
  console.log(`\n${passed} of ${scenarios.length} scenarios in ${EXAMPLES} hold.`);
  console.log(`Report with pictures: ${inProject(REPORT)}`);
  console.log('All features: npm test · the phrases they are written with: npm run phrases · your own manifest: features/README.md');
  return ok && scenarios.length > 0 ? 0 : 1;
}

/** A scenario as a heading and a chart: the trace lines are for `npm run trace`. */
function describe({ name, location, passed, text }: KeptScenario): string {
  const [, ...chart] = text.split('\nDecisive rows:')[0].trimEnd().split('\n');
  const lines = chart.map((line) => (line === '' ? '' : `${INDENT}${line}`));
  return [`\n${passed ? '✓' : '✗'} ${name}  (${location})`, ...lines].join('\n');
}

runCommand(main);
