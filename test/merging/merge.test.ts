import { randomBytes } from 'node:crypto';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import type { HandoverJob } from '../../shared/handovers/domain/handover-job.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import { countMember } from '../../shared/groups/table/count-member.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { createGroup } from '../../shared/groups/table/group-items.ts';
import { getIdentities } from '../../shared/people/table/identity-items.ts';
import { registrationsPartition } from '../../shared/registrations/table/registration-keys.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { addToGroup } from '../../shared/people/table/write-membership.ts';
import { membersPage } from '../../shared/groups/table/member-items.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { participantItem } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { optOutOfEverything, recordBounce } from '../../shared/people/usecases/change-wishes.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { deletePerson } from '../../shared/people/usecases/delete-person.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { releaseAddress } from '../../shared/people/usecases/release-address.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import { runRule } from '../../shared/rules/usecases/run-rule.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendReminders } from '../../shared/mail/usecases/send-reminders.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { justBefore } from '../support/just-before.ts';
import { seatsTaken } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey, importFile } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { beforeOrAfter, rounds } from '../support/rounds.ts';

const aws = useLocalAws();
let world: IdentityWorld;
let event: Event;
let session: Session;
let names = 0;

beforeEach(async () => {
  world = new IdentityWorld(aws);
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  aws.mailbox.clear();
});

/** An address that no other test has. */
const fresh = (name: string) => `${name}${(names += 1)}@example.com`;
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error : undefined),
  );
const join = async (email: string, body: Record<string, unknown> = {}, at: Session = session) => {
  await registered(aws, event, at, { email, ...body });
  return idOf(email);
};

/** What the stream's reader counts, of all that was written. */
async function membersCounted(groupId: string): Promise<number> {
  let count = 0;
  for (let position: string | undefined, more = true; more;) {
    const page = await aws.stream.read(position, 1000);
    const changes = page.records.map((record) => readChange(record as unknown as DynamoDBRecord));
    for (const change of changes) {
      if ((change.after ?? change.before)?.['entity'] !== 'member') continue;
      for (const { key, before, after } of countMember(change).counts)
        if (key.pk.includes(groupId)) count += after - before;
    }
    more = page.records.length > 0;
    position = page.position;
  }
  return count;
}

