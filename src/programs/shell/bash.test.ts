import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { MachineLimitError, UnsupportedProgramError } from '../machine/errors';
import { Bench } from '../machine/testing/bench';

const run = (script: string): Bench => new Bench(['bash', '-c', script], { image: 'debian:12' }).advance(60);

describe('bash has beyond ash', () => {
  for (const [script, output] of [
    ['for i in {1..3} {a,b}x {c..a} {01..3}; do printf "$i "; done', '1 2 3 ax bx c b a 01 02 03 '],
    ['echo pre{a,b{1,2}}post "{a,b}" {a} {} ${x}{1..2}', 'preapost preb1post preb2post {a,b} {a} {} 1 2'],
    ['for ((i = 0; i < 3; i++)); do echo $i; done', '0\n1\n2'],
    ['for ((;;)); do ((n++)); ((n > 2)) && break; done; echo $n', '3'],
    ['((1 > 2)) || echo no; ((x = 5, x *= 2)); echo $x', 'no\n10'],
    ['x=a; x+=b; x+="c d"; echo "$x"', 'abc d'],
    ['read a b <<< "one two"; echo "$b $a"; cat <<< $HOSTNAME', 'two one\np'],
    ['{ echo out; echo err >&2; } |& sed s/^/p:/; ls /nope &>> /tmp/f; ls /nope &>> /tmp/f; wc -l < /tmp/f', 'p:out\np:err\n2'],
    ['set -Eeuo pipefail; trap "echo end" EXIT; false | true; echo no', 'end'],
    ['[[ abc == a* && 1 -lt 2 ]] && echo yes; function f { echo $1; }; f x', 'yes\nx'],
    ['nosuch', 'bash: line 1: nosuch: command not found'],
  ] as const) {
    test(script, () => {
      const bench = run(script);
      assert.deepEqual(bench.host.failures, []);
      assert.equal(bench.raw.trimEnd(), output.trimEnd());
    });
  }
});

describe('what else bash has is refused by name', () => {
  for (const [script, construct] of [
    ['declare -A m', 'associative arrays of bash (declare -A)'],
    ['f() { :; }; export -f f', 'option -f of the builtin export of bash'],
    ['readonly -A m', 'option -A of the builtin readonly of bash'],
    ['declare -i n=1', 'option -i of the builtin declare of bash'],
    ['declare -p', 'option -p of the builtin declare of bash'],
    ['mapfile lines', 'the builtin mapfile of bash'],
    ['readarray lines', 'the builtin readarray of bash'],
    ['true | false; echo ${PIPESTATUS[0]}', 'the array PIPESTATUS of bash'],
    ['a=(1 2) env', 'an array of bash before a command (a)'],
    ['declare a[1]=x', 'an element of an array in a declaration of bash'],
    ['a=(1 2', 'syntax of bash that is not known here (unexpected end of an array, line 1)'],
    ['echo a=(1)', 'syntax of bash that is not known here (unexpected "(", line 1)'],
    ['echo ${a[]}', 'syntax of bash that is not known here (bad substitution, line 1)'],
    ['echo ${x^^}', 'the operator ^ of bash in ${x…}'],
    ['echo ${!x}', 'indirect expansion of bash (${!name})'],
    ['trap "echo x" ERR', 'the trap ERR of bash'],
    ['select x in a b; do :; done', 'syntax of bash that is not known here (unexpected "do", line 1)'],
  ] as const) {
    test(script, () => {
      const [failure] = run(script).host.failures;
      assert.ok(failure instanceof UnsupportedProgramError);
      assert.equal(failure.construct, construct);
    });
  }
});

describe('in the shell of BusyBox arrays and regular expressions with groups are errors of syntax', () => {
  for (const [script, message] of [
    ['items=(foo bar)', 'sh: syntax error: unexpected "("'],
    ['echo ${items[1]}', 'sh: syntax error: bad substitution'],
    ['[[ $HOSTNAME =~ -([0-9]+)$ ]] || exit 1', 'sh: syntax error: unexpected "("'],
  ] as const) {
    test(script, () => {
      const bench = new Bench(['sh', '-c', script]).advance(1);
      assert.equal(bench.output, message);
      assert.equal(bench.exit?.code, 2);
    });
  }

  test('declare is no command of it', () => {
    const bench = new Bench(['sh', '-c', 'declare -a x']).advance(1);
    assert.equal(bench.output, 'sh: declare: not found');
    assert.equal(bench.exit?.code, 127);
  });
});

test('an array has a largest number of elements', () => {
  const [failure] = run('a=({1..9000} {1..9000})').host.failures;
  assert.ok(failure instanceof MachineLimitError);
  assert.equal(failure.limit, '10000 elements of one array');
});

test('a loop that fills an array counts the elements that it copies as steps', () => {
  const [failure] = run('a=({1..9000}); while :; do a[0]=x; done').host.failures;
  assert.ok(failure instanceof MachineLimitError);
  assert.match(failure.limit, /steps/);
});

test('the shell of BusyBox takes none of it for more than ash does', () => {
  const bench = new Bench(['sh', '-c', 'echo {1..3}; x=a; x+=b; echo $x']).advance(1);
  assert.equal(bench.output, '{1..3}\nsh: x+=b: not found\na');
});
