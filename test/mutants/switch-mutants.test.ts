import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { makeMutants } from './make-mutants.ts';
import { switchMutants } from './switch-mutants.ts';

/** Bodies of a function of `a` (a list of numbers, or nothing) and `n`. */
const bodies = {
  conditions: 'if (n > 2 && a !== undefined) return "many"; else if (!a) return "none"; return "few";',
  'chains that end early': 'return a?.slice(1).filter((one) => one > n)[0]?.toString().trim() ?? "nothing";',
  'changes within changes': 'return (a ?? []).every((one) => one < Math.max(n, 2) * 3) ? -1 : n - (n / 2);',
  statements:
    'let sum = 0; for (const one of a ?? []) { if (one === n) continue; sum += one; } return { sum };',
  spreads: 'return { b: 1, ...(n > 2 && { c: "x" }), "d": true };',
  switches:
    'switch (n) { case 1: return "one"; case 3: throw new Error("three"); default: return String(n); }',
};
const inputs: [number[] | undefined, number][] = [
  [undefined, 1],
  [[1, 2, 3], 2],
  [[4, 3, 9], 3],
];

const answersOf = (body: string, on?: string): unknown[] =>
  inputs.map(([a, n]) => {
    try {
      const written: unknown = runInNewContext(`JSON.stringify((() => {${body}})())`, {
        a,
        n,
        switch_: (id: string) => id === on,
      });
      return written;
    } catch (error) {
      return (error as Error).name;
    }
  });

describe.each(Object.entries(bodies))('a source with its mutants in it: %s', (_, body) => {
  const mutants = makeMutants('a.ts', body);
  const switched = switchMutants(body, mutants);

  it('does as it was written while none is on', () => {
    expect(answersOf(switched)).toEqual(answersOf(body));
  });

  it('does as each of them while that one is on', () => {
    expect(mutants.length).toBeGreaterThan(3);
    for (const { id, start, end, text } of mutants)
      expect(answersOf(switched, id), id).toEqual(answersOf(body.slice(0, start) + text + body.slice(end)));
  });
});

it('an order is only turned round', () => {
  const made = makeMutants('a.ts', 'a.toSorted((one, other) => (one < other ? -1 : 1));');
  expect(made.map(({ what }) => what.split(':')[0])).toEqual([
    'drop the statement',
    'leave out .toSorted',
    'turn the condition round',
  ]);
});

describe('what is no mutant', () => {
  it.each([
    ['the log', 'log.info("sent", { count: 1 });'],
    ['what a programmer is told', 'const e = new RangeError("No such " + "zone");'],
    ['types', 'type A = "x" | 1; const f = (a: "y") => a;'],
    ['names', 'const a = { "b": b, 1: c }; import d from "d"; const e = import("e");'],
    ['what only makes it fast', 'const ROWS_AT_ONCE = 100;'],
    ['what a pattern always finds', "const domain = groups?.[name] ?? '';"],
  ])('%s', (_, source) => {
    expect(makeMutants('a.ts', source)).toEqual([]);
  });
});