describe('Merging two people', () => {
  it('fills what the survivor does not say, and keeps in the history what the other said differently', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const survivor = await join(a, { firstName: 'Ann' });
    const other = await join(b, { firstName: 'Anna', lastName: 'Lee', utm: { source: 'vk' } });
    const { person, jobId } = await world.merge(other, survivor);
    expect(person).toMatchObject({
      id: survivor,
      email: a,
      firstName: 'Ann',
      lastName: 'Lee',
      utm: { source: 'vk' },
    });
    expect(await world.person(survivor)).toEqual(person);
    expect((await getIdentities(aws.table, [other])).get(other)).toEqual({ kind: 'pointer', to: survivor });
    await world.finish(jobId);
    const { entries } = await listHistory(aws.table, person, undefined, 50);
    expect(entries.find(({ kind }) => kind === 'merged')?.data).toMatchObject({
      from: other,
      kept: { firstName: 'Anna', email: b },
    });
  });

  it('tells which groups came along, by their names', async () => {
    const [survivor, other] = [await join(fresh('ann')), await join(fresh('bob'))];
    const group = async (name: string) => {
      const id = newId('grp', NOW, randomBytes);
      await createGroup(aws.table, { id, name: `${name} ${id}`, createdAt: '', version: 1 });
      return { groupId: id, name: `${name} ${id}` };
    };
    const [shared, brought] = [await group('Shared'), await group('Brought')];
    for (const [id, { groupId }] of [
      [survivor, shared],
      [other, shared],
      [other, brought],
    ] as const)
      await addToGroup(aws.table, id, groupId, { by: 'x', at: 'then' });
    await world.merge(other, survivor);
    const { entries } = await listHistory(aws.table, await world.person(survivor), undefined, 50);
    expect(entries.find(({ kind }) => kind === 'merged')?.data?.['groups']).toEqual([brought]);
  });

  it('tells how each of the two came in, whoever of them is the survivor', async () => {
    const [a, b, c] = [fresh('ann'), fresh('bob'), fresh('cem')];
    const clock = { now: world.now - 60_000 };
    const file = await importFile(aws, clock, `${c}.csv`, `email,groups\n${c},Former\n`);
    const byHand = { id: idOf(a), email: a, source: 'manual' as const, createdBy: 'user-9', version: 1 };
    await insertParticipants(aws.table, [{ ...byHand, createdAt: '2026-01-01T09:00:00.000Z' }]);
    const bob = await join(b);
    const creations = async () => {
      const { entries } = await listHistory(aws.table, await world.person(bob), undefined, 50);
      return entries.filter(({ kind }) => kind === 'created');
    };
    const [own] = await creations();
    await world.changeEmail(bob, a, true);
    await world.merge(idOf(c), bob);
    expect(await creations()).toEqual([
      own,
      expect.objectContaining({
        actor: file.createdBy,
        origin: `import ${file.id}`,
        data: { source: 'import', line: 2, groups: [expect.any(String)], participantId: idOf(c) },
      }),
      expect.objectContaining({
        at: '2026-01-01T09:00:00.000Z',
        actor: 'user-9',
        origin: 'manual',
        data: { source: 'manual', participantId: idOf(a) },
      }),
    ]);
  });

  it('tells of both registrations when both were in one session', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const file = await importFile(aws, { now: NOW - 60_000 }, `${a}.csv`, `email\n${a}\n`, {
      session: session.id,
    });
    const [survivor, other] = [idOf(a), await join(b)];
    await world.finish((await world.merge(other, survivor)).jobId);
    const { entries } = await listHistory(aws.table, await world.person(survivor), undefined, 50);
    const told = entries.filter(({ kind }) => kind === 'registered');
    expect(told.map(({ actor, origin }) => [actor, origin]).toSorted()).toEqual([
      [file.createdBy, `import ${file.id}`],
      ['participant', 'page'],
    ]);
  });

  it('moves registrations and groups, keeps the better state and the survivor’s answers, and gives a seat back', async () => {
    event = await storedEvent(aws.table, {
      form: {
        fields: ['role', 'team'].map((name) => ({ name, label: name, type: 'text', required: false })),
      },
    });
    const [both, mine, others, full] = await Promise.all(
      [7, 8, 9, 10].map((day) =>
        storedSession(aws.table, event, {
          startsAt: `2027-03-${String(day).padStart(2, '0')}T10:00`,
          ...(day === 10 && { capacity: 2 }),
        }),
      ),
    );
    const [a, b] = [fresh('ann'), fresh('bob')];
    await join(a, { answers: { role: 'dev' } }, both);
    await join(a, {}, mine);
    await join(a, {}, full);
    await join(b, { answers: { role: 'ops', team: 'blue' } }, both);
    await join(b, {}, others);
    await join(b, {}, full);
    const [survivor, other] = [idOf(a), idOf(b)];
    const own = (await getRegistration(aws.table, both!.id, survivor))!;
    await cancelRegistration(aws.table, own, testAct);
    await addToGroup(aws.table, other, 'grp_1', { by: 'x', at: 'then' });
    expect(await seatsTaken(aws.table, full!)).toBe(2);

    await world.finish((await world.merge(other, survivor)).jobId);

    for (const one of [both, mine, others, full])
      expect(await world.registrationsOf(one!.id)).toMatchObject([
        { participantId: survivor, status: 'registered' },
      ]);
    expect((await getRegistration(aws.table, both!.id, survivor))?.answers).toEqual({
      role: 'dev',
      team: 'blue',
    });
    expect(await seatsTaken(aws.table, full!)).toBe(1);
    const members = async (id: string) =>
      (await membersPage(aws.table, 'grp_1', shardOf(id), undefined, 10)).ids;
    expect(await members(survivor)).toContain(survivor);
    expect(await members(other)).not.toContain(other);
    expect((await world.person(survivor)).groups).toEqual(new Set(['grp_1']));
  });

  it('keeps the strictest wish of both; a bounce stays with the address that is given up', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const [survivor, other] = [await join(a), await join(b)];
    await optOutOfEverything(aws.table, other, '2027-03-01T10:00:00Z');
    await recordBounce(aws.table, other, '2027-03-01T11:00:00Z');
    await world.merge(other, survivor);
    expect(await world.person(survivor)).toMatchObject({
      optedOutAt: '2027-03-01T10:00:00Z',
      formerWishes: { [other]: { bouncedAt: '2027-03-01T11:00:00Z', optedOutAt: '2027-03-01T10:00:00Z' } },
    });
    expect((await world.person(survivor)).bouncedAt).toBeUndefined();
    // What the other's mail program or the provider says afterwards reaches the person too.
    await recordBounce(aws.table, survivor, '2027-03-01T12:00:00Z');
    expect((await world.person(survivor)).bouncedAt).toBe('2027-03-01T12:00:00Z');
  });

  it('loses no opt-out that comes at the same time', async () => {
    for (let n = 0; n < 10; n += 1) {
      const [a, b] = [fresh('ann'), fresh('bob')];
      const [survivor, other] = [await join(a), await join(b)];
      await Promise.all([
        world.merge(other, survivor),
        optOutOfEverything(aws.table, n % 2 === 0 ? other : survivor, '2027-03-01T10:00:00Z'),
      ]);
      expect((await world.person(survivor)).optedOutAt).toBe('2027-03-01T10:00:00Z');
    }
  });

  it('lets links in old mails lead to the registration, before and after it moved', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const [survivor, other] = [await join(a), await join(b)];
    const open = (participantId: string) => {
      const target = {
        sessionId: session.id,
        participantId,
        linkEpoch: 1,
        email: participantId === other ? b : a,
      };
      return openLink(
        { table: aws.table, linkKeys, now: () => NOW },
        'join',
        makeLinkToken(linkKeys[0]!, 'join', target),
      );
    };
    const { jobId } = await world.merge(other, survivor);
    expect((await open(other))?.participant.id).toBe(survivor);
    await world.finish(jobId);
    for (const id of [survivor, other])
      expect(await open(id)).toMatchObject({
        participant: { id: survivor },
        registration: { participantId: survivor },
      });
    // Coming back after cancelling revokes them all.
    await cancelRegistration(aws.table, (await getRegistration(aws.table, session.id, survivor))!, testAct);
    await join(a);
    expect(await open(other)).toBeUndefined();
  });

  it('mails no second confirmation, but the one that was still due', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const survivor = await join(
      a,
      {},
      await storedSession(aws.table, event, { startsAt: '2027-03-20T10:00' }),
    );
    const due = await registered(aws, event, session, { email: b });
    await world.finish((await world.merge(due.participantId, survivor)).jobId);
    const deps = confirmationDeps(aws);
    expect(await sendConfirmation(deps, due)).toBe('sent');
    expect(await sendConfirmation(deps, due)).toBe('sent-before');
    expect(await sendConfirmation(deps, { ...due, participantId: survivor })).toBe('sent-before');
    expect(aws.mailbox.list().map(({ to }) => to)).toEqual([[a]]);
  });

  it('registers whoever posts a merged address as the person they are now', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const [survivor, other] = [await join(a), await join(b)];
    await world.finish((await world.merge(other, survivor)).jobId);
    const next = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    await join(b, {}, next);
    await join(a, {}, next);
    expect(await world.registrationsOf(next.id)).toMatchObject([{ participantId: survivor }]);
  });

  it('repoints those who were merged before, and refuses a chain that is too long', async () => {
    const [a, b, c] = [await join(fresh('a')), await join(fresh('b')), await join(fresh('c'))];
    const first = await world.merge(a, b);
    const second = await world.merge(b, c);
    expect((await getIdentities(aws.table, [a])).get(a)).toEqual({ kind: 'pointer', to: c });
    // The first job is worked on last, and brings everything to where it belongs now.
    await world.finish(second.jobId);
    await world.finish(first.jobId);
    expect(await world.registrationsOf(session.id)).toMatchObject([{ participantId: c }]);
    expect((await resolvePerson(aws.table, a))?.id).toBe(c);

    const aliases = new Set(Array.from({ length: 20 }, (_, n) => `par_${String(n).padStart(32, '0')}`));
    const person = {
      id: idOf(fresh('many')),
      source: 'manual' as const,
      createdAt: 'x',
      version: 1,
      aliases,
    };
    await aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item: participantItem(person) }));
    expect((await refusalOf(world.merge(c, person.id)))?.code).toBe('conflict');
    expect((await refusalOf(world.merge(c, c)))?.code).toBe('invalid-input');
    expect((await refusalOf(world.merge(idOf('nobody@example.com'), c)))?.code).toBe('not-found');
    expect((await world.merge(a, c)).jobId).toBeUndefined();
  });

  it('who are in one group makes one member of them, counted once; also where the survivor is merged meanwhile', async () => {
    const bulk = bulkRunner(() => aws, world);
    for (const isMergedOn of [false, true]) {
      const emails = [fresh('ann'), fresh('bob'), fresh('cem')];
      const [first, second, third] = await Promise.all(emails.map((email) => join(email)));
      const groupId = newId('grp', NOW, randomBytes);
      const inIt = isMergedOn ? [first!, second!, third!] : [first!, second!];
      for (const id of inIt) await addToGroup(aws.table, id, groupId, { by: 'x', at: 'then' });
      const { jobId } = await world.merge(second!, first!);
      const next = isMergedOn ? await world.merge(first!, third!) : undefined;
      await world.finish(jobId);
      await world.finish(next?.jobId);
      const left = isMergedOn ? third! : first!;
      expect(await bulk.members(groupId)).toEqual([left]);
      expect((await world.person(left)).groups).toEqual(new Set([groupId]));
      expect(await membersCounted(groupId)).toBe(1);
    }
  });

  it('looks again where the survivor is merged between the reading and the moving of a place in a group', async () => {
    const [a, b, c] = [await join(fresh('ann')), await join(fresh('bob')), await join(fresh('cem'))];
    const groupId = newId('grp', NOW, randomBytes);
    for (const id of [a, b]) await addToGroup(aws.table, id, groupId, { by: 'x', at: 'then' });
    const { jobId } = await world.merge(b, a);
    let later: string | undefined;
    const client = justBefore(
      aws.table.client,
      ({ constructor: { name }, input }) =>
        name === TransactWriteCommand.name && JSON.stringify(input).includes(`MEMBERS#`),
      async () => {
        later = (await world.merge(a, c)).jobId;
      },
    );
    world.now += 60_000;
    await world.slice(jobId!, { ...aws.table, client });
    await world.finish(jobId);
    await world.finish(later);
    expect(later).toBeDefined();
    expect(await bulkRunner(() => aws, world).members(groupId)).toEqual([c]);
    expect(await membersCounted(groupId)).toBe(1);
  });

  it('leaves nobody in a group when the person they became is erased before its job', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    await Promise.all([join(a), join(b)]);
    await addToGroup(aws.table, idOf(b), 'grp_9', { by: 'x', at: 'then' });
    const { jobId } = await world.merge(idOf(b), idOf(a));
    const bulk = bulkRunner(() => aws, world);
    await bulk.finish(await bulk.begin({ type: 'erase' }, { ids: [idOf(a)] }));
    await world.finish(jobId);
    expect(await bulk.members('grp_9')).toEqual([]);
  });

  it('ends the same wherever its worker is killed, and is done once', async () => {
    const dates = await Promise.all(
      [15, 16].map((day) =>
        storedSession(aws.table, event, { startsAt: `2027-03-${day}T10:00`, capacity: 5 }),
      ),
    );
    let killed = 0;
    for (let atCall = 1; ; atCall += 1) {
      let died = false;
      for (const afterEffect of beforeOrAfter(atCall)) {
        const [a, b] = [fresh('ann'), fresh('bob')];
        await Promise.all([join(a, {}, dates[0]), join(b, {}, dates[0]), join(b, {}, dates[1])]);
        const before = await Promise.all(dates.map((one) => seatsTaken(aws.table, one)));
        await addToGroup(aws.table, idOf(b), 'grp_2', { by: 'x', at: 'then' });
        const { jobId } = await world.merge(idOf(b), idOf(a));
        world.now += 60_000;
        const doomed = { ...aws.table, client: mortal(aws.table.client, atCall, afterEffect) };
        died = (await world.slice(jobId!, doomed).catch(() => 'died')) === 'died';
        killed += Number(died);
        await world.finish(jobId);
        const mine = async (sessionId: string) =>
          (await world.registrationsOf(sessionId)).filter(({ participantId }) =>
            [idOf(a), idOf(b)].includes(participantId),
          );
        for (const { id } of dates)
          expect(await mine(id)).toMatchObject([
            { participantId: idOf(a), status: 'registered', seat: expect.any(String) as string },
          ]);
        expect(await Promise.all(dates.map((one) => seatsTaken(aws.table, one)))).toEqual([
          before[0]! - 1,
          before[1],
        ]);
        expect((await membersPage(aws.table, 'grp_2', shardOf(idOf(a)), undefined, 100)).ids).toContain(
          idOf(a),
        );
        for (const { id } of dates)
          for (const own of await mine(id)) await cancelRegistration(aws.table, own, testAct);
      }
      if (!died) break;
    }
    expect(killed).toBeGreaterThan(rounds(8, 4));
  });
});

