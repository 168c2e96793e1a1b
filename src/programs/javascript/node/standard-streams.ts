import { decode } from '../builtins/buffers';
import { toText } from '../interpreter/conversions';
import { JsFunction } from '../values/function';
import { JsBuffer, type JsObject } from '../values/value';
import type { NodeRuntime } from './runtime';

/** `process.stdout` and `process.stderr`. */
export function makeStandardStream(runtime: NodeRuntime, descriptor: 1 | 2): JsObject {
  const { realm, emitters } = runtime;
  const stream = emitters.create(emitters.subclass('SyncWriteStream'));
  stream.put('fd', descriptor);
  stream.put('writable', true);
  realm.blockingMethods(stream, {
    *write(interpreter, _self, [chunk, ...rest]) {
      yield* runtime.write(descriptor, chunk instanceof JsBuffer ? decode(chunk.bytes, 'utf8') : toText(interpreter, chunk));
      const callback = rest.find((arg) => arg instanceof JsFunction);
      if (callback !== undefined) runtime.tick(callback, []);
      return true;
    },
    *end(interpreter, _self, [chunk]) {
      if (typeof chunk === 'string') yield* runtime.write(descriptor, toText(interpreter, chunk));
      return stream;
    },
  });
  return stream;
}
