import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Realm } from '../interpreter/realm';
import { JsRegExp, execRegExp, makeRegExp } from '../regexp/regexp-object';
import type { Value } from '../values/value';

/** `RegExp`: run by a machine of our own, whose steps are counted. */
export function addRegExps(realm: Realm): void {
  const constructor = realm.constructorOf('RegExp', realm.regexpPrototype, {
    run(interpreter, _self, [pattern, flags], newTarget) {
      if (pattern instanceof JsRegExp && newTarget === undefined && flags === undefined) return pattern;
      const source = pattern instanceof JsRegExp ? pattern.source : pattern === undefined ? '' : toText(interpreter, pattern);
      const letters = flags === undefined ? (pattern instanceof JsRegExp ? pattern.flags : '') : toText(interpreter, flags);
      return makeRegExp(interpreter, source, letters, realm.prototypeFor(newTarget, realm.regexpPrototype));
    },
  });
  realm.global.hide('RegExp', constructor);
  realm.methods(realm.regexpPrototype, {
    exec: (interpreter, self, [text]) => execRegExp(interpreter, regexpOf(interpreter, self), toText(interpreter, text)),
    test: (interpreter, self, [text]) => execRegExp(interpreter, regexpOf(interpreter, self), toText(interpreter, text)) !== null,
  });
  realm.method(realm.regexpPrototype, 'toString', (interpreter, self) => {
    const regexp = regexpOf(interpreter, self);
    return `/${regexp.source}/${regexp.flags}`;
  });
  realm.getter(realm.regexpPrototype, 'source', (interpreter, self) => regexpOf(interpreter, self).source);
  realm.getter(realm.regexpPrototype, 'flags', (interpreter, self) => regexpOf(interpreter, self).flags);
  for (const [name, flag] of [['global', 'g'], ['ignoreCase', 'i'], ['multiline', 'm'], ['dotAll', 's'], ['unicode', 'u'], ['sticky', 'y'], ['unicodeSets', 'v'], ['hasIndices', 'd']] as const) {
    realm.getter(realm.regexpPrototype, name, (interpreter, self) => regexpOf(interpreter, self).has(flag));
  }
}

function regexpOf(interpreter: Interpreter, self: Value): JsRegExp {
  return self instanceof JsRegExp ? self : interpreter.fail('TypeError', 'Receiver is not a RegExp');
}
