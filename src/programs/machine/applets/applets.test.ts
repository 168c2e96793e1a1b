import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { PidNamespace } from '../kernel/pid-namespace';
import { imageProgram } from '../images/known-images';
import { Bench, runScript } from '../testing/bench';

const timed = (bench: Bench): (readonly [number, string])[] => bench.lines.map((line) => [line.at, line.text]);

describe('date', () => {
  test('shows the virtual clock', () => {
    assert.deepEqual(timed(runScript('date; sleep 61; date +%T.%N; date -u -R')), [
      [0, 'Fri Nov 20 12:00:00 UTC 2026'],
      [61, '12:01:01.000000000'],
      [61, 'Fri, 20 Nov 2026 12:01:01 +0000'],
    ]);
  });

  test('reads the time of a file', () => {
    assert.equal(runScript('sleep 5; touch /tmp/f; sleep 5; date -r /tmp/f +%S; stat -c %Y /tmp/f; date -d @1795176005 +%s').output, '05\n1795176005\n1795176005');
  });
});

describe('sleep', () => {
  for (const [argument, seconds] of [['0.25', 0.25], ['2s', 2], ['1.5m', 90], ['1h', 3600], ['1 2', 3]] as const) {
    test(`${argument} takes ${seconds} seconds`, () => assert.equal(runScript(`sleep ${argument}`).exitedAt, seconds));
  }

  for (const [image, output] of [
    ['busybox:1.28', "sleep: invalid number 'infinity'"], ['busybox:1.30', "sleep: invalid number 'infinity'"], ['busybox:1.31', ''],
    ['alpine:3.10', "sleep: invalid number 'infinity'"], ['alpine:3.20', ''],
  ] as const) {
    test(`infinity and ${image}`, () => {
      const bench = new Bench(['sleep', 'infinity'], { image: imageProgram(image) }).advance(1);
      assert.deepEqual([bench.output, bench.exit?.code], [output, output === '' ? undefined : 1]);
    });
  }

  test('infinity never ends, and costs nothing', () => {
    const bench = new Bench(['sleep', 'infinity']).advance(100_000);
    assert.deepEqual([bench.exit, bench.host.timers], [undefined, 0]);
  });
});

describe('tail -f', () => {
  test('of /dev/null costs nothing while it waits', () => {
    const bench = new Bench(['tail', '-f', '/dev/null']).advance(3600);
    assert.deepEqual([bench.exit, bench.host.timers, bench.machine.steps < 10], [undefined, 0, true]);
  });

  test('looks once a second', () => {
    const script = 'echo 1 > /tmp/l; tail -f /tmp/l & sleep 0.3; echo 2 >> /tmp/l; sleep 0.3; echo 3 >> /tmp/l; sleep 3.5; echo 4 >> /tmp/l; sleep 2; kill $!';
    assert.deepEqual(timed(runScript(script)), [[0, '1'], [1, '2'], [1, '3'], [5, '4']]);
  });

  test('notices that a file was cut off', () => {
    const script = 'echo 12345 > /tmp/l; tail -f /tmp/l & sleep 0.5; echo 6 > /tmp/l; sleep 2; kill $!';
    assert.deepEqual(timed(runScript(script)), [[0, '12345'], [1, 'tail: /tmp/l: file truncated'], [1, '6']]);
  });

  test('of several files says which one it shows', () => {
    const script = 'cd /tmp; echo a > a; echo b > b; tail -f a b & sleep 0.5; echo c >> a; sleep 1; kill $!';
    assert.equal(runScript(script).output, '==> a <==\na\n\n==> b <==\nb\n\n==> a <==\nc');
  });

  test('with -F waits for a file to appear and to be replaced', () => {
    const script = 'cd /tmp; tail -n+1 -F l & sleep 2.5; echo one > l; sleep 2; echo two > n; mv n l; sleep 2; kill $!';
    assert.deepEqual(timed(runScript(script)), [
      [0, "tail: can't open 'l': No such file or directory"],
      [3, 'tail: l has appeared; following end of new file'], [3, 'one'],
      [5, 'tail: l has been replaced; following end of new file'], [5, 'two'],
    ]);
  });
});

