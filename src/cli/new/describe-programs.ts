import { draftImage } from './draft-image';
import type { ProgramKnowledge } from './known-programs';

const EXPLANATION = [
  'Say with Given steps what these programs do, or declare their images, for this and every other feature: put the lines below,',
  'without the blanks and the # in front of them, into images.yaml beside this feature, and change them to what is true. The command',
  'that wrote this feature writes it anew with --force, with what is declared then.',
  '',
];

/**
 * What a first feature takes the programs of its containers for, as lines of its description; where nobody knows what an image
 * runs, with a declaration of it as a comment.
 */
export function describePrograms(programs: readonly ProgramKnowledge[]): string[] {
  const each = [...new Map(programs.map((program) => [`${program.container.name} ${program.container.image}`, program])).values()];
  const strangers = each.filter(({ kind }) => kind === 'unknown' || kind === 'unsupported');
  const ownImages = new Set(each.filter(({ kind }) => kind === 'written').map(({ container }) => container.image));
  const images = [...new Map(strangers.filter(({ container }) => !ownImages.has(container.image)).map((program) => [program.container.image, program])).values()];
  const declarations = images.flatMap((program) => draftImage(program));
  return [
    '  A first draft. What it takes the programs for:',
    ...each.map((program) => `  - ${program.container.name} (${program.container.image}): ${describe(program)}`),
    ...(images.length === 0 ? [] : ['', ...[...EXPLANATION, ...declarations].map((line) => `  # ${line}`.trimEnd())]),
  ];
}

function describe({ kind, refused, isInit, isWork }: ProgramKnowledge): string {
  const role = isInit ? 'a program that does its work at once' : isWork ? 'a program that does its work in 30 seconds' : 'a well-behaved server';
  const substitute = `taken for ${role}, which yours may not be`;
  switch (kind) {
    case 'declared':
      return 'does what images.yaml declares';
    case 'written':
      return 'runs as written';
    case 'unknown':
      return `what this image runs is not known here; ${substitute}`;
    case 'endless':
      return `does not succeed within two minutes here: it may wait for something outside; ${substitute}`;
    case 'unsupported':
      return `uses ${refused?.construct ?? 'something'}, which is not simulated; ${substitute}`;
  }
}