describe('Changing an address', () => {
  it('keeps the id, leads from both addresses to the person, and switches back', async () => {
    const [a, b] = [fresh('ann'), fresh('new')];
    const id = await join(a);
    await recordBounce(aws.table, id, '2027-03-01T10:00:00Z');
    const { person } = await world.changeEmail(id, ` ${b.toUpperCase()}`);
    expect(person).toMatchObject({ id, email: b.toUpperCase().replace('EXAMPLE.COM', 'example.com') });
    expect(person.bouncedAt).toBeUndefined();
    expect((await resolvePerson(aws.table, idOf(b)))?.id).toBe(id);
    await world.changeEmail(id, a);
    expect(await world.person(id)).toMatchObject({ email: a, bouncedAt: '2027-03-01T10:00:00Z' });
    await world.changeEmail(id, b);
    expect((await world.person(id)).aliases).toEqual(new Set([idOf(b)]));
  });

  it('sends what is due to the new address, and hears of bounces of the old one as such', async () => {
    const [a, b] = [fresh('ann'), fresh('new')];
    const due = await registered(aws, event, session, { email: a });
    await world.changeEmail(due.participantId, b);
    expect(await sendConfirmation(confirmationDeps(aws), due)).toBe('sent');
    expect(aws.mailbox.list().map(({ to }) => to)).toEqual([[b]]);
    await recordBounce(aws.table, idOf(a), '2027-03-01T10:00:00Z');
    const person = await world.person(due.participantId);
    expect([person.bouncedAt, person.formerWishes]).toEqual([
      undefined,
      { [idOf(a)]: { bouncedAt: '2027-03-01T10:00:00Z' } },
    ]);
  });

  it('names whose address it is, and makes one person of the two when told to', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const [id, other] = [await join(a), await join(b)];
    const refusal = await refusalOf(world.changeEmail(id, b));
    expect([refusal?.code, refusal?.message]).toEqual(['conflict', expect.stringContaining(other)]);
    const { person, jobId } = await world.changeEmail(id, b, true);
    expect(person).toMatchObject({ id, email: b });
    await world.finish(jobId);
    expect((await resolvePerson(aws.table, other))?.id).toBe(id);
    expect(await world.registrationsOf(session.id)).toMatchObject([{ participantId: id }]);
  });

  it('refuses no address, blocked and erased ones, and what somebody else changed meanwhile', async () => {
    const [a, b, gone] = [fresh('ann'), fresh('blocked'), fresh('gone')];
    const [id, blocked] = [await join(a), await join(b)];
    const put = (item: Record<string, unknown>) =>
      aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item: item }));
    await put({ ...participantItem(await world.person(blocked)), blockedAt: 'then' });
    await put({
      ...participantItem({ ...(await world.person(id)), id: idOf(gone) }),
      entity: 'erased',
      erasedAt: 'x',
    });
    expect((await refusalOf(world.changeEmail(id, b, true)))?.errors).toMatchObject([
      { code: 'address-blocked' },
    ]);
    expect((await refusalOf(world.changeEmail(id, gone, true)))?.errors).toMatchObject([
      { code: 'address-erased' },
    ]);
    expect((await refusalOf(world.changeEmail(id, null)))?.code).toBe('invalid-input');
    expect((await refusalOf(world.changeEmail(id, 'nonsense')))?.errors).toMatchObject([{ field: 'email' }]);
    const read = await world.person(id);
    await world.changeEmail(id, fresh('once'));
    const again = changeEmail(world.deps(), read, fresh('twice'), { by: 'ann', origin: 'api' });
    expect((await refusalOf(again))?.code).toBe('conflict');
  });

  it('lets somebody of a channel be without an address, who then gets no mail', async () => {
    const a = fresh('ann');
    const due = await registered(aws, event, session, { email: a });
    const person = await world.person(due.participantId);
    await aws.table.client.send(
      new PutCommand({
        TableName: aws.table.name,
        Item: participantItem({ ...person, channel: 'telegram', externalId: '42' }),
      }),
    );
    await world.changeEmail(person.id, null);
    expect(await sendConfirmation(confirmationDeps(aws), due)).toBe('not-wanted');
  });
});

