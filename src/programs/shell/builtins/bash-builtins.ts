import { UnsupportedConstruct } from '../../machine/errors';

/** Builtins of bash that ash has not and that are not built here. */
const BUILTINS = new Set([
  'bind', 'builtin', 'caller', 'compgen', 'complete', 'compopt', 'coproc', 'dirs', 'disown', 'enable', 'help', 'history',
  'logout', 'mapfile', 'popd', 'pushd', 'readarray', 'select', 'shopt', 'suspend',
]);

/** Refuses a builtin of bash that is not built here. @throws UnsupportedConstruct */
export function refuseBashBuiltin(name: string): void {
  if (BUILTINS.has(name)) throw new UnsupportedConstruct(`the builtin ${name} of bash`);
}
