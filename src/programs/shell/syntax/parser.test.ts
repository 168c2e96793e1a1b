import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Command } from './ast';
import { parseScript } from './parse-script';

/** A command in a notation that shows how it was understood. */
function show(command: Command): string {
  switch (command.kind) {
    case 'simple': {
      const words = command.words.map((word) => word.literal ?? `‹${word.parts.map((part) => part.kind).join('+')}›`);
      const all = [...command.assignments.map(({ name }) => `${name}=`), ...words, ...command.redirections.map(({ kind, descriptor }) => `${kind}${descriptor}`)];
      return all.join(' ');
    }
    case 'sequence':
      return `{${command.commands.map(show).join('; ')}}`;
    case 'pipeline':
      return `|(${command.commands.map(show).join(', ')})`;
    case 'and':
    case 'or':
      return `${command.kind}(${show(command.left)}, ${show(command.right)})`;
    case 'not':
    case 'background':
      return `${command.kind}(${show(command.command)})`;
    case 'redirected':
      return `${show(command.command)}>${command.redirections.length}`;
    case 'subshell':
      return `(${show(command.body)})`;
    case 'if':
      return `if[${command.clauses.map(({ condition, body }) => `${show(condition)}: ${show(body)}`).join(' / ')}]`;
    case 'while':
    case 'until':
      return `${command.kind}[${show(command.condition)}: ${show(command.body)}]`;
    case 'for':
      return `for ${command.variable}[${show(command.body)}]`;
    case 'case':
      return `case[${command.clauses.map(({ patterns }) => patterns.length).join(',')}]`;
    case 'function':
      return `${command.name}()${show(command.body)}`;
    case 'arithmetic':
      return '((…))';
    case 'count':
      return `for((…))[${show(command.body)}]`;
    case 'test':
      return `[[${command.words.map((word) => word.literal ?? '‹›').join(' ')}]]`;
  }
}

describe('a script is understood as ash understands it', () => {
  for (const [script, shown] of [
    ['a; b & c', '{a; background(b); c}'],
    ['a && b || c && d', 'and(or(and(a, b), c), d)'],
    ['! a | b', 'not(|(a, b))'],
    ['a |\n b &&\n c', 'and(|(a, b), c)'],
    ['x=1 y=$z cmd a=b > f 2>&1', 'x= y= cmd a=b write1 duplicate2'],
    ['{ a; b; } > f', '{a; b}>1'],
    ['( a; b ) | c', '|(({a; b}), c)'],
    ['if a; then b; elif c; then d; else e; fi', 'if[a: b / c: d]'],
    ['while a; do b; done', 'while[a: b]'],
    ['until a\ndo b\ndone', 'until[a: b]'],
    ['for i in 1 2; do a; done', 'for i[a]'],
    ['for i; do a; done', 'for i[a]'],
    ['case x in a|b) c;; (d) ;; *) e; esac', 'case[2,1,1]'],
    ['f() { a; }', 'f(){a}'],
    ['function g { a; }', 'g(){a}'],
    ['h() ( a )', 'h()(a)'],
    ['echo if then { } !', 'echo if then { } !'],
    ['[[ a == b && -f c ]] && d', 'and([[a == b && -f c]], d)'],
    ['echo "a$b" \'c\' $(d) `e` $((1+2)) ~ x~', 'echo ‹double› ‹quoted› ‹command› ‹command› ‹arithmetic› ‹tilde› x~'],
    ['cat <<A <<-B 3<&0\nx\nA\n\ty\n\tB\nz', 'cat here-document0 here-document0 duplicate3'],
    ['a \\\n b # c', 'a b'],
  ] as const) {
    test(script.split('\n').join('⏎'), () => {
      const { commands, error } = parseScript(script);
      assert.equal(error, undefined);
      assert.equal(show(commands[0] as Command), shown);
    });
  }
});

test('what only bash knows is read for bash, and is an error or something else for ash', () => {
  const read = (script: string, dialect: 'ash' | 'bash'): string => {
    const { commands, error } = parseScript(script, dialect);
    return error?.message ?? commands.map(show).join(' / ');
  };
  assert.deepEqual(
    ['echo a{b,c}', 'for ((i=0;i<3;i++)); do a; done', '((x+1))', 'a |& b', 'x+=1', 'cat <<< x'].map((script) => read(script, 'bash')),
    ['echo ab ac', 'for((…))[a]', '((…))', '|(a>1, b)', 'x=', 'cat here-document0'],
  );
  assert.deepEqual(
    ['echo a{b,c}', 'for ((i=0;i<3;i++)); do a; done', '((x+1))', 'a |& b', 'x+=1', 'cat <<< x'].map((script) => read(script, 'ash')),
    ['echo a{b,c}', 'bad for loop variable', '((x+1))', 'unexpected "&"', 'x+=1', 'unexpected redirection'],
  );
});

test('what comes before an error is kept, and the error says where', () => {
  const { commands, error } = parseScript('echo a\necho b\nfi\necho c');
  assert.deepEqual([commands.length, error], [2, { message: 'unexpected "fi"', line: 3 }]);
});

test('the same text is read once', () => {
  assert.equal(parseScript('echo same'), parseScript('echo same'));
});
