import { describe, expect, it } from 'vitest';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { FormField } from '../../shared/events/domain/form-field.ts';
import { HttpsUrl } from '../../shared/events/domain/https-url.ts';
import { SessionDates, SessionDraft, SessionSeries } from '../../shared/events/domain/session-draft.ts';
import { basicFields } from '../../shared/person-fields/domain/person-field-names.ts';
import { recordOf } from '../../shared/platform/values/record-of.ts';
import { takenOf, toldOf } from '../support/told-of.ts';

const event = { title: 'Pruning', timeZone: 'Europe/Berlin' };
const field = { name: 'size', label: 'Size', type: 'text' };
const asEvent = (more: object) => toldOf(EventDraft, { ...event, ...more });
const asForm = (...fields: object[]) =>
  asEvent({ form: { fields: fields.map((one) => ({ ...field, ...one })) } });
const x = (length: number) => 'x'.repeat(length);

describe('What an organizer enters about an event', () => {
  it('needs a title and a zone, and has usual values for the rest', () => {
    expect(EventDraft.parse(event)).toEqual({
      ...event,
      kind: 'scheduled',
      description: '',
      form: {
        fields: [],
        basics: recordOf(basicFields, () => 'optional'),
        consents: [],
      },
      allowedOrigins: [],
      doubleOptIn: false,
      approval: false,
      businessOnly: false,
      registration: {},
      waitlist: {},
      sender: {},
      look: {},
      attendanceThreshold: 50,
      attendanceLength: 'planned',
    });
  });

  it.each([
    ['title', [1, 200], [0, 201]],
    ['description', [0, 10_000], [10_001]],
    ['timeZone', [1, 64], [0, 65]],
  ] as const)('takes a %s of %j signs and not of %j', (name, taken, refused) => {
    const make = (length: number) => ({ ...event, [name]: x(length) });
    expect(takenOf(EventDraft, [...taken, ...refused], make)).toEqual(taken);
  });

  it('takes a share of 1 to 100 per cent, whole', () => {
    const make = (attendanceThreshold: number) => ({ ...event, attendanceThreshold });
    expect(takenOf(EventDraft, [0, 1, 1.5, 100, 101], make)).toEqual([1, 100]);
  });

  it('asks who waits at once, or within 5 minutes to 14 days', () => {
    const make = (deadlineMinutes: number) => ({ ...event, waitlist: { deadlineMinutes } });
    const fortnight = 14 * 24 * 60;
    expect(takenOf(EventDraft, [-1, 0, 1, 4, 5, 5.5, fortnight, fortnight + 1], make)).toEqual([
      0,
      5,
      fortnight,
    ]);
    expect(toldOf(EventDraft, make(4))).toContain('at least 5 minutes');
  });

  it('leaves out the blanks around titles and labels', () => {
    expect(EventDraft.parse({ ...event, title: ' Pruning ' }).title).toBe('Pruning');
    expect(FormField.parse({ ...field, label: ' Size ', type: 'choice', choices: [' S '] })).toMatchObject({
      label: 'Size',
      choices: ['S'],
    });
  });

  it.each([
    ['https://www.example.com', 'taken'],
    ['http://127.0.0.1:3000', 'taken'],
    ['https://www.example.com/', 'allowedOrigins.0: must be an origin like https://www.example.com'],
    ['www.example.com', 'allowedOrigins.0: must be an origin like https://www.example.com'],
    [`https://${x(290)}.example`, 'allowedOrigins.0: Too big: expected string to have <=300 characters'],
  ])('lets forms of %s post: %s', (origin, told) => {
    expect(asEvent({ allowedOrigins: [origin] })).toContain(told);
  });

  it('takes 20 origins', () => {
    const make = (length: number) => ({
      ...event,
      allowedOrigins: Array.from({ length }, (_, n) => `https://w${n}.example.com`),
    });
    expect(takenOf(EventDraft, [20, 21], make)).toEqual([20]);
  });
});

