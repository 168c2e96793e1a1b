import type { Phrase } from '../../scenario/phrases/read-phrases';
import type { Usage } from './usage';

/**
 * Finds what is wrong with the phrases: not documented, not used by any feature, or an example that does not match or run; and the
 * steps of features that none of them matches.
 * @param failures by the number of the phrase: why its example does not run
 */
export function findProblems(phrases: readonly Phrase[], { used, examples, unknown }: Usage, failures: ReadonlyMap<number, string> = new Map()): string[] {
  const ofPhrases = phrases.flatMap((phrase, index) => {
    const problems = [
      ...(phrase.doc === '' ? ['has no documentation'] : []),
      ...(phrase.example === '' ? ['has no @example'] : []),
      ...(used.has(phrase.expression) ? [] : ['is used by no feature']),
      ...(phrase.example === '' ? [] : describeMatch(phrase, examples.get(index) ?? [])),
      ...(failures.has(index) ? [`has an example that does not run: ${failures.get(index)}`] : []),
    ];
    return problems.map((problem) => `steps/${phrase.file}:${phrase.line}: "${phrase.expression}" ${problem}`);
  });
  return [...ofPhrases, ...unknown.map((step) => `No phrase matches a step of ${step}`)];
}

function describeMatch({ expression, example }: Phrase, matched: readonly string[]): string[] {
  const [first] = example.split('\n');
  if (matched.length === 1 && matched[0] === expression) return [];
  if (matched.length === 0) return [`does not match its example: ${first}`];
  return [`has an example that matches ${matched.map((each) => `"${each}"`).join(' and ')}: ${first}`];
}
