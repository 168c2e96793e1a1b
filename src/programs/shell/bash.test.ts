import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { UnsupportedProgramError } from '../machine/errors';
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
    ['a=(1 2)', 'arrays of bash'],
    ['echo ${BASH_REMATCH[1]}', 'arrays of bash (${BASH_REMATCH[…]})'],
    ['echo ${x^^}', 'the operator ^ of bash in ${x…}'],
    ['echo ${!x}', 'indirect expansion of bash (${!name})'],
    ['declare -A m', 'the builtin declare of bash'],
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

test('the shell of BusyBox takes none of it for more than ash does', () => {
  const bench = new Bench(['sh', '-c', 'echo {1..3}; x=a; x+=b; echo $x']).advance(1);
  assert.equal(bench.output, '{1..3}\nsh: x+=b: not found\na');
});