describe('Releasing an address', () => {
  const release = (id: string, email: string) => releaseAddress(world.deps(), id, email, testAct);
  const faultOf = async (act: Promise<unknown>) => (await refusalOf(act))?.errors[0]?.code;

  it('makes a former address somebody of its own, who allows no more than the person did', async () => {
    const [first, old, present] = [fresh('first'), fresh('old'), fresh('present')];
    const id = await join(first);
    await world.changeEmail(id, old);
    await recordBounce(aws.table, idOf(old), '2027-02-01T00:00:00Z');
    await world.changeEmail(id, present);
    await optOutOfEverything(aws.table, id, '2027-02-02T00:00:00Z');
    const left = await release(id, old);
    expect(left).toMatchObject({ id, email: present, optedOutAt: '2027-02-02T00:00:00Z' });
    expect([left.aliases, left.formerWishes?.[idOf(old)]]).toEqual([new Set([idOf(present)]), undefined]);
    expect(await resolvePerson(aws.table, idOf(old))).toMatchObject({
      ...{ id: idOf(old), email: old, source: 'manual' },
      ...{ optedOutAt: '2027-02-02T00:00:00Z', bouncedAt: '2027-02-01T00:00:00Z' },
    });
    expect(await join(old)).toBe(idOf(old));
    expect(await getRegistration(aws.table, session.id, idOf(old))).toMatchObject({ status: 'pending' });
    for (const one of [id, idOf(old)]) {
      const told = await listHistory(aws.table, await world.person(one), undefined, 10);
      expect(told.entries.map(({ kind }) => kind)).toContain('address-released');
    }
    expect(await faultOf(release(id, old))).toBe('address-unknown');
  });

  it('waits for the merge that moves what hung on it', async () => {
    const [other, survivor] = [fresh('other'), await join(fresh('survivor'))];
    const { jobId } = await world.merge(await join(other), survivor);
    expect(await refusalOf(release(survivor, other))).toMatchObject({ code: 'conflict' });
    await world.finish(jobId);
    await release(survivor, other);
    expect(await getRegistration(aws.table, session.id, survivor)).toBeDefined();
    expect(await getRegistration(aws.table, session.id, idOf(other))).toBeUndefined();
    expect((await world.person(survivor)).aliases).toBeUndefined();
  });

  it('leaves a person the address of now, the one of their id, and what is not theirs', async () => {
    const [first, present, strange] = [fresh('first'), fresh('present'), fresh('strange')];
    const id = await join(first);
    await world.changeEmail(id, present);
    await join(strange);
    expect(await faultOf(release(id, present))).toBe('address-in-use');
    expect(await faultOf(release(id, first))).toBe('address-of-id');
    expect(await faultOf(release(id, strange))).toBe('address-unknown');
  });
});

