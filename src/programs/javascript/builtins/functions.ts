import { UnsupportedConstruct } from '../../machine/errors';
import type { Interpreter } from '../interpreter/interpreter';
import { GeneratorObject } from '../interpreter/coroutines';
import { getMember } from '../interpreter/properties';
import type { Realm } from '../interpreter/realm';
import { JsArray } from '../values/array';
import { BoundFunction, Closure, JsFunction } from '../values/function';
import { JsObject, type Value } from '../values/value';

/** `Function`, which makes none of text, and what every function can do; generators. */
export function addFunctions(realm: Realm): void {
  const constructor = realm.constructorOf('Function', realm.functionPrototype, { run: () => { throw new UnsupportedConstruct('making a function of a text'); } });
  realm.global.hide('Function', constructor);
  realm.global.hide('eval', realm.native('eval', 1, () => { throw new UnsupportedConstruct('eval'); }));
  realm.blockingMethods(realm.functionPrototype, {
    *call(interpreter, self, [target, ...args]) {
      return yield* interpreter.call(self, target, args);
    },
    *apply(interpreter, self, [target, args]) {
      return yield* interpreter.call(self, target, argumentList(interpreter, args));
    },
  });
  realm.methods(realm.functionPrototype, {
    bind(interpreter, self, [target, ...args]) {
      if (!(self instanceof JsFunction)) return interpreter.fail('TypeError', 'Bind must be called on a function');
      const bound = new BoundFunction(self, target, args);
      bound.describe(`bound ${self.name}`, Math.max(0, Number(self.own('length')?.value ?? 0) - args.length));
      return bound;
    },
  });
  realm.method(realm.functionPrototype, 'toString', (interpreter, self) => sourceOf(interpreter, self));
  addGenerators(realm);
}

function argumentList(interpreter: Interpreter, args: Value): Value[] {
  if (args === undefined || args === null) return [];
  if (args instanceof JsArray) return args.values;
  if (!(args instanceof JsObject)) return interpreter.fail('TypeError', 'CreateListFromArrayLike called on non-object');
  const length = Number(getMember(interpreter, args, 'length'));
  interpreter.step(Math.ceil(length / 10));
  return Array.from({ length }, (_, index) => getMember(interpreter, args, String(index)));
}

function sourceOf(interpreter: Interpreter, self: Value): string {
  if (!(self instanceof JsFunction)) return interpreter.fail('TypeError', 'Function.prototype.toString requires that \'this\' be a Function');
  if (!(self instanceof Closure)) return `function ${self.name}() { [native code] }`;
  const file = self.node.loc?.source ?? '';
  return self.classText ?? interpreter.sources.get(file)?.slice(self.node.start, self.node.end) ?? `function ${self.name}() { [native code] }`;
}

function addGenerators(realm: Realm): void {
  const resume = (kind: 'next' | 'throw' | 'return') =>
    realm.blocking(kind, 1, function* run(interpreter, self, [value]) {
      if (!(self instanceof GeneratorObject)) return interpreter.fail('TypeError', `${kind} method called on incompatible receiver`);
      return yield* self.resume(interpreter, { kind, value });
    });
  for (const kind of ['next', 'throw', 'return'] as const) realm.generatorPrototype.hide(kind, resume(kind));
  realm.iteratorPrototype.hide(realm.iterator, realm.native('[Symbol.iterator]', 0, (_interpreter, self) => self));
  realm.generatorPrototype.hide(realm.toStringTag, 'Generator');
}
