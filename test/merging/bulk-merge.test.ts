import { describe, expect, it } from 'vitest';
import { BulkRequest } from '../../functions/people/bulk-request.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { getIdentities } from '../../shared/people/table/identity-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { dyingWorkers, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };

const { begin, finish } = bulkRunner(() => aws, clock);
const pointersTo = async (survivor: string, people: Participant[]) =>
  [...(await getIdentities(aws.table, idsOf(people))).values()].filter(
    (found) => found.kind === 'pointer' && found.to === survivor,
  ).length;

describe('Making many people part of one', () => {
  it.each([3, 7, 12, 20, 31, 47])(
    'counts each of the named once, and the one they are unchanged, when its worker is killed at its call %i',
    async (atCall) => {
      const people = await storedPeople(aws.table, `many-${atCall}-`, 12, (n) => ({ company: `C${n}` }));
      const into = people[5]!.id;
      const unknown = 'par_00000000000000000000000000000000';
      const deaths = [atCall, atCall + 1].map((at) => ({ atCall: at, afterEffect: atCall % 2 === 0 }));
      const deps = dyingWorkers(aws, clock, deaths);
      const job = await finish(
        await begin({ type: 'merge', into }, { ids: [...idsOf(people), unknown] }),
        deps,
      );
      expect(deaths).toEqual([]);
      expect(job).toMatchObject({
        status: 'done',
        counts: { chosen: 13, changed: 11, unchanged: 1, skipped: 1, failed: 0 },
        reasons: { unknown: 1 },
      });
      expect(await pointersTo(into, people)).toBe(11);
      expect((await getParticipant(aws.table, into))?.aliases?.size).toBe(11);
    },
  );

  it('leaves out whose variables would be too long for one person together, and goes on with the rest', async () => {
    const text = 'x'.repeat(2000);
    const people = await storedPeople(aws.table, 'long', 5, (n) => ({
      variables:
        n === 0 ? {} : Object.fromEntries(Array.from({ length: 45 }, (_, v) => [`v${n % 4}n${v}`, text])),
    }));
    const [survivor] = people;
    const job = await finish(await begin({ type: 'merge', into: survivor!.id }, { ids: idsOf(people) }));
    expect(job).toMatchObject({
      status: 'done',
      counts: { chosen: 5, changed: 1, unchanged: 1, skipped: 3 },
      reasons: { conflict: 3 },
    });
    expect(Object.keys((await getParticipant(aws.table, survivor!.id))?.variables ?? {})).toHaveLength(45);
  });

  it('foretells what it will do, whom it leaves out and why', async () => {
    const people = await storedPeople(aws.table, 'foretold-', 24, (n) => ({
      ...(n === 3 && { deletedAt: '2027-02-01T00:00:00.000Z' }),
    }));
    const order = [{ type: 'merge', into: people[0]!.id }, { ids: idsOf(people) }] as const;
    const foretold = await finish(await begin(...order, { dryRun: true }));
    const done = await finish(await begin(...order));
    expect(done.counts).toMatchObject({ chosen: 24, changed: 20, unchanged: 1, skipped: 3, failed: 0 });
    expect([foretold.counts, foretold.reasons]).toEqual([done.counts, done.reasons]);
    expect((await getParticipant(aws.table, people[0]!.id))?.aliases?.size).toBe(20);
  });

  it('leaves out whom it would bring onto the black list, which nobody was asked about', async () => {
    const people = await storedPeople(aws.table, 'black-', 3, (n) => ({
      ...(n === 1 && { blockedAt: '2027-02-01T00:00:00.000Z' }),
    }));
    const job = await finish(await begin({ type: 'merge', into: people[0]!.id }, { ids: idsOf(people) }));
    expect(job).toMatchObject({ counts: { changed: 1, skipped: 1 }, reasons: { forbidden: 1 } });
    expect((await getParticipant(aws.table, people[0]!.id))?.blockedAt).toBeUndefined();
  });

  it('is asked for by naming people, one or many', () => {
    const [into, other] = ['par_0', 'par_1'].map((id) => id.padEnd(36, '0'));
    const asks = (whom: object) =>
      BulkRequest.safeParse({ action: { type: 'merge', into }, ...whom }).success;
    expect([asks({ ids: [other] }), asks({ ids: [into, other], dryRun: true })]).toEqual([true, true]);
    expect(asks({ all: true, filter: { all: [] } })).toBe(false);
  });
});
