import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Filter, FilterCondition } from '../../shared/filters/domain/filter.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import type { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import { pointerItem } from '../../shared/people/table/identity-items.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { applyCounts } from '../../shared/platform/table/counts/count-items.ts';
import { groupCountsKey } from '../../shared/groups/table/group-keys.ts';
import {
  personRegistrationKey,
  registrationKey,
} from '../../shared/registrations/table/registration-keys.ts';
import { variableKey } from '../../shared/variables/table/variable-keys.ts';
import { memberItem } from '../../shared/groups/table/member-items.ts';
import { participantItem } from '../../shared/people/table/participant-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Pace } from '../../shared/filters/usecases/find-candidates.ts';
import { openTest, selectPeople, type SelectDeps } from '../../shared/filters/usecases/select-people.ts';
import { recordsOf } from '../support/count-records.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { identityKey } from '../support/run-jobs.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();
let deps: SelectDeps;
let world: World;
beforeAll(async () => {
  deps = { table: aws.table, identityKey };
  world = await buildWorld();
});

interface World {
  people: Participant[];
  registrations: Registration[];
  sessions: { id: string; eventId: string; startsAt: number }[];
  events: string[];
  /** Former identities: alias -> the person's id. */
  pointers: [string, string][];
}

const groups = ['a', 'b', 'c'].map((letter) => `grp_${letter.repeat(32)}`);
const idAt = (key: string) => participantIdOf(identityKey, key);
const at = (day: number) => new Date(NOW + day * 86_400_000).toISOString();
const mark = { by: 'test', at: at(0) };

async function putAll(table: Table, items: Record<string, unknown>[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const batch = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: batch } }));
  }
}

const itemsOf = (person: Participant, memberId = person.id) => [
  participantItem(person),
  ...(person.deletedAt === undefined ? [...(person.groups ?? [])] : []).map((group) =>
    memberItem(group, memberId, mark),
  ),
];

