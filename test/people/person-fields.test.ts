import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePeople } from '../../functions/people/serve-people.ts';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { defaultFields } from '../../shared/exports/domain/export-fields.ts';
import { getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { handOverBody } from '../../shared/handovers/usecases/hand-over-body.ts';
import { foldName } from '../../shared/imports/domain/headings/heading-forms.ts';
import { readCells } from '../../shared/imports/domain/cells/import-cells.ts';
import { personHeadings } from '../../shared/imports/domain/headings/person-headings.ts';
import { guessColumns } from '../../shared/imports/domain/import-columns.ts';
import { personalize, placeholderFaults, plainPieces } from '../../shared/mail/domain/mail-text.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { mergePeople } from '../../shared/people/domain/merge-people.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { personFieldNames, type PersonField } from '../../shared/person-fields/domain/person-field-names.ts';
import { personFields, type PersonFieldTraits } from '../../shared/person-fields/domain/person-fields.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { Locale } from '../../shared/platform/values/locale.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { organizerDeps } from '../support/api/organizer-routes.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { idOf, registrationDeps } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { exportAll, importFile, type TestClock } from '../support/run-jobs.ts';

// Every field of the list goes in and comes out by every way that the list says: a way that has a list of its own shows here.

/** Values that only some texts can be; any other field takes a text. */
const particular: Partial<Record<PersonField, string>> = {
  email: 'ann.whole@example.com',
  phone: '+49 30 1234567',
  locale: 'fr',
  timeZone: 'Europe/Berlin',
  channel: 'telegram',
  externalId: '@ann_whole',
  profileUrl: 'https://people.example/ann',
  avatarUrl: 'https://people.example/ann.png',
};
const sampleOf = (field: PersonField): string => particular[field] ?? `Whole ${field}`;
const traits: Record<PersonField, PersonFieldTraits> = personFields;
const fieldsWhere = (holds: (one: PersonFieldTraits) => boolean): PersonField[] =>
  personFieldNames.filter((name) => holds(traits[name]));
const samplesOf = (fields: readonly PersonField[], more: Record<string, string> = {}) => ({
  ...Object.fromEntries(fields.map((field) => [field, sampleOf(field)])),
  ...more,
});

const byAnybody = fieldsWhere(({ told }) => told === 'by-anybody');
const changeable = fieldsWhere(({ told }) => told !== 'as-address');

let aws: LocalAws;
let event: Event;
let whole: Participant;
let view: Record<string, unknown>;
const clock: TestClock = { now: NOW };
const { act } = bulkRunner(() => aws, clock);
let people: ReturnType<typeof callerOf>;
let landing: ReturnType<typeof callerOf>;
const admin = (routeKey: string, request: TestRequest = {}) =>
  people(routeKey, { groups: '[admin]', ...request });
const person = async (id: string): Promise<Participant> => (await getParticipant(aws.table, id))!;

beforeAll(async () => {
  aws = await startLocalAws();
  landing = callerOf(serveRegistration(registrationDeps(aws)));
  people = callerOf(servePeople(organizerDeps(aws)));
  event = await storedEvent(aws.table);
  await storedSession(aws.table, event);
  const added = await admin('POST /v1/participants', { json: samplesOf(personFieldNames) });
  expect(added.status, added.body).toBe(201);
  view = added.json();
  whole = await person(String(view['id']));
});
afterAll(() => aws.stop());

describe('A field of a person comes in', () => {
  const post = async (email: string, request: TestRequest): Promise<Participant> => {
    const reply = await landing('POST /v1/events/{eventId}/registrations', {
      params: { eventId: event.id },
      ...request,
    });
    expect(reply.status, reply.body).toBeLessThan(400);
    return person(idOf(email));
  };

  it('by the form that a page posts', async () => {
    const told = samplesOf(byAnybody, { email: 'form@example.com' });
    expect(await post('form@example.com', { form: new URLSearchParams(told).toString() })).toMatchObject(
      told,
    );
  });

  it('by JSON that a page posts, and no other field does', async () => {
    const told = samplesOf(byAnybody, { email: 'json@example.com' });
    expect(await post('json@example.com', { json: told })).toMatchObject(told);
    for (const field of fieldsWhere(({ told }) => told === 'by-organizers')) {
      const json = { email: 'other@example.com', [field]: sampleOf(field) };
      const reply = await landing('POST /v1/events/{eventId}/registrations', {
        params: { eventId: event.id },
        json,
      });
      expect(reply.status, field).toBe(422);
    }
  });

  it('by a file whose columns have its own name', async () => {
    const told = samplesOf(personFieldNames, { email: 'file@example.com', externalId: '@ann_file' });
    const file = `${Object.keys(told).join(',')}\n${Object.values(told).join(',')}\n`;
    expect(await importFile(aws, clock, 'whole.csv', file)).toMatchObject({
      status: 'done',
      counts: { created: 1 },
    });
    expect(await person(idOf('file@example.com'))).toMatchObject(told);
  });

  it('by the API', () => {
    expect(whole).toMatchObject(samplesOf(personFieldNames));
  });

  it.each(personFieldNames)('by a file that calls it one of its words, in any language: %s', (field) => {
    const { en, de, fr, ru, others = '' } = personHeadings[field];
    for (const words of [en, de, fr, ru, others])
      for (const word of words.split(' ').filter((one) => one !== '')) {
        expect(foldName(word)).toBe(word);
        expect([word, guessColumns([word])[0]?.meaning]).toEqual([word, field]);
      }
  });

  it.each(personFieldNames)(
    'by a file whose empty cells are to empty it, unless it tells who it is: %s',
    (field) => {
      const read = readCells([{ name: field, meaning: field }], { eraseEmpty: true });
      expect(read(['']).row.erases).toEqual(traits[field].identifies === true ? undefined : [field]);
    },
  );

  it.each(fieldsWhere(({ form }) => form !== undefined))(
    'by the hosted page, which asks for it: %s',
    (field) => {
      const { autocomplete, type } = traits[field].form!;
      for (const locale of Locale.options) {
        const page = registrationPage({
          locale,
          event,
          sessions: [{ ...sessionShown, id: `ses_${'0'.repeat(32)}` }],
        });
        const input = new RegExp(`<input[^>]*name="${field}"[^>]*>`).exec(page)?.[0];
        expect(input).toContain(`autocomplete="${autocomplete}"`);
        expect(input).toContain(`type="${type}"`);
        expect(page).toContain(new Map(Object.entries(pageTexts[locale])).get(field));
      }
    },
  );
});

const sessionShown = {
  startsAt: '2027-03-07T10:00',
  timeZone: 'Europe/Berlin',
  startsAtUtc: '2027-03-07T09:00:00.000Z',
  durationMinutes: 60,
};

describe('A field of a person comes out', () => {
  it('in the API', async () => {
    expect(view).toMatchObject(samplesOf(personFieldNames));
    const again = await admin('GET /v1/participants/{participantId}', {
      params: { participantId: whole.id },
    });
    expect(again.json()).toMatchObject(samplesOf(personFieldNames));
  });

  it('in an export, as a column that an import knows again', async () => {
    const fields = fieldsWhere((one) => one.export);
    expect(defaultFields).toEqual(expect.arrayContaining(fields));
    const { text } = await exportAll(aws, clock, {
      format: 'csv',
      fields,
      filter: { field: 'email', op: 'eq', value: sampleOf('email') },
    });
    const [header = '', row = ''] = text.replace(/^\uFEFF/, '').split('\r\n');
    const cells = row.split(',').map((cell) => cell.replace(/^"?'?|"$/g, ''));
    expect(Object.fromEntries(header.split(',').map((name, n) => [name, cells[n]]))).toEqual(
      samplesOf(fields),
    );
    expect(guessColumns(header.split(',')).map(({ meaning }) => meaning)).toEqual(fields);
  });

  it.each(fieldsWhere(({ filter }) => filter !== undefined))(
    'where a filter asks for it: %s',
    async (field) => {
      const found = async (query: Record<string, string>) => {
        const reply = await admin('GET /v1/participants', { query: { limit: '100', ...query } });
        expect(reply.status, reply.body).toBe(200);
        return reply.json().items.map(({ id }: { id: string }) => id) as string[];
      };
      expect(await found({ [field]: sampleOf(field) })).toContain(whole.id);
      const isChoice = traits[field].filter === 'choice';
      const another = isChoice ? (field === 'locale' ? 'ru' : 'vk') : 'nobody 99999999';
      expect(await found({ [`${field}.${isChoice ? 'in' : 'contains'}`]: another })).toEqual([]);
      if (traits[field].search !== undefined) expect(await found({ q: sampleOf(field) })).toContain(whole.id);
    },
  );

  it.each(fieldsWhere(({ facet }) => facet === true))('where people are counted by it: %s', async (field) => {
    const { facets } = (await admin('GET /v1/participants/facets')).json();
    expect(facets[field].map(({ value }: { value: string }) => value)).toContain(sampleOf(field));
  });

  it('in what a rule and a bulk action hand over, which is the same', async () => {
    const told = fieldsWhere(({ handOver }) => handOver);
    const registration = { participantId: whole.id, sessionId: 'ses_1', answers: {} };
    const byRule = handOverBody(
      { runId: 'run', dueAt: '2027-03-01T11:00:00.000Z' },
      { event, session: await storedSession(aws.table, event) },
      registration as Registration,
      whole,
    );
    const done = await act({ type: 'hand-over', url: 'https://crm.example.com/' }, [whole]);
    const inBulk = await getDeliveryBody(aws.table, { runId: done.id, participantId: whole.id });
    const participantIn = (body: string): Record<string, unknown> => JSON.parse(body).data.participant;
    expect(participantIn(byRule)).toMatchObject(samplesOf(told));
    expect(participantIn(inBulk!)).toEqual(participantIn(byRule));
    for (const field of personFieldNames)
      expect([field, field in participantIn(byRule)]).toEqual([field, told.includes(field)]);
  });

  it.each(personFieldNames)('in mails that name it, if it may be: %s', (field) => {
    const text = `{{${field}|nothing}}`;
    const isKnown = traits[field].mail !== undefined;
    expect(placeholderFaults(text, () => false)).toHaveLength(isKnown ? 0 : 1);
    const mailed = plainPieces(personalize(text, whole, (value) => value));
    expect(mailed).toBe(isKnown ? sampleOf(field) : 'nothing');
  });

  it('in the file of all that is known of the person', async () => {
    const reply = await admin('GET /v1/participants/{participantId}/data', {
      params: { participantId: whole.id },
    });
    expect(reply.json().participant).toMatchObject(samplesOf(personFieldNames));
  });
});

describe('A field of a person', () => {
  const bare: Participant = {
    id: `par_${'1'.repeat(32)}`,
    source: 'manual',
    createdAt: '2027-01-01T00:00:00.000Z',
    version: 1,
  };

  it.each(personFieldNames)(
    'is taken over by whom the person becomes, or told of in the history: %s',
    (field) => {
      const { person: survivor } = mergePeople(bare, { person: whole, addressId: whole.id });
      expect(survivor[field]).toBe(sampleOf(field));
      const fuller: Participant = { ...whole, ...bare, [field]: 'their own' };
      const { person: kept, lost } = mergePeople(fuller, { person: whole, addressId: whole.id });
      expect([kept[field], lost[field]]).toEqual(['their own', sampleOf(field)]);
    },
  );

  it.each(changeable)('is changed and taken away by the API, which the history tells: %s', async (field) => {
    const told = samplesOf(personFieldNames, {
      email: `${field}@change.example.com`,
      externalId: `@change_${field.toLowerCase()}`,
    });
    const { id } = (await admin('POST /v1/participants', { json: told })).json();
    // The channel and the id in it go together.
    const gone = traits[field].identifies === true ? ['channel', 'externalId'] : [field];
    const reply = await admin('PATCH /v1/participants/{participantId}', {
      params: { participantId: id },
      json: Object.fromEntries(gone.map((name) => [name, null])),
    });
    expect(reply.status, reply.body).toBe(200);
    expect((await person(id))[field]).toBeUndefined();
    const history = await admin('GET /v1/participants/{participantId}/history', {
      params: { participantId: id },
    });
    expect(history.json().items[0].data.fields).toContain(field);
  });

  it('is erased with the person, wherever it stood', async () => {
    const told = Object.fromEntries(personFieldNames.map((field) => [field, markOf(field)]));
    const added = await admin('POST /v1/participants', { json: told });
    expect(added.status, added.body).toBe(201);
    const marked = await person(added.json().id);
    for (const field of personFieldNames) expect([field, marked[field]]).toEqual([field, told[field]]);
    await act({ type: 'hand-over', url: 'https://crm.example.com/' }, [marked]);
    const isKept = async () => (await tableText()).includes(MARK);
    expect(await isKept()).toBe(true);
    expect(await act({ type: 'erase' }, [marked])).toMatchObject({ status: 'done', counts: { changed: 1 } });
    expect(await isKept()).toBe(false);
    expect(await getParticipant(aws.table, marked.id)).toBeUndefined();
  });

  /** In every value of the person who is erased, but in those that must be one of a few. */
  const MARK = 'erasedvalue';
  const few: PersonField[] = ['locale', 'timeZone', 'channel'];
  const markOf = (field: PersonField): string => {
    if (few.includes(field)) return sampleOf(field);
    if (field === 'email') return `${MARK}@example.com`;
    if (field === 'externalId') return `@${MARK}`;
    return field.endsWith('Url') ? `https://${MARK}.example/` : `${MARK} ${field}`;
  };
  const tableText = async (): Promise<string> => {
    const texts: string[] = [];
    for (let start: Record<string, unknown> | undefined, more = true; more; more = start !== undefined) {
      const page = await aws.table.client.send(
        new ScanCommand({ TableName: aws.table.name, ...(start && { ExclusiveStartKey: start }) }),
      );
      texts.push(...page.Items!.map((item) => JSON.stringify(item)));
      start = page.LastEvaluatedKey;
    }
    return texts.join('\n');
  };
});

describe('The job title', () => {
  it('is what its words say in four languages, and nothing that may be another thing', () => {
    const meanings = (names: string[]) => names.map((name) => [name, guessColumns([name])[0]?.meaning]);
    const words = ['Job title', 'Position', 'Organization 1 - Title', 'Berufsbezeichnung', 'Funktion'];
    const others = ['Fonction', 'Poste', 'Intitulé du poste', 'Должность'];
    for (const [name, meaning] of meanings([...words, ...others]))
      expect([name, meaning]).toEqual([name, 'jobTitle']);
    for (const [name, meaning] of meanings(['Title', 'Titel', 'Titre', 'Role', 'Rolle', 'Позиция', 'Job']))
      expect([name, meaning]).toEqual([name, 'ignored']);
  });

  it('leaves a word to the custom field that an organizer has for it already, but never its own name', () => {
    const createdAt = '2027-01-01T00:00:00.000Z';
    const own = ['position', 'jobTitle'].map((name) => ({
      ...{ name, label: name, type: 'text' as const, createdAt, version: 1 },
    }));
    expect(guessColumns(['Position', 'Job title'], own).map(({ meaning }) => meaning)).toEqual([
      'variables.position',
      'jobTitle',
    ]);
  });

  it.each([
    ['en', 'Add phone, company or job title', 'Job title'],
    ['de', 'Telefon, Firma oder Position angeben', 'Position'],
    ['fr', 'Ajouter un téléphone, une entreprise ou une fonction', 'Fonction'],
    ['ru', 'Добавить телефон, компанию или должность', 'Должность'],
  ] as const)('is asked for where company is, in the words of %s', (locale, more, label) => {
    const session = { ...sessionShown, id: `ses_${'0'.repeat(32)}` };
    const page = registrationPage({ locale, event, sessions: [session] });
    const [, folded = ''] = page.split('<details');
    expect(folded).toContain(`<summary>${more}</summary>`);
    expect(folded).toContain(`<label for="jobTitle" dir="auto">${label}`);
  });
});