describe('Registering at the moment of a merge', () => {
  it('is resolved anew when the person became a pointer, or was deleted, between looking and writing', async () => {
    const [a, b] = [fresh('ann'), fresh('bob')];
    const [survivor, other] = [await join(a), await join(b)];
    await addToGroup(aws.table, survivor, 'grp_3', { by: 'x', at: 'then' });
    const next = await storedSession(aws.table, event, { startsAt: '2027-03-23T10:00' });
    let meanwhile: (() => Promise<unknown>)[] = [
      () => world.merge(other, survivor),
      () =>
        deletePerson(world.deps(), survivor, {
          at: '2027-03-01T09:00:00.000Z',
          act: 'x',
          actor: 'ann',
          origin: 'api',
        }),
    ];
    const client = new Proxy(aws.table.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: never) => {
              const [first, ...others] = meanwhile;
              if ((command as object) instanceof TransactWriteCommand && first) {
                meanwhile = others;
                await first();
              }
              return target.send(command);
            }
          : (Reflect.get(target, name) as unknown),
    });
    await register(
      { table: { ...aws.table, client }, identityKey, now: () => NOW },
      { event, request: post({ email: b, sessionIds: [next.id] }) },
    );
    expect(meanwhile).toEqual([]);
    expect(await world.registrationsOf(next.id)).toMatchObject([{ participantId: survivor }]);
    expect((await getIdentities(aws.table, [other])).get(other)).toEqual({ kind: 'pointer', to: survivor });
    // Back by themselves, and out of the groups, which had forgotten them.
    const person = await world.person(survivor);
    expect([person.deletedAt, person.groups]).toEqual([undefined, undefined]);
  });

  it('leaves one registration of one person, whichever address was posted', async () => {
    for (let n = 0; n < rounds(15, 5); n += 1) {
      const date = await storedSession(aws.table, event, { startsAt: '2027-03-22T10:00' });
      const [a, b] = [fresh('ann'), fresh('bob')];
      const [survivor, other] = [await join(a), await join(b)];
      const postOf = (email: string) =>
        register(
          { table: aws.table, identityKey, now: () => NOW },
          { event, request: post({ email, sessionIds: [date.id] }) },
        );
      const [{ jobId }] = await Promise.all([world.merge(other, survivor), postOf(a), postOf(b), postOf(b)]);
      await world.finish(jobId);
      expect(await world.registrationsOf(date.id)).toMatchObject([{ participantId: survivor }]);
    }
  });
});

