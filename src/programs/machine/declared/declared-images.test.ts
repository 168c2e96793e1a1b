import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ManifestError } from '../../../manifest/manifest-error';
import { firstDeclared, readDeclaredImages } from './declared-images';

const IMAGES = `
shop/web: { workingDirectory: /any }
docker.io/shop/web:2: { workingDirectory: /two }
nginx: { workingDirectory: /own }
registry.example:5000/shop/web: { workingDirectory: /registry }
shop/web@sha256:${'0'.repeat(64)}: { workingDirectory: /digest }
`;

describe('a file of declared images', () => {
  test('names them as pods do: without a tag every tag is meant', () => {
    const images = readDeclaredImages(IMAGES, 'images.yaml');
    const found = (name: string): string | undefined => images.find(name)?.workingDirectory;
    assert.deepEqual(
      ['shop/web', 'shop/web:1', 'docker.io/shop/web:1', 'shop/web:2', `shop/web@sha256:${'0'.repeat(64)}`, `shop/web@sha256:${'1'.repeat(64)}`].map(found),
      ['/any', '/any', '/any', '/two', '/digest', '/any'],
    );
    assert.deepEqual(['docker.io/library/nginx:1.27', 'registry.example:5000/shop/web:2', 'web', 'other/web', '!'].map(found), [
      '/own', '/registry', undefined, undefined, undefined,
    ]);
  });

  test('may be empty', () => {
    assert.equal(readDeclaredImages('# nothing yet\n', 'images.yaml').find('web'), undefined);
  });

  test('comes before the files behind it', () => {
    const near = readDeclaredImages('web: { workingDirectory: /near }', 'near/images.yaml');
    const far = readDeclaredImages('{web: {workingDirectory: /far}, db: {workingDirectory: /far}}', 'images.yaml');
    const images = firstDeclared([near, far]);
    assert.deepEqual(['web', 'db', 'app'].map((name) => images.find(name)?.workingDirectory), ['/near', '/far', undefined]);
  });

  for (const [text, line, column, problem] of [
    ['web:\n  ports:\n    8080:\n      /healthz: [{ status: 200 }, { from: soon }]\n', 4, 43, /"from" must be a time such as 40s/],
    ['web:\n  ports:\n    99999: tcp\n', 3, 5, /"99999" must be a port from 1 to 65535/],
    ['web:\n  prints: hello\n  sginals: {}\n', 3, 3, /"sginals" is not known here/],
    ['web:\n  stopSignal: NONE\n', 2, 15, /"stopSignal" must be the name or number of a signal/],
    ['web:1:2: {}\n', 1, 1, /"web:1:2" is not the name of an image/],
    ['web: [\n', 1, 6, /did not find expected/],
    ['web: {}\nweb: {}\n', 2, 1, /already set/],
    ['- web\n', 1, 1, /the file must be an object/],
  ] as const) {
    test(`that is not right is refused with line and column: ${problem.source}`, () => {
      assert.throws(() => readDeclaredImages(text, 'images.yaml'), (error) => {
        assert.ok(error instanceof ManifestError);
        assert.match(error.message, problem);
        assert.deepEqual([error.fileName, error.line, error.column], ['images.yaml', line, column]);
        return true;
      });
    });
  }
});
