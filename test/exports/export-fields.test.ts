import { describe, expect, it } from 'vitest';
import { Participant } from '../../shared/people/domain/participant.ts';
import { defaultFields, exportField, type RowFacts } from '../../shared/exports/domain/export-fields.ts';
import { Registration } from '../../shared/registrations/domain/registration.ts';

const at = '2027-03-01T09:00:00.000Z';
const person = Participant.parse({
  ...{ id: `par_${'1'.repeat(32)}`, email: 'ann@example.com', source: 'import', version: 1 },
  ...{ createdAt: at, firstSeenAt: at, utm: { source: 'vk' } },
  consent: { at, source: 'fair' },
  groups: new Set(['grp_a', 'grp_gone', 'grp_b']),
  variables: { born: '1990-05-01', day: '1990-05-01', moment: at, size: 1.234, small: 0.5, vip: false },
});
const sessionId = `ses_${'2'.repeat(32)}`;
const registration = (more: Partial<Registration>) =>
  Registration.parse({
    ...{ participantId: person.id, sessionId, eventId: `evt_${'3'.repeat(32)}`, status: 'registered' },
    ...{ source: 'import', answers: { size: 1.5, agree: false }, createdAt: at, linkEpoch: 1, mailRound: 1 },
    ...more,
  });
const facts = (found?: Registration): RowFacts => ({
  date: (written) => `on ${written}`,
  groupName: (id) => ({ grp_a: 'Spring; early', grp_b: 'A\\B' })[id],
  registration: (_, id) => (id === sessionId ? found : undefined),
  dateVariables: new Set(['born', 'moment', 'size']),
});
const cell = (name: string, found?: Registration, of = person) => exportField(name)?.write(of, facts(found));

describe('A cell of an export', () => {
  it('writes moments as they are asked for, and none where there is none', () => {
    expect(['createdAt', 'firstSeenAt', 'consentAt'].map((name) => cell(name))).toEqual(
      Array(3).fill(`on ${at}`),
    );
    expect(cell('lastSeenAt')).toBeUndefined();
    expect(cell('consentAt', undefined, { ...person, consent: undefined })).toBeUndefined();
  });

  it('writes the days of date variables only, and numbers that nobody takes for thousands', () => {
    expect(
      ['born', 'day', 'moment', 'size', 'small', 'vip'].map((name) => cell(`variables.${name}`)),
    ).toEqual(['on 1990-05-01', '1990-05-01', at, '1.2340', '0.5', 'false']);
    expect(cell('variables.none')).toBeUndefined();
  });

  it('writes groups by the names that are there, as an import parts them', () => {
    expect(cell('groups')).toBe(String.raw`Spring\; early; A\\B`);
    expect(cell('groups', undefined, { ...person, groups: undefined })).toBeUndefined();
  });

  it('tells of a session what the person did there, and nothing where they did nothing', () => {
    const parts = [
      'status',
      'registered',
      'registeredAt',
      'attendance',
      'attendanceSeconds',
      'attendanceShare',
    ];
    const told = (found?: Registration) => parts.map((part) => cell(`session:${sessionId}.${part}`, found));
    expect(told()).toEqual(Array(6).fill(undefined));
    expect(told(registration({}))).toEqual([
      'registered',
      'true',
      `on ${at}`,
      'unknown',
      undefined,
      undefined,
    ]);
    const attendance = { state: 'attended', seconds: 60, share: 0.5 } as const;
    expect(told(registration({ status: 'waitlisted', attendance }))).toEqual([
      ...['waitlisted', 'true', `on ${at}`, 'attended', '60', '0.5'],
    ]);
    expect(told(registration({ status: 'cancelled' }))[1]).toBe('false');
    expect(told(registration({ status: 'suspected' }))[1]).toBe('false');
    const answers = ['size', 'agree', 'none', 'constructor'].map(
      (name) => `session:${sessionId}.answers.${name}`,
    );
    expect(answers.map((name) => cell(name, registration({})))).toEqual([
      '1.5',
      'false',
      undefined,
      undefined,
    ]);
  });

  it('has a column for each field of the default, and for no other name', () => {
    expect(defaultFields.filter((name) => exportField(name)?.name !== name)).toEqual([]);
    expect(cell('utm.source')).toBe('vk');
    for (const name of [
      'utm.other',
      'variables.',
      'variables.a b',
      'session:ses_1.status',
      `session:${sessionId}.x`,
    ])
      expect(exportField(name), name).toBeUndefined();
  });
});

describe('The name of a column', () => {
  const known = (name: string) => exportField(name);

  it('of a session says whose, which part, and which answer', () => {
    expect(known(`session:${sessionId}.status`)).toMatchObject({ sessionId, part: 'status' });
    expect(known(`session:${sessionId}.status`)).not.toHaveProperty('answer');
    expect(known(`session:${sessionId}.answers.size`)).toMatchObject({
      part: 'answers.size',
      answer: 'size',
    });
  });

  it.each([
    'session:.status',
    'session:x.status',
    `session:${sessionId}.`,
    `session:${sessionId}.other`,
    'utm.other',
    'other',
    '',
  ])('is none: %j', (name) => {
    expect(known(name)).toBeUndefined();
  });

  it('labels parts several with a semicolon', () => {
    expect(cell('labels', undefined, { ...person, email: undefined })).toBe('imported; no-email');
  });
});
