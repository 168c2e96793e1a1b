import assert from 'node:assert/strict';
import { test } from 'node:test';

import { adaptPage } from './report-page';

test('the report gets a title, and what its pictures and logs need, at its end', () => {
  const page = adaptPage('<html><title>Cucumber</title><body><script>"</body>"</script></body></html>');
  assert.match(page, /<title>podclock<\/title>/);
  assert.match(page, /"<\/body>"<\/script><!-- podclock --><style>[^]*<\/script>\n<\/body><\/html>$/);
});

test('descriptions lose their indentation, which Markdown would take for code', () => {
  const page = adaptPage('<body>{"description":"    One.\\n      - two \\"quoted\\"\\n    Three.","name":"    x"}</body>');
  assert.match(page, /\{"description":"One\.\\n  - two \\"quoted\\"\\nThree\.","name":" {4}x"\}/);
});

test('a page that is none stays what it is', () => {
  assert.equal(adaptPage('nothing'), 'nothing');
});