const registrationItem = (registration: Registration) => ({
  ...registrationKey(registration.sessionId, registration.participantId),
  ...personRegistrationKey(registration.participantId, registration.createdAt, registration.sessionId),
  ...stamp('registration'),
  ...registration,
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const names = ['Ann', 'ann', 'ÉMILE', 'Émile', 'straße', 'STRASSE', 'Οδος', 'ΟΔΟΣ', ''];
const personOf = (index: number) =>
  fc
    .record({
      email: maybe(fc.constant(`P${index}@example.com`)),
      firstName: maybe(fc.constantFrom(...names)),
      phone: maybe(fc.constantFrom('+49 30 123', '030-123', '123')),
      company: maybe(fc.constantFrom('Contoso, Ltd.', 'Ромашка')),
      channel: maybe(fc.constantFrom('telegram', 'vk')),
      externalId: maybe(fc.constantFrom('x1', 'X1')),
      locale: maybe(fc.constantFrom('de' as const, 'ru' as const)),
      source: fc.constantFrom('import' as const, 'api' as const),
      utm: maybe(fc.record({ source: maybe(fc.constantFrom('vk', 'fb')) })),
      groups: maybe(fc.subarray(groups, { minLength: 1 }).map((ids) => new Set(ids))),
      variables: maybe(
        fc.record(
          {
            city: fc.constantFrom('Bern', ''),
            age: fc.integer({ min: 0, max: 5 }),
            vip: fc.boolean(),
            born: fc.constantFrom('2000-01-01', '2001-06-01'),
          },
          { requiredKeys: [] },
        ),
      ),
      firstSeenAt: maybe(fc.integer({ min: 0, max: 5 }).map(at)),
      optedOutAt: maybe(fc.constant(at(1))),
      blockedAt: fc.option(fc.constant(at(1)), { nil: undefined, freq: 6 }),
      deletedAt: fc.option(fc.constant(at(1)), { nil: undefined, freq: 3 }),
    })
    .map((draft): Participant => {
      const id = idAt(`p${index}@example.com`);
      const filled = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
      return {
        ...(filled as typeof draft & { source: 'import' }),
        id,
        createdAt: at(index % 7),
        version: 1,
      };
    });

const PEOPLE = 260;

async function buildWorld(): Promise<World> {
  const events = [await storedEvent(aws.table), await storedEvent(aws.table), await storedEvent(aws.table)];
  const sessions: World['sessions'] = [];
  for (const [index, event] of events.slice(0, 2).entries()) {
    for (let week = 0; week < (index === 0 ? 3 : 12); week += 1) {
      const startsAt = `2027-03-${String(7 + week).padStart(2, '0')}T10:00`;
      const session = await storedSession(aws.table, event, { startsAt });
      sessions.push({ id: session.id, eventId: event.id, startsAt: Date.parse(session.startsAtUtc) });
    }
  }
  const [people = []] = fc.sample(
    fc.tuple(...Array.from({ length: PEOPLE }, (_, index) => personOf(index))),
    { seed: 11, numRuns: 1 },
  );
  // Everybody 20 to 39 was known by a former address as well, where some of their registrations stayed.
  const pointers = people
    .slice(20, 40)
    .map((person, index): [string, string] => [idAt(`former${index}@example.com`), person.id]);
  for (const [alias, id] of pointers) people.find((person) => person.id === id)!.aliases = new Set([alias]);
  // The members' entries of some of them have not been moved to the person yet.
  const unmoved = new Map(pointers.slice(0, 8).map(([alias, id]) => [id, alias]));
  const identities = [...people.map(({ id }) => id), ...pointers.map(([alias]) => alias)];
  const registrations = fc
    .sample(
      fc.uniqueArray(
        fc.record({
          participantId: fc.constantFrom(...identities),
          session: fc.constantFrom(...sessions),
          status: fc.constantFrom(
            'registered' as const,
            'waitlisted' as const,
            'cancelled' as const,
            'pending' as const,
          ),
          attendance: maybe(
            fc.oneof(
              fc.record({ state: fc.constant('attended' as const), share: fc.constantFrom(0.3, 0.5, 1) }),
              fc.record({ state: fc.constantFrom('absent' as const, 'unknown' as const) }),
            ),
          ),
        }),
        {
          minLength: 500,
          maxLength: 600,
          size: 'max',
          selector: (one) => one.participantId + one.session.id,
        },
      ),
      { seed: 12, numRuns: 1 },
    )
    .flat()
    .map(({ participantId, session, status, attendance }): Registration => ({
      participantId,
      sessionId: session.id,
      eventId: session.eventId,
      email: 'x@example.com',
      status,
      source: 'api',
      answers: {},
      createdAt: at(0),
      linkEpoch: 1,
      mailRound: 1,
      ...(attendance && { attendance }),
    }));
  await putAll(aws.table, [
    ...people.flatMap((person) => itemsOf(person, unmoved.get(person.id))),
    ...pointers.map(([alias, id]) => pointerItem(alias, id, at(0))),
    ...registrations.map(registrationItem),
    ...(['city:text', 'age:number', 'vip:boolean', 'born:date'] as const).map((entry) => {
      const [name = '', type] = entry.split(':');
      return {
        ...variableKey(name),
        ...stamp('variable'),
        name,
        type,
        label: name,
        createdAt: at(0),
        version: 1,
      };
    }),
  ]);
  return { people, registrations, sessions, events: events.map(({ id }) => id), pointers };
}

/** The language once more, the slow way: everybody is looked at, straight from what the filter says. */
function naive(filter: Filter): string[] {
  const asked = new Set<unknown>();
  const look = (part: Filter): void => {
    if ('all' in part) part.all.forEach(look);
    else if ('any' in part) part.any.forEach(look);
    else if ('not' in part) look(part.not);
    else if ('field' in part && part.field === 'status' && part.op === 'in')
      for (const value of [part.value].flat()) asked.add(value);
  };
  look(filter);
  return world.people
    .filter((person) => person.deletedAt === undefined || asked.has(statusOf(person)))
    .filter((person) => isIn(filter, person, { dates: [] }))
    .map(({ id }) => id)
    .sort();
}

const statusOf = (person: Participant) =>
  person.blockedAt ? 'blocked' : person.deletedAt ? 'deleted' : person.optedOutAt ? 'unsubscribed' : 'active';

interface Scope {
  ids?: string[];
  dates: FilterCondition[];
}

function isIn(filter: Filter, person: Participant, scope: Scope, direct = false): boolean {
  if ('all' in filter) {
    const beside = filter.all.filter((part): part is FilterCondition => 'field' in part);
    const ids = beside
      .filter((one) => one.field === 'registered' && one.op === 'in')
      .flatMap((one) => one.value as string[]);
    const dates = beside.filter((one) => one.field === 'webinarDate');
    const inner: Scope = {
      ...(ids.length > 0 ? { ids } : scope.ids && { ids: scope.ids }),
      dates: dates.length > 0 ? dates : scope.dates,
    };
    return filter.all.every((part) => isIn(part, person, inner, true));
  }
  if ('any' in filter) return filter.any.some((part) => isIn(part, person, scope));
  if ('not' in filter) return !isIn(filter.not, person, scope);
  if ('saved' in filter) throw new Error('not here');
  const { field, op, value } = filter;
  const identities = [person.id, ...(person.aliases ?? [])];
  const theirs = (ids: string[] | undefined, dates: FilterCondition[]) =>
    world.registrations
      .filter((one) => identities.includes(one.participantId) && one.status !== 'cancelled')
      .filter((one) => !ids || ids.includes(one.sessionId) || ids.includes(one.eventId))
      .filter((one) => {
        const { startsAt } = world.sessions.find(({ id }) => id === one.sessionId)!;
        return dates.every((date) =>
          ranged(date.op, date.value, startsAt, (text) => Date.parse(String(text))),
        );
      });
  const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
  const texts = (text: string | undefined) => {
    if (op === 'exists') return ((text ?? '') !== '') === value;
    if (!text) return false;
    if (op === 'contains') return fold(text).includes(fold(String(value)));
    return op === 'eq' ? fold(text) === fold(String(value)) : fold(text).startsWith(fold(String(value)));
  };
  const listed = (has: boolean) => (op === 'in' ? has : !has);
  const values = [value].flat() as unknown[];
  switch (field) {
    case 'status':
      return listed(values.includes(statusOf(person)));
    case 'inviteType':
      return listed(values.includes(person.email ? 'email' : person.externalId ? 'link' : 'none'));
    case 'group':
      return listed(values.some((one) => person.groups?.has(String(one))));
    case 'source':
    case 'channel':
    case 'locale':
      return listed(values.includes(person[field]));
    case 'email':
      if (op === 'eq')
        return (
          person.email?.toLowerCase() === value || identities.includes(idAt(String(value).toLowerCase()))
        );
      return texts(person.email);
    case 'firstName':
    case 'company':
      return texts(person[field]);
    case 'externalId':
      return op === 'eq' ? person.externalId === value : texts(person.externalId);
    case 'phone':
      return person.phone
        ? person.phone.replace(/\D/g, '').includes(String(value).replace(/\D/g, ''))
        : false;
    case 'utm.source':
      return texts(person.utm?.source);
    case 'variables.city':
      return texts(person.variables?.['city'] as string | undefined);
    case 'variables.vip':
      return person.variables?.['vip'] === value;
    case 'variables.age':
      return (
        person.variables?.['age'] !== undefined &&
        ranged(op, value, person.variables['age'] as number, Number)
      );
    case 'variables.born':
    case 'createdAt':
    case 'firstSeenAt': {
      const text = field === 'variables.born' ? person.variables?.['born'] : person[field];
      return (
        text !== undefined && ranged(op, value, Date.parse(String(text)), (one) => Date.parse(String(one)))
      );
    }
    case 'registered':
      return listed(theirs(values as string[], []).length > 0);
    case 'webinarDate':
      return theirs(scope.ids, direct ? scope.dates : [filter]).length > 0;
    // Several registrations of one session (under former identities): the first known attendance speaks.
    case 'attendance':
      return sessionsOf(theirs(scope.ids, scope.dates), identities).some((one) =>
        values.includes(one?.state ?? 'unknown'),
      );
    case 'attendanceShare':
      return sessionsOf(theirs(scope.ids, scope.dates), identities).some(
        (one) => one?.share !== undefined && ranged(op, value, one.share, Number),
      );
    default:
      throw new Error(`not told of ${field}`);
  }
}

function sessionsOf(registrations: Registration[], identities: string[]) {
  const sorted = registrations.toSorted(
    (a, b) => identities.indexOf(a.participantId) - identities.indexOf(b.participantId),
  );
  return [...Map.groupBy(sorted, ({ sessionId }) => sessionId).values()].map(
    (same) => same.find(({ attendance }) => attendance)?.attendance,
  );
}

function ranged(op: string, value: unknown, number: number, read: (one: unknown) => number): boolean {
  if (op === 'eq') return number === read(value);
  if (op === 'lt') return number < read(value);
  if (op === 'gt') return number > read(value);
  const [from, to] = (value as unknown[]).map(read) as [number, number];
  return number >= from && number < to;
}

const condition = (field: string, op: string, value: fc.Arbitrary<unknown>) =>
  value.map((one) => ({ field, op, value: one }) as FilterCondition);
const choice = (field: string, values: fc.Arbitrary<string>) =>
  fc.oneof(
    ...['in', 'notIn'].map((op) =>
      condition(field, op, fc.uniqueArray(values, { minLength: 1, maxLength: 3 })),
    ),
  );
const dates = fc.constantFrom('2027-03-02', '2027-03-08', '2027-03-10T09:00:00Z', '2027-03-12', '2027-03-15');
const range = (field: string, points: fc.Arbitrary<string | number>) =>
  fc.oneof(
    condition(field, 'lt', points),
    condition(field, 'gt', points),
    condition(
      field,
      'between',
      fc
        .uniqueArray(points, { minLength: 2, maxLength: 2 })
        .map((two) =>
          two.toSorted((a, b) => (Date.parse(String(a)) || Number(a)) - (Date.parse(String(b)) || Number(b))),
        ),
    ),
  );
const text = (field: string, values: string[]) =>
  fc.oneof(
    ...['eq', 'contains', 'startsWith'].map((op) => condition(field, op, fc.constantFrom(...values))),
    condition(field, 'exists', fc.boolean()),
  );

function filters(): fc.Arbitrary<Filter> {
  const sessionIds = fc.constantFrom(...world.sessions.map(({ id }) => id), ...world.events);
  const person = fc.oneof(
    choice('status', fc.constantFrom('active', 'unsubscribed', 'deleted', 'blocked')),
    choice('inviteType', fc.constantFrom('email', 'link', 'none')),
    { weight: 4, arbitrary: choice('group', fc.constantFrom(...groups)) },
    choice('source', fc.constantFrom('import', 'api')),
    choice('channel', fc.constantFrom('telegram', 'vk')),
    choice('locale', fc.constantFrom('de', 'ru')),
    text('firstName', ['ann', 'émile', 'ß', 'ss', 'οδος', 'e']),
    text('company', ['contoso, ltd.', 'РОМ']),
    text('utm.source', ['VK']),
    condition('phone', 'contains', fc.constantFrom('49 30', '123')),
    condition('externalId', 'eq', fc.constantFrom('x1', 'X1')),
    condition('email', 'contains', fc.constantFrom('p1', '@EXAMPLE')),
    {
      weight: 3,
      arbitrary: condition(
        'email',
        'eq',
        fc
          .integer({ min: 0, max: 45 })
          .map((n) => (n > 39 ? `former${n - 40}@example.com` : `p${n}@example.com`)),
      ),
    },
    text('variables.city', ['bern']),
    condition('variables.vip', 'eq', fc.boolean()),
    range('variables.age', fc.integer({ min: 0, max: 5 })),
    range('variables.born', fc.constantFrom('2000-01-01', '2000-06-01', '2002-01-01')),
    range('createdAt', dates),
    range('firstSeenAt', dates),
    { weight: 4, arbitrary: choice('registered', sessionIds) },
    { weight: 3, arbitrary: range('webinarDate', dates) },
  );
  const attendance = fc.oneof(
    condition('attendance', 'in', fc.subarray(['attended', 'absent', 'unknown'], { minLength: 1 })),
    range('attendanceShare', fc.constantFrom(0.1, 0.4, 0.5, 0.9)),
  );
  const { tree } = fc.letrec<{ tree: Filter; inside: Filter }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      { weight: 3, arbitrary: person },
      fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
      fc
        .tuple(
          fc.oneof(
            condition('registered', 'in', fc.uniqueArray(sessionIds, { minLength: 1, maxLength: 3 })),
            range('webinarDate', dates),
          ),
          tie('inside'),
          fc.array(tie('tree'), { maxLength: 1 }),
        )
        .map(([scope, inside, more]) => ({ all: [scope, inside, ...more] })),
    ),
    inside: fc.oneof(
      { depthSize: 'small' },
      { weight: 3, arbitrary: attendance },
      fc.record({ not: tie('inside') }),
      fc.record({ any: fc.array(fc.oneof(tie('inside'), tie('tree')), { minLength: 1, maxLength: 2 }) }),
      fc.record({ all: fc.array(fc.oneof(tie('inside'), tie('tree')), { minLength: 1, maxLength: 2 }) }),
    ),
  }));
  return tree;
}

