import type { Evaluation } from '../interpreter/suspension';
import type { JsPromise } from '../values/promise';
import { ThrownValue, type Place } from '../values/thrown';
import { JsError, JsObject, type Value } from '../values/value';
import { ProcessExit, type Rescue } from './event-loop';
import { inspect } from './inspect';
import { emitSignal } from './process';
import type { NodeRuntime } from './runtime';
import type { Signal } from '../../machine/kernel/signals';

/** The exit code after an error that nobody has caught (lib/internal/process/execution.js). */
const UNCAUGHT = 1;
/** The exit code when the listener for such errors throws one. */
const UNCAUGHT_IN_LISTENER = 7;

/** What becomes of errors that nobody catches: listeners of `process` are told, or the process ends with 1 and says why. */
export class LastResort implements Rescue {
  #isInListener = false;

  constructor(private readonly runtime: NodeRuntime, private readonly process: JsObject) {}

  *uncaught(thrown: ThrownValue): Evaluation<void> {
    const { emitters, interpreter } = this.runtime;
    if (!this.#isInListener && emitters.count(this.process, 'uncaughtException') > 0) {
      this.#isInListener = true;
      yield* emitters.emit(interpreter, this.process, 'uncaughtException', [thrown.value, 'uncaughtException']);
      this.#isInListener = false;
      return;
    }
    yield* this.#print(describeUncaught(this.runtime, thrown));
    throw new ProcessExit(this.#isInListener ? UNCAUGHT_IN_LISTENER : UNCAUGHT);
  }

  *unhandled(promise: JsPromise): Evaluation<void> {
    const { emitters, interpreter } = this.runtime;
    if (emitters.count(this.process, 'unhandledRejection') > 0) {
      yield* emitters.emit(interpreter, this.process, 'unhandledRejection', [promise.value, promise]);
      return;
    }
    const { value } = promise;
    if (value instanceof JsError) yield* this.uncaught(new ThrownValue(value, placeOfStack(this.runtime, value)));
    else yield* this.uncaught(new ThrownValue(this.#rejection(value), INTERNAL_REJECTION));
  }

  signal(signal: Signal): Evaluation<void> {
    return emitSignal(this.runtime, this.process, signal);
  }

  #rejection(value: Value): JsError {
    const { interpreter, realm } = this.runtime;
    const shown = inspect(interpreter, value, 0);
    const message = 'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not ' +
      `handled with .catch(). The promise rejected with the reason "${typeof value === 'string' ? value : shown}".`;
    const error = realm.error('Error', message);
    error.hide('stack', `[UnhandledPromiseRejection: ${message}]`);
    error.put('code', 'ERR_UNHANDLED_REJECTION');
    return error;
  }

  #print(text: string): Evaluation<void> {
    return this.runtime.write(2, text);
  }
}

const INTERNAL_REJECTION: Place = { file: 'node:internal/process/promises', line: 394, column: 7, text: '      triggerUncaughtException(err, true /* fromPromise */);' };

/** What Node.js prints about an error that ends it: the place, the error with its stack, its version. */
function describeUncaught(runtime: NodeRuntime, { value, place }: ThrownValue): string {
  const { interpreter, version } = runtime;
  const shownPlace = place === undefined ? '' : `${place.file}:${place.line}\n${place.text}\n${' '.repeat(place.column - 1)}^\n\n`;
  if (!(value instanceof JsError)) {
    const text = value instanceof JsObject ? inspect(interpreter, value) : typeof value === 'string' ? value : inspect(interpreter, value);
    return `${shownPlace.replace(/\n\n$/, '\n')}${text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n\nNode.js ${version.text}\n`;
  }
  return `${shownPlace === '' ? 'Uncaught:\n' : shownPlace}${inspect(interpreter, value)}\n\nNode.js ${version.text}\n`;
}

/** The place of the first line of a stack, for errors that were thrown long ago. */
function placeOfStack(runtime: NodeRuntime, error: JsError): Place | undefined {
  const stack = error.own('stack')?.value;
  const match = typeof stack === 'string' ? /\n {4}at (?:.*\()?(.+):(\d+):(\d+)\)?/.exec(stack) : null;
  if (match === null) return undefined;
  const [, file = '', line, column] = match;
  return { file, line: Number(line), column: Number(column), text: runtime.interpreter.sources.get(file)?.split('\n')[Number(line) - 1] ?? '' };
}
