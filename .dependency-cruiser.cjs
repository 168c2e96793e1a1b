'use strict';

/**
 * The layers, from the ground up. A folder of `src` imports itself and every layer above it in this list, never a
 * neighbour in its own layer: neighbours meet in `cluster`.
 */
const LAYERS = [
  ['simulation', 'api'],
  ['trace', 'manifest'],
  ['apiserver', 'programs'],
  ['runtime', 'scheduler', 'controllers'],
  ['kubelet'],
  ['cluster'],
  ['kubectl', 'report', 'properties', 'recordings'],
  ['scenario'],
  ['index.ts'],
  ['cli', 'bench'],
];

/** Narrower than the layers say. */
const NARROWED = {
  // Programs are behind the runtime; the kubelet knows the words in which they answer.
  kubelet: ['simulation', 'api', 'trace', 'apiserver', 'programs/program.ts', 'runtime'],
};

/** Wider than the layers say, each with its reason. */
const WIDENED = {};

const TEST = '\\.test\\.ts$';
const place = (name) => (name.endsWith('.ts') ? `src/${name.replace('.', '\\.')}$` : `src/${name}/`);
const anyOf = (names) => `^(${names.map(place).join('|')})`;

function layerRules() {
  return LAYERS.flatMap((layer, depth) =>
    layer.map((name) => {
      const below = NARROWED[name] ?? LAYERS.slice(0, depth).flat();
      const allowed = [name, ...below, ...(WIDENED[name] ?? [])];
      return {
        name: `layer-${name.replace('.ts', '')}`,
        comment: `${name} may import ${allowed.join(', ')}.`,
        severity: 'error',
        from: { path: anyOf([name]), pathNot: TEST },
        to: { path: '^src/', pathNot: anyOf(allowed) },
      };
    }),
  );
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules(),
    {
      name: 'declared-layer',
      comment: 'Every file of src lies in a folder listed in .dependency-cruiser.cjs, or is src/index.ts.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: anyOf(LAYERS.flat()) },
    },
    {
      name: 'declared-layer-of-importer',
      comment: 'Every file of src lies in a folder listed in .dependency-cruiser.cjs, or is src/index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(LAYERS.flat()) },
      to: {},
    },
    {
      name: 'declared-layer-of-orphan',
      comment: 'Every file of src lies in a folder listed in .dependency-cruiser.cjs, or is src/index.ts.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: anyOf(LAYERS.flat()) },
      to: {},
    },
    {
      name: 'steps-use-the-public-api',
      comment: 'Of src, steps import src/index.ts and nothing else: what they need, a user needs too.',
      severity: 'error',
      from: { path: '^steps/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    {
      name: 'packages-of-steps',
      comment: 'Of packages, steps import Cucumber and Node only.',
      severity: 'error',
      from: { path: '^steps/', pathNot: TEST },
      to: { path: 'node_modules/', pathNot: 'node_modules/@cucumber/cucumber/' },
    },
    {
      name: 'src-without-steps',
      comment: 'src works without steps.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^steps/' },
    },
    {
      name: 'no-cycle',
      comment: 'No cycle at run time; a type may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-of-the-engine',
      comment: 'The engine runs on the packages listed as "dependencies", not on development tools.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, anyOf(['cli', 'bench'])] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/node/' },
    },
    {
      name: 'resolvable',
      comment: 'An import names something that exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.d.ts'] },
  },
};
