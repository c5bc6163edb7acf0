import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGroup } from '../../shared/groups/table/group-items.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { PersonChange } from '../../shared/people/domain/person-change.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { changePerson } from '../../shared/people/usecases/change-person.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { NOW, planDeps, testAct } from '../support/factories.ts';
import { identityKey } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let person: Participant;
let groupId: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  [person] = (await storedPeople(aws.table, `changed${count}-`, 1)) as [Participant];
  groupId = newId('grp', NOW, randomBytes);
  await createGroup(aws.table, { id: groupId, name: `Group ${count}`, createdAt: '', version: 1 });
});

/** What the history tells of the change, the person's coming in left out. */
async function toldOf(change: object): Promise<[string, Record<string, unknown> | undefined][]> {
  const act = { ...testAct, act: `act ${count} ${JSON.stringify(change)}` };
  await changePerson({ ...planDeps(aws.table), identityKey }, person.id, PersonChange.parse(change), act);
  const { entries } = await listHistory(aws.table, person, undefined, 50);
  return entries
    .filter(({ kind, data }) => kind !== 'created' && data?.['source'] === undefined)
    .map(({ kind, data }) => [kind, data]);
}

describe('The history of a change of a person', () => {
  it('tells of groups alone where nothing else changes', async () => {
    const name = `Group ${count}`;
    expect(await toldOf({ groups: { add: [groupId] } })).toEqual([['group-added', { groupId, name }]]);
    const told = await toldOf({ groups: { remove: [groupId] } });
    expect(told.map(([kind]) => kind).sort()).toEqual(['group-added', 'group-removed']);
  });

  it('tells of fields alone where no group changes, by name', async () => {
    const told = await toldOf({ firstName: 'Ann', company: 'Oak' });
    expect(told).toEqual([['changed', { fields: ['firstName', 'company'] }]]);
  });

  it('tells nothing where nothing changes', async () => {
    expect(await toldOf({ groups: { remove: [groupId] } })).toEqual([]);
    expect(await toldOf({ firstName: null })).toEqual([]);
  });

  it('tells of an opt-out, and of no change', async () => {
    expect(await toldOf({ optedOut: true })).toEqual([['opted-out', { everything: true }]]);
  });
});
