import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { seconds } from '../../simulation/time';
import { StartError } from './errors';
import { createFileVolume, createVolume } from './files/volume';
import { PidNamespace } from './kernel/pid-namespace';
import type { ExecResult } from './machine-options';
import { Bench, runScript } from './testing/bench';

describe('process 1', () => {
  test('ends at the moment at which its last command ends', () => {
    const bench = runScript('sleep 2.5; exit 7');
    assert.deepEqual([bench.exit?.code, bench.exitedAt], [7, 2.5]);
  });

  test('takes all other processes with it', () => {
    const bench = runScript('(sleep 1; echo late) & sleep 100 & exit 3');
    assert.equal(bench.exitedAt, 0);
    assert.equal(bench.output, '');
    assert.equal(bench.host.timers, 0);
  });

  test('becomes the last command of its shell, as `ps` shows', () => {
    const bench = new Bench(['sh', '-c', 'true; sleep 100']).advance(1);
    assert.match(bench.exec(['ps', '-o', 'pid,args']).output, /^ {4}1 sleep 100$/m);
  });

  test('stays a shell when it has a trap to run', () => {
    const bench = new Bench(['sh', '-c', 'trap "exit 0" TERM; sleep 100']).advance(1);
    assert.match(bench.exec(['ps', '-o', 'pid,args']).output, /^ {4}1 sh -c/m);
  });

  test('ends with 137 when it is killed from outside, at once', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    bench.machine.signal('KILL');
    assert.equal(bench.exit, undefined);
    bench.advance(0);
    assert.deepEqual(bench.exit, { code: 137, signal: 'KILL', outOfMemory: false });
  });

  test('ignores SIGTERM without a handler', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(30).exit, undefined);
  });

  test('cannot be killed from inside its container', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    assert.equal(bench.exec(['kill', '-9', '1']).code, 0);
    assert.equal(bench.machine.isRunning, true);
  });

  test('is an ordinary process where the pod shares its processes, and SIGTERM ends it with 143', () => {
    const bench = new Bench(['sleep', '100'], { pids: new PidNamespace(true) }).advance(1);
    assert.equal(bench.machine.pid, 2);
    bench.machine.signal('TERM');
    assert.equal(bench.advance(1).exit?.code, 143);
  });

  test('can be stopped and continued from outside', () => {
    const bench = new Bench(['sh', '-c', 'while true; do echo tick; sleep 1; done']).advance(1.5);
    bench.machine.signal('STOP');
    bench.advance(10);
    assert.equal(bench.lines.length, 2);
    bench.machine.signal('CONT');
    assert.deepEqual(bench.advance(1.2).lines.map((line) => line.at), [0, 1, 11.5, 12.5]);
  });

  test('reads nothing from an empty standard input, and waits at an open one', () => {
    assert.equal(new Bench(['sh']).advance(1).exit?.code, 0);
    assert.equal(new Bench(['sh'], { stdin: 'open' }).advance(1000).exit, undefined);
  });
});

describe('a start', () => {
  const refusal = (command: readonly string[]): string => {
    const bench = new Bench(['sleep', '1']);
    const error = bench.machine.canStart(command);
    assert.ok(error instanceof StartError);
    return error.message;
  };

  test('is refused in the words of runc', () => {
    assert.equal(refusal(['nosuchcmd']), 'exec: "nosuchcmd": executable file not found in $PATH');
    assert.equal(refusal(['/no/such/check']), 'exec: "/no/such/check": stat /no/such/check: no such file or directory');
    assert.equal(refusal(['/etc/passwd']), 'exec: "/etc/passwd": permission denied');
    assert.equal(refusal(['/etc']), 'exec: "/etc": is a directory');
    assert.equal(refusal([]), 'no command specified');
  });

  test('throws what `canStart` says', () => {
    assert.throws(() => new Bench(['nosuchcmd']), StartError);
  });

  test('is refused for a user that the image does not know', () => {
    assert.throws(() => new Bench(['true'], { user: 'nosuch' }), /unable to find user nosuch/);
  });

  test('of a script whose interpreter is missing succeeds, and the process ends with 255', () => {
    const volume = createVolume({ '/run.sh': { text: '#!/bin/nosuch\n', mode: 0o755 } });
    const bench = new Bench(['/work/run.sh'], { mounts: [{ path: '/work', volume }] }).advance(1);
    assert.deepEqual([bench.exit?.code, bench.output], [255, 'exec /work/run.sh: no such file or directory']);
  });

  test('finds a script with an interpreter through PATH', () => {
    const volume = createVolume({ '/hello': { text: '#!/bin/sh\necho "$0 $1"', mode: 0o755 } });
    const bench = new Bench(['hello', 'you'], { mounts: [{ path: '/usr/local/bin', volume }] }).advance(1);
    assert.equal(bench.output, '/usr/local/bin/hello you');
  });
});

