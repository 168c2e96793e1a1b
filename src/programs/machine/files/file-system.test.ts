import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { imageProgram } from '../images/known-images';
import { Bench, runScript } from '../testing/bench';
import { createVolume } from './volume';

describe('a volume', () => {
  test('is shared by containers and outlives them', () => {
    const mounts = [{ path: '/cache', volume: createVolume() }];
    const script = 'echo run >> /cache/runs; echo run >> /tmp/runs; echo "cache $(wc -l < /cache/runs) tmp $(wc -l < /tmp/runs)"';
    assert.equal(runScript(script, { mounts }).output, 'cache 1 tmp 1');
    assert.equal(runScript(script, { mounts }).output, 'cache 2 tmp 1');
  });

  test('wakes a container that follows a file in it', () => {
    const volume = createVolume({ '/log': 'first\n' });
    const bench = new Bench(['tail', '-f', '/work/log'], { mounts: [{ path: '/work', volume }] }).advance(2.25);
    volume.write('log', 'first\nsecond\n');
    bench.advance(2);
    assert.deepEqual(bench.lines, [{ at: 0, text: 'first' }, { at: 3, text: 'second' }]);
  });

  test('can be mounted read-only', () => {
    const mounts = [{ path: '/cfg', volume: createVolume({ '/key': 'value' }), readOnly: true }];
    const bench = runScript('cat /cfg/key; echo; echo x > /cfg/key; touch /cfg/y; rm /cfg/key', { mounts });
    assert.equal(
      bench.output,
      [
        'value',
        "sh: can't create /cfg/key: Read-only file system",
        'touch: /cfg/y: Read-only file system',
        "rm: can't remove '/cfg/key': Read-only file system",
      ].join('\n'),
    );
  });

  test('can be mounted in part, and a single file too', () => {
    const volume = createVolume({ '/a/b/file': 'deep' });
    const mounts = [
      { path: '/part', volume: volume.at('a/b') },
      { path: '/etc/one.conf', volume: volume.at('a/b/file') },
      { path: '/new', volume: volume.at('c') },
    ];
    const bench = runScript('cat /part/file; cat /etc/one.conf; echo; ls /new; echo x > /new/y; rm /etc/one.conf', { mounts });
    assert.equal(bench.output, "deepdeep\nrm: can't remove '/etc/one.conf': Device or resource busy");
    assert.equal(volume.read('c/y'), 'x\n');
  });

  test('is read and written from outside', () => {
    const volume = createVolume();
    volume.write('dir/file', 'größe');
    assert.equal(volume.read('dir/file'), 'größe');
    volume.remove('dir/file');
    assert.equal(volume.read('dir/file'), undefined);
    assert.throws(() => createVolume({ '/f': '' }).at('f/x'), /Not a directory/);
  });
});

describe('the files of an image', () => {
  test('are not changed by a container for the next one', () => {
    const script = 'echo hacked > /etc/passwd; rm /bin/ls; mkdir /new; chmod 700 /bin/cat; ls / 2>&1';
    assert.match(runScript(script).output, /^sh: ls: not found$/);
    assert.match(runScript('ls /; cat /etc/passwd | head -n 1').output, /bin\ndev\n(.*\n)*root:x:0:0/);
    assert.equal(imageProgram('busybox')?.tree.entries.has('new'), false);
  });

  test('can be protected by a read-only root, volumes excepted', () => {
    const mounts = [{ path: '/data', volume: createVolume() }];
    const bench = runScript('echo x > /f; echo y > /data/f; cat /data/f; echo z > /dev/null', { mounts, readOnlyRootFilesystem: true });
    assert.equal(bench.output, "sh: can't create /f: Read-only file system\ny");
  });

  test('belong to root, and another user may not write them', () => {
    const bench = runScript('id; echo x > /f; echo y > /tmp/f; cat /tmp/f; ls /root; rm /etc/passwd; mkdir /tmp/d', { user: '1000:3000' });
    assert.equal(
      bench.output,
      [
        'uid=1000 gid=3000 groups=3000',
        "sh: can't create /f: Permission denied",
        'y',
        "ls: can't open '/root': Permission denied",
        "rm: can't remove '/etc/passwd': Permission denied",
      ].join('\n'),
    );
  });

  test('a directory with the sticky bit protects the files of others', () => {
    const volume = createVolume();
    const mounts = [{ path: '/work', volume }];
    runScript('mkdir /work/t; chmod 1777 /work/t; touch /work/t/mine', { mounts });
    assert.match(runScript('rm /work/t/mine', { mounts, user: '1000' }).output, /Operation not permitted/);
  });
});

test('a working directory that is missing is made', () => {
  assert.equal(runScript('pwd; ls', { workingDirectory: '/srv/app' }).output, '/srv/app');
});

test('links that lead in a circle are too many levels', () => {
  assert.equal(
    runScript('cd /tmp; ln -s a b; ln -s b a; cat a').output,
    "cat: can't open 'a': Too many levels of symbolic links",
  );
});

test('what the kubelet puts into a container is there', () => {
  const bench = runScript('cat /etc/hostname; tail -n 1 /etc/hosts; grep nameserver /etc/resolv.conf');
  assert.equal(bench.output, 'p\n10.244.0.7\tp\nnameserver 10.96.0.10');
});
