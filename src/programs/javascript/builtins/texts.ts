import { toText } from '../interpreter/conversions';
import type { Interpreter } from '../interpreter/interpreter';
import type { Realm } from '../interpreter/realm';
import type { Value } from '../values/value';

/** The global functions that write texts for addresses, and read them. */
export function addTextFunctions(realm: Realm): void {
  const attempt = (work: (text: string) => string) => (interpreter: Interpreter, _self: Value, [text]: readonly Value[]): Value => {
    try {
      return work(toText(interpreter, text));
    } catch (error) {
      if (error instanceof URIError) return interpreter.fail('URIError', 'URI malformed');
      throw error;
    }
  };
  realm.methods(realm.global, {
    encodeURIComponent: attempt(encodeURIComponent),
    decodeURIComponent: attempt(decodeURIComponent),
    encodeURI: attempt(encodeURI),
    decodeURI: attempt(decodeURI),
    btoa: attempt((text) => Buffer.from(text, 'latin1').toString('base64')),
    atob: attempt((text) => Buffer.from(text, 'base64').toString('latin1')),
  });
}
