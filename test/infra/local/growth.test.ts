import { describe, expect, it } from 'vitest';
import { growthDelay, type PoolLoad } from '../../../infra/local/lambda/growth.ts';
import { StartGate } from '../../../infra/local/lambda/start-gate.ts';

const limits = { steady: 2, most: 4 };
const load: PoolLoad = { waiting: 1, processes: 1, starting: 0, serviceMs: 10, startMs: 200, stillMs: 0 };
const delay = (change: Partial<PoolLoad>) => growthDelay({ ...load, ...change }, limits);

describe('Another process of a function is started', () => {
  it('at once for the first who comes', () => {
    expect(delay({ processes: 0 })).toBe(0);
  });

  it('when the queue is longer than its start takes, however slow the machine makes both', () => {
    expect(delay({ waiting: 20 })).toBe(200);
    expect(delay({ waiting: 21 })).toBe(0);
    expect(delay({ waiting: 21, serviceMs: 50, startMs: 1200 })).toBe(1200);
  });

  it('when nothing got on for as long as its start takes', () => {
    expect(delay({ stillMs: 150 })).toBe(50);
    expect(delay({ stillMs: 200 })).toBe(0);
    expect(delay({ serviceMs: 0, startMs: 0, stillMs: 5 })).toBe(20);
  });

  it('beyond what the machine can run only when nothing gets on for a second, or longer where starts are slow', () => {
    expect(delay({ processes: 2, waiting: 1000 })).toBe(1000);
    expect(delay({ processes: 2, stillMs: 1000 })).toBe(0);
    expect(delay({ processes: 2, startMs: 900, stillMs: 1000 })).toBe(800);
  });

  it('never while one is starting, while nobody waits, and above the most', () => {
    expect(delay({ starting: 1, stillMs: 9000 })).toBeUndefined();
    expect(delay({ waiting: 0, processes: 0 })).toBeUndefined();
    expect(delay({ processes: 4, stillMs: 9000 })).toBeUndefined();
  });
});

describe('The gate of starts', () => {
  it('lets so many in at one time, those that somebody waits for first', async () => {
    const gate = new StartGate(1);
    const order: string[] = [];
    const start = async (name: string, isUrgent: boolean) => {
      const leave = await gate.enter(isUrgent);
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      leave();
    };
    await Promise.all([start('one', false), start('two', false), start('three', true)]);
    const expected = ['one', 'three', 'two'].flatMap((name) => [`${name} begins`, `${name} ends`]);
    expect(order).toEqual(expected);
  });
});