describe('an exec', () => {
  test('returns code and output, and sees the files of the container', () => {
    const bench = new Bench(['sh', '-c', 'echo hello > /tmp/f; sleep 100']).advance(1);
    const result = bench.exec(['cat', '/tmp/f', '/nope']);
    assert.deepEqual([result.code, result.output], [1, "hello\ncat: can't open '/nope': No such file or directory\n"]);
  });

  test('takes virtual time', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    bench.exec(['sh', '-c', 'sleep 5; exit 3']);
    assert.equal(bench.host.now, seconds(6));
  });

  test('tells the streams apart and reads what it is given', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    const chunks: string[] = [];
    const onOutput = (stream: string, text: string): void => void chunks.push(`${stream}: ${text}`);
    bench.exec(['sh', '-c', 'cat; echo oops >&2'], { stdin: 'typed', onOutput });
    assert.deepEqual(chunks, ['stdout: typed', 'stderr: oops\n']);
  });

  test('has the environment of the container, not what its shell has set since', () => {
    const bench = new Bench(['sh', '-c', 'export LATER=1; sleep 100'], { environment: { SET: 'yes' } }).advance(1);
    assert.equal(
      bench.exec(['env']).output,
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=p\nSET=yes\nHOME=/root\n',
    );
  });

  test('can be killed, and leaves its children behind', () => {
    const bench = new Bench(['sleep', '1000']).advance(1);
    let result: ExecResult | undefined;
    const running = bench.machine.exec(['sh', '-c', 'sleep 100; true'], { onExit: (ended) => (result = ended) });
    bench.advance(1);
    running.kill();
    bench.advance(0);
    assert.equal(result?.code, 137);
    assert.match(bench.exec(['ps']).output, /sleep 100/);
  });

  test('is over for containerd only when nobody holds its output', () => {
    const bench = new Bench(['sleep', '1000']).advance(1);
    const moments: string[] = [];
    const note = (what: string): void => void moments.push(`${what} at ${bench.host.now / 1e6}`);
    bench.machine.exec(['sh', '-c', 'sleep 20 & echo started'], {
      onExit: () => note('exit'),
      onOutputClosed: () => note('closed'),
    });
    bench.advance(30);
    assert.deepEqual(moments, ['exit at 1', 'closed at 21']);
  });

  test('ends with 137 when the container ends', () => {
    const bench = new Bench(['sleep', '5']).advance(1);
    assert.equal(bench.exec(['sleep', '100']).code, 137);
    assert.equal(bench.host.now, seconds(5));
  });
});

describe('the log', () => {
  test('has a time per line, and says when the last one has no end', () => {
    const bench = runScript('echo one; sleep 1; printf two; sleep 1; printf "+\nthree"');
    assert.deepEqual(bench.lines, [{ at: 0, text: 'one' }, { at: 2, text: 'two+' }, { at: 2, text: 'three' }]);
    assert.equal(bench.raw, 'one\ntwo+\nthree');
  });

  test('keeps text that is not ASCII, whatever the pieces in which it was written', () => {
    const bench = runScript("printf 'gr\\303'; printf '\\274n ✓\\n'; echo größe | wc -c");
    assert.equal(bench.output, 'grün ✓\n8');
  });

  test('can be written to through /proc/1/fd/1 from an exec', () => {
    const bench = new Bench(['sleep', '100']).advance(1);
    bench.exec(['sh', '-c', 'echo from the hook > /proc/1/fd/1']);
    assert.equal(bench.output, 'from the hook');
  });
});

describe('memory', () => {
  test('that is used up kills the container', () => {
    const bench = new Bench(['tail', '/dev/zero'], { memoryLimit: 32 * 1024 * 1024 }).advance(1);
    assert.deepEqual(bench.exit, { code: 137, signal: 'KILL', outOfMemory: true });
  });

  for (const [script, isTooMuch] of [
    ['dd if=/dev/zero of=/dev/null bs=20M count=1', true], ['dd if=/dev/zero of=/dev/null bs=8M count=100', false],
    ["yes | tr '\\n' x | head -c 20000000 | grep n", true], ['sort /dev/zero', true], ['x=$(cat /dev/zero)', true],
  ] as const) {
    test(`${script} is ${isTooMuch ? 'more than' : 'within'} 16 MiB`, () => {
      const bench = runScript(script, { memoryLimit: 16 * 1024 * 1024 });
      assert.deepEqual([bench.exit?.code, bench.exit?.outOfMemory], isTooMuch ? [137, true] : [0, false]);
    });
  }

  test('below the limit is no matter', () => {
    const command = ['stress', '--vm', '1', '--vm-bytes', '150M', '--timeout', '5s'];
    const limit = (mebibytes: number): Bench =>
      new Bench(command, { image: 'polinux/stress', memoryLimit: mebibytes * 1024 * 1024 }).advance(10);
    assert.deepEqual([limit(200).exit?.code, limit(100).exit?.outOfMemory], [0, true]);
  });
});

test('the termination message can be read after the end', () => {
  const volume = createFileVolume();
  const bench = new Bench(['sh', '-c', 'echo bye > /dev/termination-log; exit 1'], {
    mounts: [{ path: '/dev/termination-log', volume }],
  }).advance(1);
  assert.equal(bench.machine.readFile('/dev/termination-log'), 'bye\n');
  assert.equal(volume.read(''), 'bye\n');
});

test('a machine that is disposed of does nothing any more', () => {
  const bench = new Bench(['sh', '-c', 'while true; do echo tick; sleep 1; done']).advance(1.5);
  bench.machine.dispose();
  bench.advance(10);
  assert.equal(bench.lines.length, 2);
  assert.equal(bench.exit, undefined);
  assert.equal(bench.host.timers, 0);
});
