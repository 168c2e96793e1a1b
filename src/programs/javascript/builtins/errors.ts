import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import { hasProperty, getProperty } from '../interpreter/properties';
import type { ErrorKind, Realm } from '../interpreter/realm';
import { JsError, JsObject, headline, type Value } from '../values/value';
import { JsArray } from '../values/array';

const KINDS: readonly ErrorKind[] = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'EvalError', 'URIError'];

/** `Error` and its kinds. */
export function addErrors(realm: Realm): void {
  const prototype = new JsObject(realm.objectPrototype);
  realm.errorPrototypes.set('Error', prototype);
  const constructor = addKind(realm, 'Error', prototype, 0);
  prototype.hide('message', '');
  realm.method(prototype, 'toString', (interpreter, self) => (self instanceof JsObject ? headline(self) : toText(interpreter, self)));
  realm.methods(constructor, {
    captureStackTrace(interpreter, _self, [object]) {
      if (object instanceof JsObject) interpreter.withStack(object);
      return undefined;
    },
  });
  constructor.put('stackTraceLimit', 10);
  for (const kind of KINDS) addDerived(realm, kind, prototype, constructor, 0);
  addDerived(realm, 'AggregateError', prototype, constructor, 1);
}

function addDerived(realm: Realm, kind: string, parent: JsObject, parentConstructor: JsObject, messageAt: number): void {
  const prototype = new JsObject(parent);
  realm.errorPrototypes.set(kind, prototype);
  addKind(realm, kind, prototype, messageAt).prototype = parentConstructor;
}

function addKind(realm: Realm, kind: string, prototype: JsObject, messageAt: number): JsObject {
  const constructor = realm.constructorOf(kind, prototype, {
    run(interpreter, _self, args, newTarget) {
      const error = new JsError(realm.prototypeFor(newTarget, prototype));
      fillError(interpreter, error, args[messageAt], args[messageAt + 1]);
      if (messageAt === 1) error.hide('errors', realm.array(args[0] instanceof JsArray ? args[0].values : []));
      return error;
    },
  });
  prototype.hide('name', kind);
  realm.global.hide(kind, constructor);
  return constructor;
}

function fillError(interpreter: Interpreter, error: JsError, message: Value, options: Value): void {
  if (message !== undefined) error.hide('message', toText(interpreter, message));
  if (options instanceof JsObject && hasProperty(options, 'cause')) error.hide('cause', getProperty(interpreter, options, 'cause'));
  interpreter.withStack(error);
}
