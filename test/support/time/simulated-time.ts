import { setImmediate as nextTick } from 'node:timers/promises';
import type { Table } from '../../../shared/platform/table/table.ts';

interface Timer {
  at: number;
  ring: () => void;
}

/** A clock that moves by itself to the next thing that waits, as soon as no call to the engine is under way. */
export class SimulatedTime {
  #now: number;
  #timers: Timer[] = [];
  #underWay = 0;

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly wait = (ms: number): Promise<void> =>
    new Promise((ring) => {
      this.#timers.push({ at: this.#now + ms, ring });
    });

  /** The table whose calls take no time on this clock. */
  watched(table: Table): Table {
    const send = async (command: never) => {
      this.#underWay += 1;
      try {
        return await table.client.send(command);
      } finally {
        this.#underWay -= 1;
      }
    };
    return { ...table, client: { send } as unknown as Table['client'] };
  }

  /** Lets time pass until all of the work is done. */
  async until(work: Promise<unknown>): Promise<void> {
    const state = { isDone: false };
    const end = work.finally(() => (state.isDone = true));
    end.catch(() => undefined);
    while (!state.isDone) {
      await nextTick();
      await nextTick();
      if (this.#underWay === 0) this.#ringNext();
    }
    await end;
  }

  #ringNext(): void {
    if (this.#timers.length === 0) return;
    this.#now = Math.max(this.#now, Math.min(...this.#timers.map(({ at }) => at)));
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { ring } of due) ring();
  }
}
