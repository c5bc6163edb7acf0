import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variablesToFill } from '../../shared/registrations/domain/fill-variables.ts';
import { isParticipantLabel, participantLabels } from '../../shared/people/domain/participant-labels.ts';
import { Source, type Participant } from '../../shared/people/domain/participant.ts';
import { differenceOf, PersonChange } from '../../shared/people/domain/person-change.ts';
import { profileLink } from '../../shared/people/domain/profile-link.ts';
import {
  checkVariableValue,
  fitTogether,
  readVariableValue,
  VariableName,
} from '../../shared/variables/domain/variable.ts';

const person = (more: Partial<Participant> = {}): Participant => ({
  id: `par_${'0'.repeat(32)}`,
  source: 'import',
  email: 'a@example.com',
  createdAt: '2027-01-01T00:00:00Z',
  version: 1,
  ...more,
});

describe('A value of a variable', () => {
  it.each([
    ['number', '42', 42],
    ['number', ' -3.50 ', -3.5],
    ['number', '+.5', 0.5],
    ['number', '1 234,5', 'not-a-number'],
    ['number', '1,5', 'not-a-number'],
    ['number', '1e5', 'not-a-number'],
    ['number', '0x10', 'not-a-number'],
    ['number', 'Infinity', 'not-a-number'],
    ['number', '12345678901234567', 'not-a-number'],
    ['number', '', 'not-a-number'],
    ['boolean', 'Yes', true],
    ['boolean', 'ДА', true],
    ['boolean', 'oui', true],
    ['boolean', '1', true],
    ['boolean', 'Nein', false],
    ['boolean', 'нет', false],
    ['boolean', '0', false],
    ['boolean', 'maybe', 'not-a-boolean'],
    ['boolean', 'constructor', 'not-a-boolean'],
    ['date', '2027-02-28', '2027-02-28'],
    ['date', '2027-02-29', 'not-a-date'],
    ['date', '28.02.2027', 'not-a-date'],
    ['date', '02/03/2027', 'not-a-date'],
    ['text', ' e\u0301 \n b ', 'é \n b'],
    ['text', 'a\u0000', 'control-character'],
    ['text', 'x'.repeat(2001), 'not-a-text'],
  ] as const)('of type %s is read from %j as %j', (type, text, expected) => {
    const read = readVariableValue({ type }, text);
    expect('value' in read ? read.value : read.code).toEqual(expected);
  });

  it('that was read is a value of its type, and no other type takes it for one of its own by mistake', () => {
    fc.assert(
      fc.property(fc.constantFrom('text', 'number', 'boolean', 'date'), fc.string(), (type, text) => {
        const read = readVariableValue({ type }, text);
        if (!('value' in read)) return;
        expect(checkVariableValue({ type }, read.value)).toEqual(read);
        if (type === 'number' || type === 'boolean')
          expect('code' in checkVariableValue({ type: 'text' }, read.value)).toBe(true);
      }),
    );
  });

  it('is refused only when all of one person together are too long', () => {
    const values = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${n}`, 'я'.repeat(2000)]));
    expect([fitTogether(values(20)), fitTogether(values(30))]).toEqual([true, false]);
  });

  it('has no name that is a property of every object', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'])
      expect(VariableName.safeParse(name).success, name).toBe(false);
  });
});

describe('Answers of a form', () => {
  const field = (name: string, type: 'text' | 'number' | 'choice', variable?: string) => ({
    name,
    label: name,
    type,
    required: false,
    ...(variable !== undefined && { variable }),
  });
  it('fill the variables that are empty, and only those that the form names', () => {
    const fields = [field('a', 'text', 'city'), field('b', 'number', 'age'), field('c', 'text')];
    expect(variablesToFill(fields, { a: 'Rome', b: 3, c: 'x' }, { age: 9 })).toEqual({ city: 'Rome' });
    expect(variablesToFill(fields, { a: '', b: 0 })).toEqual({ age: 0 });
    expect(variablesToFill(fields, { a: '\u0007' })).toEqual({});
  });
});

describe('A link to a profile', () => {
  it.each([
    [{ channel: 'telegram', messenger: '@ann_lee', externalId: '12' }, 'https://t.me/ann_lee'],
    [{ channel: 'telegram', externalId: '@ann' }, 'https://t.me/ann'],
    [{ channel: 'telegram', externalId: '4711' }, undefined],
    [{ channel: 'telegram', messenger: 'Ann Lee', externalId: '4711' }, undefined],
    [{ channel: 'vk', externalId: '77' }, 'https://vk.com/id77'],
    [{ channel: 'vk', externalId: 'ann.lee' }, 'https://vk.com/ann.lee'],
    [{ channel: 'whatsapp', externalId: '+49 (30) 123-45' }, 'https://wa.me/493012345'],
    [{ channel: 'whatsapp', externalId: 'ann' }, undefined],
    [{ channel: 'instagram', messenger: 'ann' }, 'https://www.instagram.com/ann'],
    [{ channel: 'facebook', externalId: '1001' }, 'https://www.facebook.com/1001'],
    [{ channel: 'telegram', messenger: 'a/../b?x=<script>' }, undefined],
    [{ channel: 'constructor', externalId: '1' }, undefined],
    [{ channel: 'viber', externalId: '1' }, undefined],
    [{}, undefined],
    [{ channel: 'vk', externalId: '7', profileUrl: 'https://own.example/p' }, 'https://own.example/p'],
  ])('of %j is %s', (contact, link) => {
    expect(profileLink(contact)).toBe(link);
  });
});

describe('Labels', () => {
  it('name where somebody comes from, and everything that stands in the way of mail', () => {
    expect(participantLabels(person())).toEqual(['imported']);
    const nameless: Participant = { ...person({ source: 'manual' }), email: undefined };
    expect(participantLabels(nameless)).toEqual(['added-by-hand', 'no-email']);
    const at = '2027-01-02T00:00:00Z';
    const worst = person({
      source: 'self-registration',
      ...{ deletedAt: at, blockedAt: at, complainedAt: at, bouncedAt: at, optedOutAt: at },
      optedOutEvents: new Set(['evt_1']),
    });
    expect(participantLabels(worst)).toEqual([
      'self-registered',
      'deleted',
      'blocked',
      'complained',
      'bounced',
      'unsubscribed',
      'unsubscribed-from-events',
    ]);
    const all = Source.options.flatMap((source) => participantLabels({ ...worst, source, email: undefined }));
    expect(new Set(all).size).toBe(12);
    expect([...all, 'active', '', 'toString'].filter((label) => !isParticipantLabel(label))).toEqual([
      ...['active', '', 'toString'],
    ]);
  });
});

describe('A change of a person', () => {
  const group = (digit: string) => `grp_${digit.repeat(32)}`;
  const change = (body: object) => PersonChange.parse(body);

  it('is no change where everything is so already', () => {
    const known = person({
      firstName: 'A',
      utm: { source: 'x', medium: 'y' },
      groups: new Set([group('1')]),
    });
    const same = { firstName: ' A ', phone: null, lastName: '', utm: { medium: 'y', source: 'x' } };
    const groups = { add: [group('1')], remove: [group('2')] };
    expect(differenceOf(known, change({ ...same, groups, variables: { gone: null } }))).toEqual({
      set: {},
      remove: [],
      fields: [],
      joined: [],
      left: [],
      optsOut: false,
    });
  });

  it('makes exactly what was asked for, whatever stood there before', () => {
    const value = fc.option(fc.string({ maxLength: 5 }));
    const names = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.string({ maxLength: 5 })),
        fc.dictionary(names, value),
        fc.subarray(['1', '2', '3', '4']),
        fc.subarray(['1', '2', '3', '4']),
        fc.subarray(['1', '2', '3', '4']),
        (before, variables, are, add, remove) => {
          const known = person({ variables: before, groups: new Set(are.map(group)) });
          const asked = change({ variables, groups: { add: add.map(group), remove: remove.map(group) } });
          const { set, remove: gone, joined, left } = differenceOf(known, asked);
          const after = { variables: known.variables, groups: known.groups, ...set };
          const wanted = Object.entries({ ...before, ...asked.variables }).filter(([, one]) => one !== null);
          expect(gone.includes('variables') ? {} : (after.variables ?? {})).toEqual(
            Object.fromEntries(wanted),
          );
          const groups = new Set([...are, ...add].filter((one) => !remove.includes(one)).map(group));
          expect(gone.includes('groups') ? new Set() : after.groups).toEqual(groups);
          expect(new Set([...are.map(group), ...joined].filter((one) => !left.includes(one)))).toEqual(
            groups,
          );
        },
      ),
    );
  });
});
