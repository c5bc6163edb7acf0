import { describe, expect, it } from 'vitest';
import { EventForm } from '../../shared/events/domain/event-form.ts';
import { defaultFields } from '../../shared/exports/domain/export-fields.ts';
import { countFacets } from '../../shared/filters/domain/facets.ts';
import { isChoiceField, isTextField } from '../../shared/filters/domain/filter-fields.ts';
import { searchFilter } from '../../shared/filters/domain/filter-query.ts';
import { handOverParticipant } from '../../shared/handovers/domain/hand-over-participant.ts';
import { readCells } from '../../shared/imports/domain/cells/import-cells.ts';
import { cleanForMail } from '../../shared/mail/domain/mail-subject.ts';
import { placeholderFaults } from '../../shared/mail/domain/mail-text.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { mergePeople } from '../../shared/people/domain/merge-people.ts';
import { ContactDetails, type Participant } from '../../shared/people/domain/participant.ts';
import { PersonChange } from '../../shared/people/domain/person-change.ts';
import { isPersonField, personFieldNames } from '../../shared/person-fields/domain/person-field-names.ts';
import { RegistrationRequest } from '../../shared/registrations/domain/registration-request.ts';
import { takenOf } from '../support/told-of.ts';

// What is written of the fields of a person in docs/people.md, docs/filters.md, docs/webhooks.md and the README.

const sample = {
  email: 'ann@example.com',
  firstName: 'Ann',
  lastName: 'Lee',
  phone: '+49 30 123',
  company: 'Contoso',
  jobTitle: 'Gardener',
  locale: 'fr',
  timeZone: 'Europe/Berlin',
  channel: 'telegram',
  externalId: '42',
  messenger: 'Annie',
  profileUrl: 'https://t.example/ann',
  avatarUrl: 'http://t.example/ann.png',
} as const;
const core: Participant = {
  ...{ id: `par_${'1'.repeat(32)}`, source: 'manual', createdAt: '2027-01-01T00:00:00.000Z', version: 1 },
};
const person: Participant = { ...core, ...sample };
const fieldsWhere = (holds: (field: keyof typeof sample) => boolean) => personFieldNames.filter(holds);
const byForm = ['firstName', 'lastName', 'phone', 'company', 'jobTitle', 'locale', 'timeZone'];
const byOrganizers = ['channel', 'externalId', 'messenger', 'profileUrl', 'avatarUrl'];

