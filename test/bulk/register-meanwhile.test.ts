import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { deletePerson } from '../../shared/people/usecases/delete-person.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { justBefore } from '../support/just-before.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { jobDeps, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { begin, finish } = bulkRunner(() => aws, clock);

const at = testAct.at;
/** What erasing leaves at somebody's key. */
const erased = (id: string) =>
  putItems(aws.table, [{ ...participantKey(id), ...stamp('erased'), id, erasedAt: at, version: 2 }]);
type Meanwhile = (person: Participant, other: Participant, world: IdentityWorld) => Promise<unknown>;
it.each<[string, Meanwhile, object]>([
  ['merged into somebody else', (one, other, world) => world.merge(one.id, other.id), { gone: 1 }],
  ['erased', (one) => erased(one.id), { gone: 1 }],
  ['deleted', (one, _, world) => deletePerson(world.deps(), one.id, testAct), { deleted: 1 }],
  ['blocked', (one) => patchWish(aws.table, one.id, { set: { blockedAt: at } }), { blocked: 1 }],
])('A job registers nobody who is %s just before', async (what, act, reasons) => {
  const world = new IdentityWorld(aws);
  const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 1 });
  const people = await storedPeople(aws.table, what, 2);
  const [person, other] = people;
  const id = await begin({ type: 'register', sessionId: session.id }, { ids: idsOf([person!]) });
  const client = justBefore(
    aws.table.client,
    (command) =>
      command instanceof TransactWriteCommand &&
      command.input.TransactItems?.[0]?.Put?.Item?.['entity'] === 'registration',
    () => act(person!, other!, world),
  );
  const job = await finish(id, () => jobDeps(aws, clock, { table: { ...aws.table, client } }));
  expect(job).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 0, skipped: 1 }, reasons });
  expect(await world.registrationsOf(session.id)).toEqual([]);
});
