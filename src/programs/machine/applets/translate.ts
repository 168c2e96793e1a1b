import type { Program } from '../kernel/program';
import { applet, requireOperands } from './applet';

/** `tr [-cds] set1 [set2]` */
export const tr: Program = applet({ letters: 'dscC' }, function* tr(system, { flags, operands }) {
  const [from = '', to] = requireOperands(operands, 1);
  const translate = createTranslation(expandSet(from), to === undefined ? undefined : expandSet(to), flags);
  for (let bytes = yield* system.read(0); bytes !== ''; bytes = yield* system.read(0)) {
    yield* system.print(translate(bytes));
  }
  return 0;
});

const SETS: Readonly<Record<string, string>> = {
  upper: 'A-Z', lower: 'a-z', digit: '0-9', alpha: 'A-Za-z', alnum: '0-9A-Za-z', space: '\t\n\v\f\r ', blank: '\t ',
  punct: '!-/:-@[-`{-~', cntrl: '\0-\x1f\x7f', xdigit: '0-9A-Fa-f', print: ' -~', graph: '!-~',
};
const SET_ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07', b: '\b' };

function expandSet(text: string): string {
  const named = text.replace(/\[:(\w+):\]/g, (whole: string, name: string) => SETS[name] ?? whole);
  const plain = named.replace(/\\(?:([0-7]{1,3})|(.))/gs, (_: string, octal?: string, char?: string) =>
    octal === undefined ? (SET_ESCAPES[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(octal, 8) & 255),
  );
  return plain.replace(/(.)-(.)/gs, (whole: string, low: string, high: string) => {
    if (high < low) return whole;
    let range = '';
    for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code++) range += String.fromCharCode(code);
    return range;
  });
}

function createTranslation(from: string, to: string | undefined, flags: ReadonlySet<string>): (bytes: string) => string {
  const isComplement = flags.has('c') || flags.has('C');
  const isIn = (char: string): boolean => from.includes(char) !== isComplement;
  const deletes = flags.has('d');
  const squeezed = to ?? from;
  const replace = (char: string): string => {
    if (deletes || to === undefined || !isIn(char)) return char;
    const place = isComplement ? to.length - 1 : from.indexOf(char);
    return to.charAt(Math.min(place, to.length - 1));
  };
  let last = '';
  return (bytes) => {
    let result = '';
    for (const char of bytes) {
      if (deletes && isIn(char)) continue;
      const replaced = replace(char);
      const isSqueezed = flags.has('s') && replaced === last && (to === undefined ? isIn(replaced) : squeezed.includes(replaced));
      last = replaced;
      if (!isSqueezed) result += replaced;
    }
    return result;
  };
}
