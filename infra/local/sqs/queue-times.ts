import type { TimedWork } from '../time/advance-clock.ts';
import type { QueueDefinition } from '../seams/ports.ts';
import type { LocalQueues } from './local-queues.ts';

/** Delayed and invisible messages of the queues that feed a function; the mappings are woken when their time comes. */
export function queueTimes(queues: LocalQueues, fed: QueueDefinition[]): TimedWork {
  return {
    nextDue() {
      const times = fed.flatMap(({ url }) => queues.nextVisibleAt(url) ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    runDue() {
      const due = fed.filter(({ url }) => queues.depth(url).visible > 0);
      for (const { url } of due) queues.wake(url);
      return due.map(({ name }) => ({ kind: 'queue', name }));
    },
  };
}
