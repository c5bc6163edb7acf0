import { describe, expect, it } from 'vitest';
import { decideRow, refusalOfClaim } from '../../shared/imports/domain/import-change.ts';
import type { RowDraft } from '../../shared/imports/domain/import-row.ts';
import type { ImportRun } from '../../shared/imports/domain/import-run.ts';
import { isLongGone, isReverted, personOf } from '../../shared/imports/domain/imported-person.ts';
import { isLossyCopy } from '../../shared/imports/domain/lossy-copy.ts';
import { restrictedWishes, wasRestricted } from '../../shared/imports/domain/restricted-wishes.ts';
import { refusalInChannel, refusalToCreate, skipFault } from '../../shared/imports/domain/skip-reasons.ts';
import { MOST_ALIASES } from '../../shared/people/domain/merge-people.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const at = '2027-03-01T00:00:00.000Z';
const id = `par_${'0'.repeat(32)}`;
const run: ImportRun = {
  ...{ importId: 'imp_1', run: 0, mode: 'upsert', at },
  addressIdOf: ({ email }) => email && `id of ${email}`,
  channelIdOf: ({ channel, externalId }) => `${channel} ${externalId}`,
};
const row = (email: string | undefined, more: Partial<RowDraft> = {}): RowDraft => ({
  ...{ line: 5, details: {} },
  ...(email !== undefined && { email: { address: email, key: email } }),
  ...more,
});
const ann = (more: Partial<Participant> = {}): Participant => ({
  ...{ id, email: 'ann@example.com', source: 'manual', createdAt: '2026-01-01T00:00:00.000Z', version: 3 },
  ...more,
});

describe('A no of a file', () => {
  const said = (known: Partial<Participant>, restricts: RowDraft['restricts'], email = 'ann@example.com') =>
    restrictedWishes(ann(known), row(email, { restricts }), run);

  it.each([
    ['optedOutAt', { optedOutAt: at }],
    ['bouncedAt', { bouncedAt: at }],
    ['complainedAt', { complainedAt: at }],
    ['blockedAt', { blockedAt: at }],
  ] as const)('%s is noted, once', (wish, set) => {
    expect(said({}, [wish])).toEqual({ set, remove: [] });
    expect(said({ [wish]: '2026' }, [wish])).toBeUndefined();
    expect(said({}, [])).toBeUndefined();
  });

  it('of everything takes back no event that somebody came back to after their own no', () => {
    const back = { optedOutAt: '2026', liftedEvents: new Set(['evt_1']) };
    expect(said(back, ['optedOutAt'])).toBeUndefined();
    expect(said({ liftedEvents: new Set(['evt_1']) }, ['optedOutAt'])).toEqual({
      set: { optedOutAt: at, liftedEvents: undefined },
      remove: ['liftedEvents'],
    });
  });

  it('that blocks leaves nobody for a job to unblock alone', () => {
    expect(said({ blockedAt: '2026', blockedBy: 'blk_1' }, ['blockedAt'])).toMatchObject({
      remove: ['blockedBy'],
    });
  });

  it('at a former address stays there and holds at the one in use as well, but for a bounce', () => {
    const former = 'id of old@example.com';
    expect(said({}, ['optedOutAt', 'complainedAt'], 'old@example.com')?.set).toEqual({
      ...{ optedOutAt: at, complainedAt: at },
      formerWishes: { [former]: { optedOutAt: at, complainedAt: at } },
    });
    expect(said({}, ['bouncedAt'], 'old@example.com')?.set).toEqual({
      formerWishes: { [former]: { bouncedAt: at } },
    });
  });

  it('is known again by the run that noted it', () => {
    const noted = (person: Partial<Participant>, restricts?: RowDraft['restricts']) =>
      wasRestricted(ann(person), { restricts }, run);
    expect(noted({ bouncedAt: at }, ['optedOutAt', 'bouncedAt'])).toBe(true);
    expect([
      noted({ bouncedAt: '2026' }, ['bouncedAt']),
      noted({ bouncedAt: at }),
      noted({ bouncedAt: at }, ['optedOutAt']),
    ]).toEqual([false, false, false]);
  });

  it('stands with the new person whom its row makes, and with the row that is not taken', () => {
    expect(
      personOf(row('a@example.com', { restricts: ['bouncedAt', 'optedOutAt'] }), id, [], run),
    ).toMatchObject({
      ...{ bouncedAt: at, optedOutAt: at, createdAt: at, createdBy: 'imp_1', source: 'import' },
    });
    const draft = row('ann@example.com', { restricts: ['optedOutAt'], details: { firstName: 'Ann' } });
    for (const refused of [{ blockedAt: '2026' }, { deletedAt: at }])
      expect(decideRow(ann(refused), draft, [], run)).toMatchObject({
        ...{ do: 'nothing', outcome: 'skipped', wishes: { set: { optedOutAt: at } } },
      });
    expect(decideRow(ann(), draft, [], run, 4)).toMatchObject({
      ...{ outcome: 'skipped', why: { code: 'same-person', first: 4 }, wishes: { set: { optedOutAt: at } } },
    });
  });
});