describe('timeout', () => {
  test('ends a command that takes too long with 143, in the process that its parent knows', () => {
    const bench = runScript('timeout 2 sh -c "echo in; sleep 10"; echo $?');
    assert.deepEqual(timed(bench), [[0, 'in'], [2, 'Terminated'], [2, '143']]);
  });

  test('kills a command that does not listen', () => {
    const bench = runScript('timeout -k 3 2 sh -c "trap : TERM; while :; do sleep 1; done"; echo $?');
    assert.deepEqual(timed(bench).at(-1), [5, '137']);
  });

  test('leaves nothing behind when the command is faster', () => {
    const bench = new Bench(['sh', '-c', 'timeout 100 true; sleep 2; sleep 50; true']).advance(3);
    assert.doesNotMatch(bench.exec(['ps', '-o', 'comm']).output, /timeout/);
  });
});

describe('processes', () => {
  test('are listed with their parents', () => {
    const bench = new Bench(['sh', '-c', 'sleep 50 & sleep 60; true']).advance(1);
    assert.equal(
      bench.exec(['ps', '-o', 'pid,ppid,stat,comm']).output,
      'PID   PPID  STAT COMMAND\n    1     0 S    sh\n    2     1 S    sleep\n    3     1 S    sleep\n    4     0 R    ps\n',
    );
  });

  test('are found by name and by command line', () => {
    const bench = new Bench(['sh', '-c', 'sleep 50 & sleep 60; true']).advance(1);
    assert.equal(bench.exec(['pgrep', 'sleep']).output, '2\n3\n');
    assert.equal(bench.exec(['pgrep', '-f', '^sleep 60']).output, '3\n');
    assert.equal(bench.exec(['pidof', 'sleep']).output, '3 2\n');
    assert.deepEqual([bench.exec(['pkill', '-f', 'sleep 50']).code, bench.exec(['pgrep', '-f', '^sleep 50']).code], [0, 1]);
  });

  test('of a pod that shares them are seen from each of its containers', () => {
    const pids = new PidNamespace(true);
    const first = new Bench(['sh', '-c', 'trap "exit 5" TERM; while :; do sleep 1; done'], { pids }).advance(1);
    const second = new Bench(['sleep', '100'], { pids }).advance(1);
    assert.match(second.exec(['ps']).output, / 2 root {6}0:00 sh -c trap/);
    assert.equal(second.exec(['killall', 'sh']).code, 0);
    first.advance(2);
    assert.equal(first.exit?.code, 5);
  });

  test('that lost their parent belong to process 1', () => {
    const bench = new Bench(['sh', '-c', '(sleep 100 &) ; sleep 200; true']).advance(1);
    assert.match(bench.exec(['ps', '-o', 'pid,ppid,args']).output, /^ {4}3 {5}1 sleep 100$/m);
  });
});

test('a pipeline ends early by SIGPIPE, in no time', () => {
  const bench = runScript('yes | head -n 3; seq 100000 | head -n 1; echo $?');
  assert.deepEqual([bench.output, bench.exitedAt], ['y\ny\ny\n1\n0', 0]);
});

test('a pipe that nobody reads makes its writer wait', () => {
  const bench = new Bench(['sh', '-c', 'seq 100000 | (sleep 5; wc -l)']).advance(4);
  assert.equal(bench.output, '');
  assert.deepEqual(timed(bench.advance(2)), [[5, '100000']]);
});

test('busybox calls its applets by name', () => {
  assert.equal(runScript('busybox echo hi; busybox sh -c "exit 4"; echo $?; busybox nosuch').output, 'hi\n4\nnosuch: applet not found');
});

test('ls shows rights, owners, sizes and times', () => {
  const bench = runScript('cd /tmp; sleep 90; echo hello > f; ln -s f l; mkdir d; ls -l; ls -lh /bin/busybox | cut -c1-10; ls -F; ls -t | head -n 1');
  assert.deepEqual(bench.output.split('\n'), [
    'total 8',
    'drwxr-xr-x    2 root     root          4096 Nov 20 12:01 d',
    '-rw-r--r--    1 root     root             6 Nov 20 12:01 f',
    'lrwxrwxrwx    1 root     root             1 Nov 20 12:01 l -> f',
    '-rwxr-xr-x', 'd/', 'f', 'l@', 'd',
  ]);
});
