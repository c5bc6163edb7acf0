import { randomBytes } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldGroupName, GroupName, MOST_GROUPS, type Group } from '../../shared/groups/domain/group.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import {
  createGroup,
  deleteGroupItem,
  findGroupByName,
  findOrCreateGroup,
  getGroup,
  getGroups,
  groupSize,
  listGroups,
  renameGroup,
} from '../../shared/groups/table/group-items.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { memberKey } from '../../shared/groups/table/group-keys.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { addToGroup, removeFromGroup } from '../../shared/people/table/write-membership.ts';
import { membersPage, putMembers } from '../../shared/groups/table/member-items.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
beforeEach(() => {
  aws.faults.set(1, []);
});

const mark = { by: 'test', at: '2027-03-01T09:00:00.000Z' };
const draft = (name: string): Group => ({
  id: newId('grp', NOW, randomBytes),
  name: GroupName.parse(name),
  createdAt: mark.at,
  version: 1,
});
let names = 0;
const made = async (name = `Group ${(names += 1)}`): Promise<Group> => {
  const outcome = await createGroup(aws.table, draft(name));
  if (!('group' in outcome)) throw new Error('taken');
  return outcome.group;
};
const person = async (): Promise<Participant> => {
  const participant: Participant = {
    id: `par_${randomBytes(16).toString('hex')}`,
    source: 'manual',
    createdAt: mark.at,
    version: 1,
  };
  await insertParticipants(aws.table, [participant]);
  return participant;
};
const members = async (groupId: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let shard = 0; shard < SHARDS; shard += 1)
    for (let after: string | undefined, more = true; more;) {
      const page = await membersPage(aws.table, groupId, shard, after, 3);
      ids.push(...page.ids);
      after = page.next;
      more = after !== undefined;
    }
  return ids;
};

describe('A group', () => {
  it('is found by its id and by its name in any case and Unicode form', async () => {
    const group = await made('Ärzte & Pfleger');
    expect(await getGroup(aws.table, group.id)).toEqual(group);
    expect(await findGroupByName(aws.table, foldGroupName('ÄRZTE & pfleger'.normalize('NFD')))).toEqual(
      group,
    );
  });

  it('is refused under a name that is taken, with the id of the one that has it', async () => {
    const group = await made('Taken');
    expect(await createGroup(aws.table, draft('TAKEN '))).toEqual({ takenBy: group.id });
  });

  it('is made once when 30 ask for its name at the same time', async () => {
    const found = await Promise.all(
      Array.from({ length: 30 }, () => findOrCreateGroup(aws.table, draft('Everybody at once'))),
    );
    expect(new Set(found.map((group) => group.id)).size).toBe(1);
  });

  it('takes a name as long as a name may be, and the letters that fold to eighteen only as far as a key goes', () => {
    expect(GroupName.safeParse('я'.repeat(100)).success).toBe(true);
    expect(GroupName.safeParse('ﷺ'.repeat(100)).success).toBe(false);
  });

  it('is renamed, gives its old name free, and keeps it when the new one is taken', async () => {
    const group = await made('Old name');
    const other = await made('Other name');
    expect(await renameGroup(aws.table, group, 'other NAME')).toEqual({ takenBy: other.id });
    const outcome = await renameGroup(aws.table, group, 'New name');
    expect(outcome).toEqual({ group: { ...group, name: 'New name', version: 2 } });
    expect(await findGroupByName(aws.table, 'old name')).toBeUndefined();
    expect((await findGroupByName(aws.table, 'new name'))?.id).toBe(group.id);
    expect(await renameGroup(aws.table, group, 'Third name')).toBe('changed');
    expect(
      await renameGroup(aws.table, { ...group, name: 'New name', version: 2 }, 'NEW name'),
    ).toMatchObject({
      group: { name: 'NEW name', version: 3 },
    });
  });

  it('vanishes at once when it is deleted, and its name is free', async () => {
    const group = await made('Short-lived');
    expect(await deleteGroupItem(aws.table, group, mark, [])).toBe(true);
    expect(await deleteGroupItem(aws.table, group, mark, [])).toBe(false);
    expect(await getGroup(aws.table, group.id)).toBeUndefined();
    expect(await getGroups(aws.table, [group.id])).toEqual(new Map());
    expect(await findGroupByName(aws.table, 'short-lived')).toBeUndefined();
    expect((await listGroups(aws.table, undefined, 1000)).groups).not.toContainEqual(group);
    expect((await made('Short-lived')).id).not.toBe(group.id);
  });

  it('is listed by name, page after page', async () => {
    for (const name of ['Zebra', 'apple', 'Éclair', 'banana']) await made(name);
    const listed: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await listGroups(aws.table, after, 2);
      listed.push(...page.groups.map((group) => foldGroupName(group.name)));
      after = page.next;
      more = after !== undefined;
    }
    expect(listed).toEqual(listed.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(listed).toEqual(expect.arrayContaining(['apple', 'banana', 'zebra', 'éclair']));
  });
});

