import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Filter } from '../../shared/filters/domain/filter.ts';
import { selectPeople } from '../../shared/filters/usecases/select-people.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { showAllWrites } from '../support/faults/aws-troubles.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey } from '../support/run-jobs.ts';
import { idOf } from '../support/registrants.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const { act, begin, finish, group } = bulkRunner(() => aws, { now: NOW });
let event: Event;
let people: Participant[];
beforeAll(async () => {
  event = await storedEvent(aws.table);
  people = await storedPeople(aws.table, 'lag', 4, (n) => ({ id: idOf(`lag${n}@example.com`) }));
});
afterEach(() => {
  aws.faults.set(1, []);
});

/** What is written from now on, no index shows. */
async function stopIndexes(): Promise<void> {
  await showAllWrites(aws);
  const lag = { writes: 100_000, ms: 24 * 3_600_000 };
  aws.faults.set(1, [{ service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag }]);
}

async function find(filter: Filter): Promise<string[]> {
  const deps = { table: aws.table, identityKey };
  const ids: string[] = [];
  for await (const page of selectPeople(deps, { all: true, filter }, FIRST_SHARD))
    ids.push(...page.people.map(({ id }) => id));
  return ids;
}
const isOf = (field: string, ...value: string[]): Filter => ({ field, op: 'in', value });
const registered = (email: string, sessionId: string) =>
  register(
    { table: aws.table, identityKey, now: () => NOW },
    { event, request: post({ email, sessionIds: [sessionId] }) },
  );

describe('While indexes lag, a filter', () => {
  it('finds at once who joined a group and who registered for a session', async () => {
    const [member, registrant] = people as [Participant, Participant];
    const groupId = await group('joined');
    const session = await storedSession(aws.table, event);
    await stopIndexes();
    await act({ type: 'add-to-group', groupId }, [member]);
    await registered(registrant.email!, session.id);
    expect(await find(isOf('group', groupId))).toEqual([member.id]);
    expect(await find(isOf('registered', session.id))).toEqual([registrant.id]);
  });

  it('finds whose newest session an event does not list yet as soon as it does', async () => {
    const other = await storedEvent(aws.table);
    await stopIndexes();
    const session = await storedSession(aws.table, other);
    const request = post({ email: people[2]!.email, sessionIds: [session.id] });
    await register({ table: aws.table, identityKey, now: () => NOW }, { event: other, request });
    expect(await find(isOf('registered', session.id))).toEqual([people[2]!.id]);
    expect(await find(isOf('registered', other.id))).toEqual([]);
    await showAllWrites(aws);
    expect(await find(isOf('registered', other.id))).toEqual([people[2]!.id]);
  });

  it('of the black list finds, and acts on, nobody who has left it, and who came onto it once it is shown', async () => {
    const [left, comes] = people.slice(2) as [Participant, Participant];
    const blocked = isOf('status', 'blocked');
    await act({ type: 'block' }, [left]);
    await stopIndexes();
    await act({ type: 'unblock' }, [left]);
    await act({ type: 'block' }, [comes]);
    const unblockAll = async () =>
      (await finish(await begin({ type: 'unblock' }, { all: true, filter: blocked }))).counts;
    expect(await find(blocked)).toEqual([]);
    expect(await unblockAll()).toMatchObject({ chosen: 0, changed: 0 });
    await showAllWrites(aws);
    expect(await find(blocked)).toEqual([comes.id]);
    expect(await unblockAll()).toMatchObject({ chosen: 1, changed: 1 });
    expect(await find(isOf('status', 'active'))).toEqual(expect.arrayContaining([left.id, comes.id]));
  });
});
