/** What Gherkin says where it expected something else: `(5:5): expected: #EOF, #StepLine, …, got 'Thn it is so'`. */
const UNEXPECTED = /^\((\d+):\d+\): expected: (.*), got '(.*)'$/s;

/** What Gherkin calls the kinds of lines, with what somebody who writes a feature is to be told; the first that was expected counts. */
const EXPECTED: readonly (readonly [string, string])[] = [
  ['#FeatureLine', 'a feature begins with "Feature:" and its name'],
  ['#StepLine', 'a step begins with Given, When, Then, And, But or *, a scenario with "Scenario:"'],
  ['#TableRow', 'a row of a table begins and ends with a stroke'],
];

/** What is wrong with a feature that Gherkin cannot read, in words for whoever writes it. */
export function explainParseError(message: string): string {
  if (/unexpected end of file.*#DocStringSeparator/.test(message)) return `${message}: a text that begins with """ does not end`;
  const match = UNEXPECTED.exec(message);
  if (match === null) return message;
  const [, line, expected, found] = match;
  const told = EXPECTED.find(([kind]) => expected.split(', ').includes(kind));
  return told === undefined ? message : `line ${line}: ${told[1]}; found: ${found.trim()}`;
}
