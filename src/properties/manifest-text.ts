import { Document, isMap, isScalar, visit } from 'yaml';

import type { Pod } from '../api/pod';

/** Maps that are short in every pod: they stand on one line. */
const ON_ONE_LINE: ReadonlySet<unknown> = new Set(['metadata', 'httpGet', 'exec', 'tcpSocket', 'sleep']);

/** A pod as a manifest in YAML, without a newline at its end. */
export function renderManifest({ metadata, spec }: Pod): string {
  const document = new Document({ apiVersion: 'v1', kind: 'Pod', metadata, spec }, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key) && isMap(value) && ON_ONE_LINE.has(key.value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd();
}
