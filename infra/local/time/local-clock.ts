import type { LocalClock } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';

/** The product's clock: real time plus an offset that survives restarts. It never goes back. */
export interface SettableClock extends LocalClock {
  /** Puts the clock to `time` (milliseconds since the epoch); earlier than now is ignored. */
  moveTo(time: number): void;
}

export function openClock(state: StateDb): SettableClock {
  let offset = Number(state.read('clock-offset') ?? 0);
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    moveTo(time) {
      const wanted = time - Date.now();
      if (wanted <= offset) return;
      offset = wanted;
      state.write('clock-offset', String(offset));
    },
  };
}