describe('Somebody new of a file', () => {
  it('is in its groups, and bears the mark of the row, with the first five groups', () => {
    const groups = ['1', '2', '3', '4', '5', '6'];
    const made = personOf(row('a@example.com', { line: 7 }), id, groups, { ...run, run: 2 });
    expect(made).toMatchObject({
      ...{ id, email: 'a@example.com', version: 1, groups: new Set(groups) },
      importMark: {
        importId: 'imp_1',
        line: 7,
        outcome: 'created',
        version: 1,
        run: 2,
        groups: groups.slice(0, 5),
      },
    });
    const alone = personOf(row(undefined), id, [], run);
    expect([alone.email, alone.groups]).toEqual([undefined, undefined]);
    expect(alone.importMark).toEqual({ importId: 'imp_1', line: 5, outcome: 'created', version: 1 });
  });

  it('is made only where the row has an address or an id in a channel, and the file may add people', () => {
    const inChannel = { channel: 'vk', externalId: '7' };
    expect(refusalToCreate(row('a@example.com'), 'upsert')).toBeUndefined();
    expect(refusalToCreate(row(undefined, { inChannel }), 'add')).toBeUndefined();
    expect(refusalToCreate(row(undefined), 'add')).toMatchObject({
      outcome: 'failed',
      why: { code: 'unknown-id' },
    });
    expect(refusalToCreate(row('a@example.com'), 'update')).toMatchObject({
      ...{ outcome: 'skipped', why: { code: 'unknown-person' } },
    });
  });

  it('has no other person behind the id in the channel', () => {
    const met = (found: object | undefined, other = 'par_other') =>
      refusalInChannel(id, { id: other, found: found as never });
    expect([
      refusalInChannel(id, undefined),
      met(undefined),
      met({ kind: 'person', person: ann() }, id),
    ]).toEqual(Array(3).fill(undefined));
    expect(met({ kind: 'erased' })).toMatchObject({ outcome: 'skipped', why: { code: 'erased' } });
    expect(met({ kind: 'person', person: ann() })).toMatchObject({
      outcome: 'failed',
      why: { code: 'two-people' },
    });
    expect(met({ kind: 'person', person: ann({ blockedAt: at }) })).toMatchObject({
      ...{ outcome: 'skipped', why: { code: 'blocked' } },
    });
  });

  it('is told apart in the report by address, id in the channel or own id', () => {
    const why = { code: 'c', message: 'M.' };
    const inChannel = { channel: 'vk', externalId: '7' };
    expect(skipFault(row('a@example.com', { inChannel }), why)).toEqual({
      line: 5,
      ...why,
      value: 'a@example.com',
    });
    expect(skipFault(row(undefined, { inChannel }), why).value).toBe('vk 7');
    expect(skipFault(row(undefined, { participantId: 'par_1' }), why).value).toBe('par_1');
  });
});