describe('A member', () => {
  it('comes in and goes once, however often it is asked', async () => {
    const [group, { id }] = [await made(), await person()];
    expect(await addToGroup(aws.table, id, group.id, mark)).toBe('changed');
    expect(await addToGroup(aws.table, id, group.id, mark)).toBe('unchanged');
    expect(await getParticipant(aws.table, id)).toMatchObject({ groups: new Set([group.id]), version: 2 });
    expect(await members(group.id)).toEqual([id]);
    expect(await removeFromGroup(aws.table, id, group.id)).toBe('changed');
    expect(await removeFromGroup(aws.table, id, group.id)).toBe('unchanged');
    expect((await getParticipant(aws.table, id))?.groups).toBeUndefined();
    expect(await members(group.id)).toEqual([]);
  });

  it('is never somebody deleted, unknown, or in too many groups', async () => {
    const [group, full, gone] = [await made(), await person(), await person()];
    for (let n = 0; n < MOST_GROUPS; n += 1)
      expect(await addToGroup(aws.table, full.id, `grp_${String(n).padStart(32, '0')}`, mark)).toBe(
        'changed',
      );
    await patchWish(aws.table, gone.id, { set: { deletedAt: mark.at } });
    for (const id of [full.id, gone.id, `par_${'0'.repeat(32)}`])
      expect(await addToGroup(aws.table, id, group.id, mark)).toBe('refused');
    expect(await members(group.id)).toEqual([]);
  });

  it('keeps both groups when two are added at the same time, and every act of others', async () => {
    const { id } = await person();
    const groups = await Promise.all(Array.from({ length: 8 }, () => made()));
    await Promise.all([
      ...groups.map((group) => addToGroup(aws.table, id, group.id, mark)),
      patchWish(aws.table, id, { keep: { optedOutAt: mark.at } }),
    ]);
    expect(await getParticipant(aws.table, id)).toMatchObject({
      groups: new Set(groups.map((group) => group.id)),
      optedOutAt: mark.at,
      version: 10,
    });
  });

  it('is listed with the others in the order of the ids, shard by shard, also when written in bulk', async () => {
    const group = await made();
    const ids = Array.from({ length: 120 }, () => `par_${randomBytes(16).toString('hex')}`);
    aws.faults.set(5, [{ service: 'dynamodb', action: 'BatchWriteItem', kind: 'unprocessed', rate: 0.5 }]);
    await putMembers(aws.table, group.id, ids, mark);
    await putMembers(aws.table, group.id, ids.slice(20), mark);
    expect(await members(group.id)).toEqual(ids.toSorted());
  });
});

it('The dispatcher counts members that come and go once, however often it hears of them', async () => {
  const group = await made();
  const ids = Array.from({ length: 40 }, () => `par_${randomBytes(16).toString('hex')}`);
  await putMembers(aws.table, group.id, ids, mark);
  const images = await Promise.all(
    ids.map(async (id) => {
      const key = memberKey(group.id, id);
      return (await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }))).Item!;
    }),
  );
  const came = images.map((after, n) => ({ sequence: String(100 + n), after }));
  const again = images.map((after, n) => ({ sequence: String(200 + n), before: after, after }));
  const left = images.slice(0, 15).map((before, n) => ({ sequence: String(300 + n), before }));
  for (const changes of [came, came, [...came.slice(30), ...again], left, left])
    expect(await dispatchChanges(aws, changes)).toEqual([]);
  expect(await groupSize(aws.table, group.id)).toBe(25);
});