describe('A run at the moment of a merge', () => {
  const dueAt = '2027-03-07T08:00:00.000Z';
  const now = () => Date.parse(dueAt) + 1000;
  /** An address whose person is in one of the shards. */
  const emailIn = (first: number, last: number): string => {
    const email = fresh('shard');
    const shard = shardOf(idOf(email));
    return shard >= first && shard <= last ? email : emailIn(first, last);
  };

  const runDeps = { identityKey: () => Promise.resolve(identityKey) };
  /** A walk of the session's people, whose client may do something of its own; as far as it comes. */
  const walk = async (jobId: string, client = aws.table.client, at = now) => {
    const deps = { table: { ...aws.table, client }, runs: aws.jobs, bulk: aws.bulk, now: at, ...runDeps };
    await runRule(deps, ruleRuns, jobId, { owner: 'worker', mayGoOn: () => true }).catch(() => undefined);
    const page = await listDeliveries(aws.table, jobId, FIRST_SHARD, 100);
    return page.deliveries.map(({ participantId }) => participantId);
  };
  const handover = async () => {
    const id = `run_${randomBytes(16).toString('hex')}`;
    const fire = { ruleId: 'crm', dueAt } as const;
    const job: HandoverJob = {
      ...({ kind: 'handover', status: 'waiting', version: 1, idleSlices: 0 } as const),
      ...{ id, createdAt: new Date(NOW).toISOString(), createdBy: 'schedule' },
      eventId: event.id,
      cursor: { shard: 0 },
      counts: { looked: 0, chosen: 0, unknown: 0 },
      fire: { kind: 'handover', sessionId: session.id, ...fire },
    };
    await createJob(aws.table, job);
    return id;
  };

  it.each([
    ['has no registration of their own', false],
    ['is registered, too', true],
  ])('hands over once while it walks, also when the survivor %s', async (_who, isRegistered) => {
    const [other, survivor] = [emailIn(0, 4), emailIn(10, 15)];
    const another = await storedSession(aws.table, event, { startsAt: '2027-03-20T10:00' });
    await join(other);
    await join(survivor, {}, isRegistered ? session : another);
    const client = justBefore(
      aws.table.client,
      ({ input }) => JSON.stringify(input).includes(registrationsPartition(session.id, 10)),
      async () => world.finish((await world.merge(idOf(other), idOf(survivor))).jobId),
    );
    expect(await walk(await handover(), client)).toEqual([idOf(survivor)]);
  });

  it.each(['before', 'after'])(
    'hands over once when its worker died and the page comes again, %s the registration moved',
    async (moment) => {
      const [other, survivor] = [await join(fresh('other')), fresh('survivor')];
      await join(survivor, {}, await storedSession(aws.table, event, { startsAt: '2027-03-20T10:00' }));
      const run = await handover();
      const dying = justBefore(
        aws.table.client,
        ({ input }) => JSON.stringify(input).includes('"done"'),
        () => Promise.reject(new Error('The worker dies.')),
      );
      expect(await walk(run, dying)).toEqual([other]);
      const { jobId } = await world.merge(other, idOf(survivor));
      if (moment === 'after') await world.finish(jobId);
      expect(await walk(run, aws.table.client, () => now() + 60 * 60_000)).toEqual([other]);
      expect(await getJob(aws.table, run)).toMatchObject({ status: 'done' });
    },
  );

  it.each(['before', 'after'])(
    'reminds whose merge is at work %s their registration moved',
    async (moment) => {
      const [other, survivor] = [fresh('other'), fresh('survivor')];
      await join(other);
      await join(survivor);
      await cancelRegistration(
        aws.table,
        (await getRegistration(aws.table, session.id, idOf(survivor)))!,
        testAct,
      );
      const rule = ReminderRule.parse({ id: 'hour', offsetMinutes: -60 });
      await setReminders(planDeps(aws.table), event.id, [rule], undefined);
      const { jobId } = await world.merge(idOf(other), idOf(survivor));
      if (moment === 'after') await world.finish(jobId);
      const fire = {
        kind: 'reminder',
        sessionId: session.id,
        ruleId: 'hour',
        dueAt,
      } as const;
      const remind = (email: string) =>
        sendReminders(confirmationDeps(aws, now), { fire, participantIds: [idOf(email)] });
      aws.mailbox.clear();
      expect(await remind(other)).toEqual({ sent: 1 });
      await world.finish(jobId);
      expect(await remind(survivor)).toEqual({ 'sent-before': 1 });
      expect(aws.mailbox.list().map(({ to }) => to)).toEqual([[survivor]]);
    },
  );
});