/** Walks to the end in stretches: every so many pages somebody else goes on from the place that was reached. */
async function walk(
  filter: Filter,
  pace?: Pace,
  stretch = Infinity,
  between: () => Promise<void> = () => Promise.resolve(),
) {
  const ids: string[] = [];
  let place: ShardPlace | undefined = { shard: 0 };
  while (place) {
    const from: ShardPlace = place;
    let pages = 0;
    place = undefined;
    for await (const page of selectPeople(deps, { all: true, filter }, from, pace)) {
      ids.push(...page.people.map(({ id }) => id));
      await between();
      pages += 1;
      if (pages < stretch) continue;
      place = page.next;
      break;
    }
  }
  return ids;
}

describe('Selecting people by a filter', () => {
  it('finds those that a look at everybody finds, whatever the filter, the pages and the cuts', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        filters(),
        fc.constantFrom(1, 2, 3, 40),
        fc.constantFrom(1, 2, 5),
        fc.boolean(),
        async (filter, page, stretch, ahead) => {
          const expected = naive(filter);
          found += expected.length;
          expect((await walk(filter, { page, ahead }, ahead ? Infinity : stretch)).sort()).toEqual(expected);
        },
      ),
      { seed: 4, numRuns: rounds(100, 12), endOnFailure: true },
    );
    expect(found).toBeGreaterThan(rounds(2_000, 200));
  });

  it('leaves out whom the selection excludes, and takes named people as they are', async () => {
    const filter = inOneOf('group', [groups[0]!]);
    const all = await walk(filter);
    const exclude = all.slice(0, 5);
    const left: string[] = [];
    for await (const { people, places } of selectPeople(deps, { all: true, filter, exclude }, { shard: 0 })) {
      left.push(...people.map(({ id }) => id));
      expect(places).toHaveLength(people.length);
    }
    expect(left).toEqual(all.slice(5));
  });

  it('leaves out who is part of somebody excluded by now, or excluded by what was their id', async () => {
    const merged = new Map(world.pointers.map(([alias, id]) => [id, alias]));
    const all = await walk({ all: [] });
    const chosen = all.filter((id) => merged.has(id));
    expect(chosen.length).toBeGreaterThan(0);
    const selection = { all: true as const, exclude: chosen.flatMap((id) => merged.get(id) ?? []) };
    const left: string[] = [];
    for await (const { people } of selectPeople(deps, selection, { shard: 0 }))
      left.push(...people.map(({ id }) => id));
    expect(left).toEqual(all.filter((id) => !merged.has(id)));
    const isMeant = await openTest(deps, selection);
    for (const person of world.people.filter(({ id }) => all.includes(id)))
      expect(await isMeant(person)).toBe(!merged.has(person.id));
  });

  describe('reads no more than the index of', () => {
    const cost = async (filter: Filter) => {
      const { table, reads } = aws.countingTable();
      const found: string[] = [];
      let looked = 0;
      for await (const page of selectPeople({ table, identityKey }, { all: true, filter }, { shard: 0 })) {
        found.push(...page.people.map(({ id }) => id));
        looked += page.looked;
      }
      return { found, looked, reads: reads() };
    };
    /** Half a unit for each of the 16 shards of a list, and one for each person that is read consistently. */
    const shards = 16 * 0.5;

    it('a group', async () => {
      const filter = {
        all: [inOneOf('group', [groups[0]!]), { field: 'firstName', op: 'eq', value: 'ann' } as const],
      };
      const members = naive(inOneOf('group', [groups[0]!])).length;
      const { found, looked, reads } = await cost(filter);
      expect(found.sort()).toEqual(naive(filter));
      expect(looked).toBeGreaterThanOrEqual(2 * members);
      expect(looked).toBeLessThanOrEqual(2 * members + 130);
      // Those who were somebody else before cost a second look.
      expect(reads).toBeLessThanOrEqual(shards + members + 130);
      expect(await everybody()).toBeGreaterThan(looked / 2);
    });

    it('a session, with what it says of attendance', async () => {
      const session = world.sessions[0]!.id;
      const registered = inOneOf('registered', [session]);
      const filter = { all: [registered, inOneOf('attendance', ['attended'])] };
      const { found, looked, reads } = await cost(filter);
      expect(found.sort()).toEqual(naive(filter));
      const registrations = world.registrations.filter(({ sessionId }) => sessionId === session).length;
      expect(looked).toBeLessThanOrEqual(4 * registrations);
      expect(reads).toBeLessThanOrEqual(shards + 1 + 4 * registrations);
    });

    it('an exact address, also a former one', async () => {
      const eq = (value: string): Filter => ({ field: 'email', op: 'eq', value });
      const index = world.people.findIndex((one) => !one.deletedAt && !one.aliases);
      const address = `p${index}@example.com`;
      expect(await cost(eq(address))).toEqual({ found: [idAt(address)], looked: 1, reads: 1 });
      const [alias, id] = world.pointers.find(
        ([, to]) => !world.people.find((one) => one.id === to)!.deletedAt,
      )!;
      const former = await cost(
        eq(`former${world.pointers.findIndex(([one]) => one === alias)}@example.com`),
      );
      expect(former).toMatchObject({ found: [id], looked: 1 });
      expect(former.reads).toBeLessThanOrEqual(3);
      expect(await cost(eq('nobody@example.com'))).toMatchObject({ found: [], looked: 0 });
    });

    it('the smaller one of two groups', async () => {
      const small = `grp_${'d'.repeat(32)}`;
      const person = {
        ...world.people[0]!,
        id: idAt('small@example.com'),
        groups: new Set([small, groups[0]!]),
      };
      await putAll(aws.table, itemsOf({ ...person, deletedAt: undefined, blockedAt: undefined }));
      const counted = (group: string, members: number) =>
        applyCounts(aws.table, recordsOf(groupCountsKey(group, 0), 'members', members));
      await counted(small, 1);
      await counted(groups[0]!, 100);
      const filter = { all: [inOneOf('group', [groups[0]!]), inOneOf('group', [small])] };
      expect(await cost(filter)).toMatchObject({ found: [person.id], looked: 2 });
    });
  });

  it('misses nobody and sees nobody twice while others come in', async () => {
    let newcomer = 0;
    const known = new Set(world.people.map(({ id }) => id));
    const comeIn = async (): Promise<void> => {
      newcomer += 1;
      const id = idAt(`newcomer${newcomer}@example.com`);
      await putAll(
        aws.table,
        itemsOf({ id, source: 'api', groups: new Set(groups), createdAt: at(0), version: 1 }),
      );
    };
    for (const filter of [inOneOf('group', groups), inOneOf('source', ['api', 'import'])]) {
      const expected = naive(filter);
      const ids = await walk(filter, { page: 2, ahead: false }, 3, comeIn);
      expect(ids.filter((id) => known.has(id)).sort()).toEqual(expected);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(newcomer).toBeGreaterThan(30);
  });
});

const inOneOf = (field: string, value: string[]): FilterCondition => ({ field, op: 'in', value });

async function everybody(): Promise<number> {
  let looked = 0;
  for await (const page of selectPeople(deps, { all: true }, { shard: 0 })) looked += page.looked;
  return looked;
}
