import type { Instant } from '../../../simulation/time';
import type { System } from '../kernel/system';
import { WaitQueue, type Body } from '../kernel/wait-queue';

/** Asks something outside the machine and waits for the answer, until a moment. */
export function* awaitAnswer<T>(system: System, until: Instant, ask: (answer: (value: T) => void) => void): Body<T | 'timeout'> {
  const answered = new WaitQueue();
  const reply: { value?: T } = {};
  ask((value) => {
    reply.value = value;
    answered.wakeAll();
  });
  while (reply.value === undefined) {
    if (system.now >= until) return 'timeout';
    yield { queues: [answered], until };
  }
  return reply.value;
}
