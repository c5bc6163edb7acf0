import { describe, expect, it } from 'vitest';
import { ShortMemory } from '../../../shared/platform/values/short-memory.ts';

const limits = { ms: 3_000, from: 3, most: 10 };

/** A memory over a value that may change, and how often it was read. */
function world() {
  const memory = new ShortMemory<string | undefined>(limits);
  const state = { value: 'first' as string | undefined, reads: 0 };
  const ask = (at: number, question = 'q') =>
    memory.recall(question, at, () => {
      state.reads += 1;
      return Promise.resolve(state.value);
    });
  const becomeBusy = async (at: number) => {
    for (let n = 0; n < limits.from; n += 1) await ask(at);
  };
  return { memory, state, ask, becomeBusy };
}

describe('What is remembered for a moment', () => {
  it('is read each time where few ask, so that a change is seen at once', async () => {
    const { state, ask } = world();
    await ask(0);
    await ask(1_000);
    state.value = 'second';
    expect(await ask(3_001)).toBe('second');
    expect(state.reads).toBe(3);
  });

  it('is read once for all who ask in a burst, however many', async () => {
    const { state, ask, becomeBusy } = world();
    await becomeBusy(0);
    const before = state.reads;
    for (let n = 0; n < 1_000; n += 1) await ask(n);
    expect(state.reads).toBe(before);
  });

  it('is never older than its time, not even by a millisecond, as long as the burst goes on', async () => {
    const { state, ask, becomeBusy } = world();
    await becomeBusy(0);
    const readAt = 0;
    for (let at = 0; at < 3_000; at += 100) await ask(at);
    state.value = 'second';
    expect(await ask(readAt + limits.ms - 1)).toBe('first');
    expect(await ask(readAt + limits.ms)).toBe('second');
  });

  it('counts its age from when the reading began, since nobody knows at which moment of it the value was so', async () => {
    const { memory, becomeBusy, ask, state } = world();
    await becomeBusy(0);
    for (const at of [2_900, 2_950]) await ask(at);
    let answer: (value: string) => void = () => undefined;
    const slow = memory.recall('q', 3_000, () => new Promise<string>((done) => (answer = done)));
    const joined = ask(5_000);
    const last = ask(5_999);
    state.value = 'second';
    const late = ask(6_000);
    answer('slow');
    expect([await slow, await joined, await last, await late]).toEqual(['slow', 'slow', 'slow', 'second']);
  });

  it('is read again when the clock went back', async () => {
    const { state, ask, becomeBusy } = world();
    await becomeBusy(10_000);
    state.value = 'second';
    expect(await ask(9_000)).toBe('second');
  });

  it('keeps neither a failure nor that there was nothing', async () => {
    const { memory, state, ask, becomeBusy } = world();
    state.value = undefined;
    await becomeBusy(0);
    state.value = 'made meanwhile';
    expect(await ask(1)).toBe('made meanwhile');
    const failing = () => memory.recall('f', 0, () => Promise.reject(new Error('no')));
    for (let n = 0; n < 5; n += 1) await expect(failing()).rejects.toThrow('no');
    expect(await memory.recall('f', 1, () => Promise.resolve('well'))).toBe('well');
  });

  it('is bounded: what was not asked for the longest goes, and what is asked for all the time stays', async () => {
    const { memory, state, ask, becomeBusy } = world();
    await becomeBusy(0);
    for (let n = 0; n < 1_000; n += 1) {
      await ask(0, `other ${n}`);
      await ask(0);
    }
    expect(memory.size).toBe(limits.most);
    expect(state.reads).toBe(limits.from - 1 + 1_000);
  });
});
