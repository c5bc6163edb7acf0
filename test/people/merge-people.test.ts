import { describe, expect, it } from 'vitest';
import { deletion, restoration } from '../../shared/people/domain/deletion.ts';
import { hasRoomForAlias, MOST_ALIASES, mergePeople } from '../../shared/people/domain/merge-people.ts';
import { earliest } from '../../shared/people/domain/move-address.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';

const [one, other] = [`par_${'1'.repeat(32)}`, `par_${'2'.repeat(32)}`];
const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  ...{ id, source: 'manual', createdAt: '2027-01-02', version: 1 },
  ...more,
});
const merge = (survivor: Partial<Participant>, gone: Partial<Participant>) =>
  mergePeople(person(one, survivor), { person: person(other, gone) });
const merged = (survivor: Partial<Participant>, gone: Partial<Participant>) => merge(survivor, gone).person;
const set = (size: number, name = 'x') => new Set(Array.from({ length: size }, (_, n) => `${name}${n}`));
const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
};

describe('Two people who become one', () => {
  const consent = { at: '2026', source: 'fair' };
  const said: Partial<Participant> = {
    ...{
      email: 'ann@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      phone: '1',
      company: 'A',
      jobTitle: 'B',
    },
    ...{ locale: 'de', timeZone: 'UTC', avatarUrl: 'https://a.example', utm: { source: 'vk' }, consent },
  };
  const differs: Partial<Participant> = {
    ...{ email: 'x@example.com', firstName: 'X', lastName: 'X', phone: 'X', company: 'X', jobTitle: 'X' },
    ...{
      locale: 'fr',
      timeZone: 'X',
      avatarUrl: 'https://x.example',
      utm: { source: 'X' },
      consent: { at: '2025' },
    },
  };

  it('have what the survivor said, and where they said nothing, what the other said', () => {
    expect(merged(said, differs)).toMatchObject(said);
    expect(merged({}, said)).toMatchObject(said);
    expect(merged({ firstName: '' }, said).firstName).toBe('Ann');
    expect(merged(said, {})).toMatchObject(said);
  });

  it('lose nothing in silence', () => {
    expect(merge({}, said).lost).toEqual({});
    expect(
      merge(said, { ...differs, source: 'import', createdAt: '2026', variables: { a: 1, b: 2 } }).lost,
    ).toEqual({
      ...differs,
      source: 'import',
      createdAt: '2026',
    });
    expect(merge({ variables: { a: 1, b: 3 } }, { variables: { a: 1, b: 2, c: 4 } }).lost).toEqual({
      variables: { b: 2 },
    });
    expect(merge(said, { firstName: '' }).lost).toEqual({});
  });

  it('are in all groups and have all variables, the survivor’s first', () => {
    const both = merged(
      { groups: new Set(['a', 'b']), variables: { size: 1 } },
      { groups: new Set(['b', 'c']), variables: { size: 2, city: 'Ulm' } },
    );
    expect(both.groups).toEqual(new Set(['a', 'b', 'c']));
    expect(both.variables).toEqual({ size: 1, city: 'Ulm' });
    expect(merged({}, {})).toMatchObject({ groups: undefined, variables: undefined });
  });

  it('keep a channel with its id, name and page together', () => {
    const telegram = {
      channel: 'telegram',
      externalId: '@ann',
      messenger: 'Ann',
      profileUrl: 'https://t.me/ann',
    };
    const viber = { channel: 'viber', externalId: '+491' };
    expect(merged(telegram, viber)).toMatchObject(telegram);
    expect(merged({}, telegram)).toMatchObject(telegram);
    expect(merged(viber, telegram)).toMatchObject(viber);
    expect(merged(viber, telegram).messenger).toBeUndefined();
    expect(merged({ messenger: 'Annie' }, telegram)).toMatchObject({ ...telegram, messenger: 'Annie' });
    expect(merged(viber, telegram).formerChannels).toEqual(new Set(['telegram']));
    expect(merged({ formerChannels: new Set(['sms']) }, {}).formerChannels).toEqual(new Set(['sms']));
    expect(merged({}, {}).formerChannels).toBeUndefined();
  });

  it('are found by every name that either was', () => {
    expect(merged({ aliases: new Set(['a']) }, { aliases: new Set(['b']) }).aliases).toEqual(
      new Set(['a', 'b', other]),
    );
  });

  it.each([
    [{ firstSeenAt: '2', lastSeenAt: '5' }, { firstSeenAt: '1', lastSeenAt: '6' }, '1', '6'],
    [{ firstSeenAt: '1', lastSeenAt: '6' }, { firstSeenAt: '2', lastSeenAt: '5' }, '1', '6'],
    [{}, { firstSeenAt: '1', lastSeenAt: '6' }, '1', '6'],
    [{ firstSeenAt: '1', lastSeenAt: '6' }, {}, '1', '6'],
    [{}, {}, undefined, undefined],
  ])('were seen first and last as %j and %j', (survivor, gone, first, last) => {
    expect(merged(survivor, gone)).toMatchObject({ firstSeenAt: first, lastSeenAt: last });
  });

  it.each([
    [{ createdAt: '2' }, { createdAt: '1' }, undefined],
    [{ createdAt: '2' }, { createdAt: '2' }, undefined],
    [{ createdAt: '2' }, { createdAt: '3' }, '3'],
    [{ createdAt: '2' }, { createdAt: '1', enteredAt: '3' }, '3'],
    [{ createdAt: '2', enteredAt: '4' }, { createdAt: '3' }, '4'],
  ])('were entered lately if one of them was: %j and %j', (survivor, gone, entered) => {
    expect(merged(survivor, gone).enteredAt).toBe(entered);
  });

  it.each([
    ['1', '2', '1'],
    ['2', '1', '1'],
    [undefined, '1', '1'],
    ['1', undefined, '1'],
    [undefined, undefined, undefined],
  ])('of %s and %s the earlier is %s', (a, b, expected) => {
    expect(earliest(a, b)).toBe(expected);
  });

  it('may not be too much for one', () => {
    expect(refusalOf(() => merge({ groups: set(25) }, { groups: set(25, 'y') }))).toBe('done');
    expect(refusalOf(() => merge({ groups: set(25) }, { groups: set(26, 'y') }))).toBe(
      'conflict: Together they would be in 51 groups; one person may be in 50. Take one of them out of some groups first.',
    );
    const much = (name: string) => ({ variables: { [name]: 'x'.repeat(50_001) } });
    expect(refusalOf(() => merge(much('a'), much('b')))).toBe(
      'conflict: Together the values of their variables would be too long for one person. Shorten or take away some first.',
    );
    expect(refusalOf(() => merge({ aliases: set(19) }, {}))).toBe('done');
    expect(refusalOf(() => merge({ aliases: set(20) }, {}))).toBe(
      'conflict: More than 20 former addresses and merged people would lead to this person; that is the most there may be.',
    );
    expect(MOST_ALIASES).toBe(20);
    expect([{}, { aliases: set(19) }, { aliases: set(20) }].map(hasRoomForAlias)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('Somebody deleted and restored', () => {
  it('leaves their groups, and joins again those that are there', () => {
    expect(deletion(person(one, { groups: new Set(['a', 'b']) }), 'ann', 'now')).toEqual({
      patch: { set: { deletedAt: 'now', deletedBy: 'ann' } },
      leave: ['a', 'b'],
    });
    expect(deletion(person(one), 'ann', 'now').leave).toEqual([]);
    expect(restoration(['a'])).toEqual({
      patch: { set: { groups: new Set(['a']) }, remove: ['deletedAt', 'deletedBy'] },
      join: ['a'],
    });
    expect(restoration([])).toEqual({ patch: { remove: ['deletedAt', 'deletedBy', 'groups'] }, join: [] });
  });
});
