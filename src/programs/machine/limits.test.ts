import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import fc from 'fast-check';

import { HOUR } from '../../simulation/time';
import { MachineLimitError, UnsupportedProgramError } from './errors';
import { Bench, runScript } from './testing/bench';

describe('a program that goes on for ever ends in an error that names it', () => {
  const failureOf = (script: string): string => {
    const bench = runScript(script, { limits: { stepsPerInstant: 20_000 } });
    const [failure] = bench.host.failures;
    assert.ok(failure instanceof MachineLimitError, `no limit was reached by ${script}`);
    assert.equal(bench.exit, undefined);
    assert.equal(bench.host.timers, 0);
    return failure.message;
  };

  test('a busy loop', () => {
    assert.equal(
      failureOf('sleep 3; while :; do :; done'),
      'Container "app" at 3s of virtual time: `sh -c \'sleep 3; while :; do :; done\'` used more than ' +
        '20000 steps at one moment of virtual time. Hint: a loop that waits for something has to sleep',
    );
  });

  for (const script of [
    'until false; do true; done',
    'f() { f; }; f',
    'while true; do echo x; done',
    'yes > /dev/null',
    'yes | cat > /dev/null',
    'cat /dev/zero > /dev/null',
    'while true; do true | true; done',
    'while true; do x=$(echo a); done',
    'trap "kill -USR1 $$" USR1; kill -USR1 $$',
    `exec sh -c 'exec sh -c "$0" "$0"' 'exec sh -c "$0" "$0"'`,
  ]) {
    test(script, () => void failureOf(script));
  }

  test('a log without an end', () => assert.match(failureOf('yes'), /1048576 bytes of output at one moment/));
  test('a text that doubles', () => assert.match(failureOf('x=a; while :; do x=$x$x; done'), /bytes in one text/));
  test('a file that grows', () => assert.match(failureOf('yes > /tmp/f'), /bytes in one file/));
  test('more than a file holds, by dd, truncate and fallocate', () => {
    for (const script of ['dd if=/dev/zero of=/f bs=1M count=20', 'truncate -s 20M /f', 'fallocate -l 20M /f']) {
      assert.match(failureOf(script), /8388608 bytes in one file/);
    }
  });
  test('a line without an end, searched', () => assert.match(failureOf('grep x /dev/zero'), /bytes in one text/));
  test('a line without an end', () => assert.match(failureOf('read x < /dev/zero'), /bytes in one text/));
  test('too many processes', () => assert.match(failureOf('f() { f | f & }; f; sleep 1'), /processes|steps/));
  test('brackets within brackets', () => assert.match(failureOf(`echo ${'$('.repeat(150)}`), /levels of nested shell syntax/));
  test('parentheses in arithmetic', () => assert.match(failureOf(`echo $((${'('.repeat(100)}1${')'.repeat(100)}))`), /nested arithmetic/));
});

describe('what exists in reality and not here is refused by name', () => {
  for (const [script, construct] of [
    ['ping -c 1 web', 'the program ping'],
    ['ls -Z', 'option -Z of ls'],
    ['wget https://example.org', 'the scheme https of wget'],
    ['cat /proc/meminfo', 'the file /proc/meminfo'],
    ['set -m', 'job control (set -m)'],
    ['alias a=b', 'the shell builtin alias'],
    ['sed b', 'the command b of sed'],
    ['find . -regex x', '-regex of find'],
    ['date -s 12:00', 'option -s of date'],
  ] as const) {
    test(`${script}: ${construct}`, () => {
      const [failure] = runScript(script).host.failures;
      assert.ok(failure instanceof UnsupportedProgramError);
      assert.equal(failure.construct, construct);
      assert.match(failure.message, /is not supported\. Hint: say in the scenario what the container does/);
    });
  }

  test('a command that BusyBox has not either is only not found', () => {
    const bench = runScript('systemctl start x');
    assert.deepEqual([bench.exit?.code, bench.output], [127, 'sh: systemctl: not found']);
  });
});

/** Scripts of a small grammar: loops, functions, pipelines, traps, background, redirections, sleeps. */
const scripts = fc.letrec<{ script: string; command: string; word: string }>((tie) => ({
  word: fc.oneof(
    fc.constantFrom('a', '"b c"', '$x', '"$@"', '$(echo s)', '$((x+1))', '*', '${y:-z}', '`pwd`', "'q'", '$?', '${x#a}'),
  ),
  command: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('true', 'false', ':', 'sleep 1', 'sleep 0.3', 'cat', 'wait', 'exit 3', 'break', 'return 2', 'set -e'),
    fc.constantFrom('kill $$', 'kill -USR1 $$', 'kill %1', 'shift', 'cd /tmp', 'head -n 1', 'read x', 'ls /', 'yes', 'f'),
    fc.tuple(fc.constantFrom('echo', 'x=', 'printf %s', 'test', 'cat', 'f'), tie('word')).map(([name, word]) => (name === 'x=' ? `x=${word}` : `${name} ${word}`)),
    fc.tuple(tie('command'), fc.constantFrom(' && ', ' || ', ' | ', '; '), tie('command')).map((parts) => parts.join('')),
    tie('script').map((body) => `( ${body} )`),
    tie('script').map((body) => `{ ${body}; }`),
    tie('script').map((body) => `x=$(${body})`),
    tie('script').map((body) => `f() { ${body}; }`),
    fc.tuple(tie('command'), tie('script')).map(([condition, body]) => `if ${condition}; then ${body}; fi`),
    fc.tuple(fc.constantFrom('while', 'until'), tie('command'), tie('script')).map(([word, condition, body]) => `${word} ${condition}; do ${body}; done`),
    tie('script').map((body) => `for x in 1 2 $x; do ${body}; done`),
    tie('command').map((command) => `trap '${command.replaceAll("'", '')}' USR1 TERM EXIT`),
    tie('command').map((command) => `{ ${command}; } &`),
    fc.tuple(tie('command'), fc.constantFrom(' > /tmp/o', ' >> /tmp/o', ' < /tmp/o', ' 2>&1', ' > /dev/null')).map((parts) => parts.join('')),
  ),
  script: fc.array(tie('command'), { minLength: 1, maxLength: 3 }).map((commands) => commands.join('\n')),
})).script;

const LIMITS = { stepsPerInstant: 5_000, steps: 20_000, outputPerInstant: 10_000 };

function behaviourOf(script: string): string {
  const bench = new Bench(['sh', '-c', script], { limits: LIMITS }).advance(3);
  bench.machine.signal('TERM');
  bench.host.runUntilIdle(HOUR);
  const failures = bench.host.failures.map((failure) => failure.message);
  assert.ok(bench.machine.steps <= LIMITS.steps + 1);
  return JSON.stringify([bench.lines, bench.raw, bench.exit, bench.exitedAt, failures, bench.machine.steps]);
}

test('every script of a grammar ends or reaches a limit within bounded steps, and twice with the same bytes', () => {
  const law = fc.property(scripts, (script) => assert.equal(behaviourOf(script), behaviourOf(script)));
  fc.assert(law, { seed: 1913, numRuns: 200 });
});

test('every text is a script, if only a wrong one', () => {
  const pieces = fc.constantFrom(
    'if', 'then', 'fi', 'do', 'done', '(', ')', '{', '}', ';', '&', '|', '"', "'", '`', '$', '$(', '${', '((', '<<E', '>', '\n', ' ', 'a', '\\', '#', '=', '*', '[', ']]',
  );
  const law = fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => void behaviourOf(parts.join('')));
  fc.assert(law, { seed: 1913, numRuns: 300 });
});