describe('Of the fields of a person', () => {
  it('each has a name of its own, and no other word is one', () => {
    expect(personFieldNames).toEqual(Object.keys(sample));
    expect(['toString', 'constructor', 'name', 'id'].filter(isPersonField)).toEqual([]);
  });

  it('a landing page may tell the plain ones, and organizers those of a channel as well', () => {
    const isTold = (field: keyof typeof sample) =>
      RegistrationRequest.safeParse({ email: sample.email, [field]: sample[field] }).success;
    expect(fieldsWhere(isTold)).toEqual(['email', ...byForm]);
    expect(Object.keys(ContactDetails.shape)).toEqual(byOrganizers);
    const isChanged = (field: keyof typeof sample) =>
      PersonChange.safeParse({ [field]: sample[field] }).success;
    expect(fieldsWhere(isChanged)).toEqual([...byForm, ...byOrganizers]);
  });

  it.each([
    ['firstName', 100],
    ['lastName', 100],
    ['phone', 50],
    ['company', 200],
    ['jobTitle', 200],
    ['timeZone', 64],
    ['externalId', 200],
    ['messenger', 100],
  ])('%s has at most %d signs', (field, most) => {
    const schema = (byForm.includes(field) ? RegistrationRequest : ContactDetails).partial();
    expect(takenOf(schema, [1, most, most + 1], (length) => ({ [field]: 'x'.repeat(length) }))).toEqual([
      1,
      most,
    ]);
  });

  it.each([
    [{ channel: 'telegram' }, true],
    [{ channel: 'my-app2' }, true],
    [{ channel: `a${'b'.repeat(29)}` }, true],
    [{ channel: `a${'b'.repeat(30)}` }, false],
    [{ channel: 'Telegram' }, false],
    [{ channel: '2gis' }, false],
    [{ channel: 'two words' }, false],
    [{ profileUrl: 'http://t.example/ann' }, true],
    [{ profileUrl: 'ftp://t.example/ann' }, false],
    [{ avatarUrl: 'javascript:alert(1)' }, false],
    [{ avatarUrl: `https://t.example/${'x'.repeat(482)}` }, true],
    [{ avatarUrl: `https://t.example/${'x'.repeat(483)}` }, false],
  ])('%j is taken: %s', (details, isTaken) => {
    expect(ContactDetails.safeParse(details).success).toBe(isTaken);
  });

  it('the page asks for those that browsers can fill in, and folds what few people need', () => {
    const event = { id: 'e1', title: 'T', timeZone: 'UTC', form: EventForm.parse({}) };
    const page = registrationPage({ locale: 'en', event: { ...event, kind: 'room' }, sessions: [] });
    const asked = (text: string) =>
      [...text.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
        const [name, filledIn, type] = ['name', 'autocomplete', 'type'].map(
          (what) => new RegExp(`\\s${what}="([^"]*)"`).exec(tag)?.[1],
        );
        return filledIn === undefined || filledIn === 'off' ? [] : [[name, filledIn, type]];
      });
    const [open = '', folded = ''] = page.split('<details');
    expect(asked(open)).toEqual([
      ['email', 'email', 'email'],
      ['firstName', 'given-name', 'text'],
      ['lastName', 'family-name', 'text'],
    ]);
    expect(asked(folded)).toEqual([
      ['phone', 'tel', 'tel'],
      ['company', 'organization', 'text'],
      ['jobTitle', 'organization-title', 'text'],
    ]);
  });

  it('filters compare the texts that tell who somebody is, and take lists of channels and languages', () => {
    expect(fieldsWhere(isTextField)).toEqual([
      ...['email', 'firstName', 'lastName', 'phone', 'company', 'jobTitle', 'externalId', 'messenger'],
    ]);
    expect(fieldsWhere(isChoiceField)).toEqual(['locale', 'channel']);
  });

  it('search looks for words in address, names and company, and for numbers in phones as well', () => {
    const searched = (text: string) =>
      searchFilter(text).all.map((word) =>
        'any' in word ? word.any.map((one) => 'field' in one && one.field) : [],
      );
    const inWords = ['email', 'firstName', 'lastName', 'company'];
    expect(searched('ann 42')).toEqual([inWords, [...inWords.slice(0, 3), 'phone', 'company']]);
  });

  it('people are counted by language and channel', () => {
    const facets = countFacets();
    facets.add(person);
    expect(Object.keys(facets.values())).toEqual([
      ...['status', 'source', 'group', 'locale', 'channel', 'inviteType', 'label'],
    ]);
    expect(facets.values()).toMatchObject({
      locale: [{ value: 'fr', count: 1 }],
      channel: [{ value: 'telegram', count: 1 }],
    });
  });

  it('all are exported, and all but pages and pictures handed over', () => {
    expect(defaultFields.slice(0, personFieldNames.length)).toEqual(personFieldNames);
    const sent = handOverParticipant(person);
    expect(fieldsWhere((field) => field in sent)).toEqual(
      personFieldNames.filter((name) => !['profileUrl', 'avatarUrl'].includes(name)),
    );
  });

  it('mails may name those that read well in a sentence, and take no advertisement for a name', () => {
    const isNamed = (field: string) => placeholderFaults(`{{${field}}}`, () => false).length === 0;
    const named = ['email', 'firstName', 'lastName', 'phone', 'company', 'jobTitle'];
    expect(fieldsWhere(isNamed)).toEqual(named);
    const advertisement = 'win at www.example.com';
    expect(named.filter((field) => cleanForMail(advertisement, field) === '')).toEqual([
      ...['firstName', 'lastName', 'company', 'jobTitle'],
    ]);
  });

  it('what two people have who become one is filled field by field, but a channel as a whole', () => {
    const merged = (survivor: Partial<Participant>) =>
      mergePeople({ ...core, ...survivor }, { person: { ...person, id: `par_${'2'.repeat(32)}` } }).person;
    expect(merged({})).toMatchObject(sample);
    const own = { channel: 'vk', externalId: '7' };
    expect(merged(own)).toMatchObject({
      ...sample,
      ...own,
      ...{ messenger: undefined, profileUrl: undefined },
    });
  });

  it('an empty cell of a file that is to empty fields leaves those that say who it is', () => {
    const left = fieldsWhere(
      (field) =>
        readCells([{ name: field, meaning: field }], { eraseEmpty: true })(['']).row.erases === undefined,
    );
    expect(left).toEqual(['email', 'channel', 'externalId']);
  });
});