describe('A form', () => {
  const form = 'form.fields.0.name: letters, digits and _, beginning with a letter, 40 at most';

  it.each([
    ['a', 'taken'],
    ['Shoe_size2', 'taken'],
    [`a${x(39)}`, 'taken'],
    [`a${x(40)}`, form],
    ['2nd', form],
    ['a b', form],
    ['', form],
    ['constructor', 'form.fields.0.name: is a word that programs use themselves'],
  ])('has a field called %s: %s', (name, told) => {
    expect(asForm({ name })).toBe(told);
  });

  it('has 50 fields at most, each name once', () => {
    const make = (length: number) => ({
      ...event,
      form: { fields: Array.from({ length }, (_, n) => ({ ...field, name: `f${n}` })) },
    });
    expect(takenOf(EventDraft, [0, 50, 51], make)).toEqual([0, 50]);
    expect(asForm({}, { label: 'Other' })).toBe(
      'form.fields.1.name: Another one before has this name. Names must be unique.',
    );
    expect(asForm({}, { name: 'Size' })).toBe('taken');
  });

  it('has labels and choices of 1 to 200 signs, and up to 100 choices where they are needed', () => {
    expect(takenOf(FormField, [0, 1, 200, 201], (length) => ({ ...field, label: x(length) }))).toEqual([
      1, 200,
    ]);
    const choices = (...choices: string[]) => ({ ...field, type: 'choice', choices });
    expect(takenOf(FormField, [0, 1, 200, 201], (length) => choices(x(length)))).toEqual([1, 200]);
    const many = (length: number) => choices(...Array.from({ length }, (_, n) => `${n}`));
    expect(takenOf(FormField, [0, 1, 100, 101], many)).toEqual([1, 100]);
    const at = 'form.fields.0.choices';
    expect(asForm({ type: 'choice' })).toBe(`${at}: A field of type choice needs its choices.`);
    expect(asForm({ type: 'choices' })).toBe(`${at}: A field of type choices needs its choices.`);
    expect(asForm({ choices: ['S'] })).toBe(`${at}: Choices belong to fields of type choice or choices.`);
    expect(asForm({ type: 'choice', choices: ['S'] }, { name: 'other' })).toBe('taken');
  });

  it.each(['text', 'email', 'number', 'boolean', 'choice', 'date', 'textarea'])(
    'has fields of type %s',
    (type) => {
      expect(asForm({ type, ...(type === 'choice' && { choices: ['S'] }) })).toBe('taken');
    },
  );
});

describe('A link for people to follow', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'taken'],
    ['HTTPS://example.com', 'taken'],
    ['http://example.com', ': must be an https:// address'],
    ['https:example.com', ': must be an https:// address'],
    ['https://ann@example.com', ': must be an https:// address'],
    ['https://:secret@example.com', ': must be an https:// address'],
    ['https://example.com/a\nb', ': must be an https:// address'],
    ['https://exam\\ple.com', ': must be an https:// address'],
    ['https://', ': must be an https:// address'],
    ['javascript:alert(1)', ': must be an https:// address'],
  ])('%j is %s', (url, told) => {
    expect(toldOf(HttpsUrl, url)).toBe(told);
  });

  it('has up to 2,000 signs', () => {
    expect(takenOf(HttpsUrl, [1_980, 1_981], (length) => `https://example.com/${x(length)}`)).toEqual([
      1_980,
    ]);
  });
});

describe('What an organizer enters about sessions', () => {
  const time = 'startsAt: must be a local time like 2027-03-21T10:00';

  it.each([
    [{}, 'taken'],
    [{ name: null, roomUrl: null, replayUrl: null, capacity: null }, 'taken'],
    [{ startsAt: '2027-03-21T10:00' }, 'taken'],
    [{ startsAt: '2027-03-21T10:00:00' }, time],
    [{ startsAt: '2027-03-21 10:00' }, time],
    [{ startsAt: '1999-03-21T10:00' }, time],
    [{ roomUrl: 'http://example.com' }, 'roomUrl: must be an https:// address'],
  ])('is %j: %s', (draft, told) => {
    expect(toldOf(SessionDraft, draft)).toBe(told);
  });

  it.each([
    ['name', [0, 200], [201]],
    ['timeZone', [1, 64], [0, 65]],
  ] as const)('has a %s of %j signs and not of %j', (name, taken, refused) => {
    expect(takenOf(SessionDraft, [...taken, ...refused], (length) => ({ [name]: x(length) }))).toEqual(taken);
  });

  it.each([
    ['durationMinutes', [1, 1_440], [0, 1_441, 1.5]],
    ['capacity', [1, 1_000_000], [0, 1_000_001, 1.5]],
  ] as const)('has a %s of %j and not of %j', (name, taken, refused) => {
    expect(takenOf(SessionDraft, [...taken, ...refused], (number) => ({ [name]: number }))).toEqual(taken);
  });

  it('is up to 100 at once, as dates or as a series', () => {
    const dates = (length: number) => ({ dates: Array.from({ length }, () => ({})) });
    expect(takenOf(SessionDates, [0, 1, 100, 101], dates)).toEqual([1, 100]);
    const series = (count: number) => ({ first: {}, count, every: 'P1W' });
    expect(takenOf(SessionSeries, [0, 1, 1.5, 100, 101], series)).toEqual([1, 100]);
  });

  it.each([
    ['P1D', 'taken'],
    ['P999D', 'taken'],
    ['P2W', 'taken'],
    ['P99M', 'taken'],
    ['P100M', 'every: must be a period like P1D, P2W or P1M'],
    ['P0D', 'every: must be a period like P1D, P2W or P1M'],
    ['P1Y', 'every: must be a period like P1D, P2W or P1M'],
    ['1W', 'every: must be a period like P1D, P2W or P1M'],
  ])('comes every %s: %s', (every, told) => {
    expect(toldOf(SessionSeries, { first: {}, count: 2, every })).toBe(told);
  });
});
