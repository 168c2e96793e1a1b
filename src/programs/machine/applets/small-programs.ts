import type { Duration } from '../../../simulation/time';
import type { Program } from '../kernel/program';
import { AppletError, applet } from './applet';
import { parseSleepTime } from './durations';
import { echo } from './echo';
import { printf } from './printf';
import { test } from './test-expression';

/** `sleep` of BusyBox before 1.31: it takes no `infinity`. */
export const finiteSleep: Program = sleepBy((text) => {
  const time = parseSleepTime(text);
  if (time === Number.POSITIVE_INFINITY) throw new AppletError(`invalid number '${text}'`);
  return time;
});

function sleepBy(read: (text: string) => Duration): Program {
  return applet({ letters: '', stopsAtOperand: true }, function* sleep(system, { operands }) {
    if (operands.length === 0) throw new AppletError('missing operand');
    yield* system.sleep(operands.reduce((sum, operand) => sum + read(operand), 0));
    return 0;
  });
}

/** Programs that do next to nothing: they end, wait, or print their arguments. */
export const SMALL_PROGRAMS: Readonly<Record<string, Program>> = {
  *true() {
    return 0;
  },
  *false() {
    return 1;
  },
  *sync() {
    return 0;
  },
  *echo(system) {
    return yield* echo(system, system.arguments);
  },
  *printf(system) {
    return yield* printf(system, system.arguments, 'printf');
  },
  *test(system) {
    return yield* test(system, system.arguments, system.name);
  },
  '[': function* bracket(system) {
    return yield* test(system, system.arguments, '[');
  },
  sleep: sleepBy(parseSleepTime),
  usleep: applet({ letters: '' }, function* usleep(system, { operands }) {
    yield* system.sleep(Math.round(Number(operands[0] ?? '0')));
    return 0;
  }),
  yes: applet({ letters: '' }, function* yes(system, { operands }) {
    const lines = `${operands.length === 0 ? 'y' : operands.join(' ')}\n`.repeat(512);
    for (;;) yield* system.print(lines);
  }),
};