describe('Somebody who was deleted', () => {
  const days = (count: number) => new Date(Date.parse(at) - count * 86_400_000).toISOString();
  const importMark = { importId: 'imp_0', line: 2, outcome: 'created' as const, version: 2, reverted: true };

  it('by the revert of the import that made them comes in anew, unless somebody changed or blocked them since', () => {
    const reverted = { deletedAt: at, importMark, version: 3 };
    expect(isReverted(ann(reverted))).toBe(true);
    for (const other of [
      { deletedAt: undefined },
      { blockedAt: at },
      { version: 4 },
      { importMark: undefined },
      { importMark: { ...importMark, reverted: false } },
    ])
      expect(isReverted(ann({ ...reverted, ...other })), JSON.stringify(other)).toBe(false);
  });

  it.each<[string, Partial<Participant>, string | undefined, boolean]>([
    ['31 days ago, by the address in use', { deletedAt: days(31) }, 'ann@example.com', true],
    ['30 days ago, and can be restored', { deletedAt: days(30) }, 'ann@example.com', false],
    ['and blocked', { deletedAt: days(31), blockedAt: at }, 'ann@example.com', false],
    ['and is named by a former address', { deletedAt: days(31) }, 'old@example.com', false],
    ['never', {}, 'ann@example.com', false],
  ])('%s is as if nobody knew them: %#', (_, gone, email, isGone) => {
    expect(isLongGone(ann(gone), row(email), run)).toBe(isGone);
  });

  it('long ago has nothing left of what was known, but their wishes, and is not made where a file only updates', () => {
    const gone = ann({ deletedAt: days(31), firstName: 'Ann', phone: '1', optedOutAt: '2026' });
    const draft = row('ann@example.com', { details: { firstName: 'Anna' }, restricts: ['bouncedAt'] });
    const decided = decideRow(gone, draft, ['grp_a'], run);
    expect(decided).toMatchObject({
      do: 'update',
      outcome: 'created',
      changes: { before: {}, groups: ['grp_a'] },
    });
    const { set, remove } = decided.do === 'update' ? decided.changes : { set: {}, remove: [] };
    expect(set).toMatchObject({ firstName: 'Anna', bouncedAt: at, groups: new Set(['grp_a']) });
    expect(remove).toEqual(expect.arrayContaining(['phone', 'deletedAt']));
    expect([...Object.keys(set), ...remove]).not.toContain('optedOutAt');
    expect(decideRow(gone, draft, [], { ...run, mode: 'update' })).toMatchObject({
      ...{ do: 'nothing', outcome: 'skipped', why: { code: 'unknown-person' } },
    });
  });
});

describe('A row that adds an id in a channel', () => {
  const full = ann({ aliases: new Set(Array.from({ length: MOST_ALIASES }, (_, n) => `par_${n}`)) });
  const taken = decideRow(ann(), row('ann@example.com', { details: { firstName: 'Anna' } }), [], run);

  it('fails where too many identities lead to the person already', () => {
    expect(refusalOfClaim(full, taken, true)).toMatchObject({
      ...{ outcome: 'failed', why: { code: 'too-many-identities' } },
    });
    expect(refusalOfClaim(ann(), taken, true)).toBeUndefined();
    expect(refusalOfClaim(full, taken, false)).toBeUndefined();
    for (const outcome of ['skipped', 'failed'] as const)
      expect(refusalOfClaim(full, { do: 'nothing', outcome }, true)).toBeUndefined();
  });
});

describe('A text in which a program wrote question marks for letters', () => {
  it.each([
    ['Zoë', 'Zo?', true],
    ['Zoë', 'Zo\ufffd', true],
    ['Иван', '????', true],
    ['Bo 😀', 'Bo ?', true],
    ['Bo 😀', 'Bo ??', true],
    ['Zoe', 'Zo?', false],
    ['Zoë', 'Zoe', false],
    ['Zoë', 'Zoë', false],
    ['Zoë', 'Zo??', false],
    ['Zoë', 'Z??', false],
    ['Why?', 'Why?', true],
    [undefined, '?', false],
    ['ë', undefined, false],
    [7, '?', false],
  ])('is no news: %j, in the file %j: %s', (known, said, isCopy) => {
    expect(isLossyCopy(known, said)).toBe(isCopy);
  });
});
