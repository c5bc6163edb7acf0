import { describe, expect, it } from 'vitest';
import { findAddressColumn, findIdColumn } from '../../shared/imports/domain/headings/columns-by-content.ts';
import { decideRow } from '../../shared/imports/domain/import-change.ts';
import type { ImportRun } from '../../shared/imports/domain/import-run.ts';
import { guessColumns, hasIdentity, variableNameFor } from '../../shared/imports/domain/import-columns.ts';
import { isRowFault, rowReader, type RowDraft } from '../../shared/imports/domain/import-row.ts';
import { defaultFields } from '../../shared/exports/domain/export-fields.ts';
import { supportedLocale } from '../../shared/platform/values/text/supported-locale.ts';
import { findTimeZone } from '../../shared/platform/time/zone-table.ts';
import { markOfRow } from '../../shared/imports/domain/import-marks.ts';
import { personChanges } from '../../shared/imports/domain/person-changes.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const meanings = (...header: string[]) => guessColumns(header).map((column) => column.meaning);

describe('The columns of a file', () => {
  it.each([
    ['English', ['E-Mail', 'First Name', 'last_name', 'Phone number', 'Company', 'Language', 'Time zone']],
    ['German', ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Telefon', 'Firma', 'Sprache', 'Zeitzone']],
    ['French', ['Courriel', 'Pre\u0301nom', 'NOM', 'Téléphone', 'Société', 'Langue', 'Fuseau horaire']],
    ['Russian', ['Электронная почта', 'Имя', 'ФАМИЛИЯ', 'Телефон', 'Компания', 'Язык', 'Часовой пояс']],
  ])('are known by their %s names', (_, header) => {
    expect(meanings(...header)).toEqual([
      'email',
      'firstName',
      'lastName',
      'phone',
      'company',
      'locale',
      'timeZone',
    ]);
  });

  it.each([
    ['Prénom;Nom;Adresse électronique;Numéro de téléphone', 'firstName lastName email phone'],
    ['Vorname;Name;E-Mail;Mobil', 'firstName lastName email phone'],
    ['Given Name;Family Name;E-mail 1 - Value;Phone 1 - Value', 'firstName lastName email phone'],
    ['Имя;Фамилия;Эл. почта;Моб. телефон', 'firstName lastName email phone'],
    ['Name;E-Mail', 'fullName email'],
    ['Nom;E-mail', 'fullName email'],
    ['First name / Last name;E-mail', 'fullName email'],
    ['Vorname/Nachname;E-Mail', 'fullName email'],
    ['Name / Vorname;E-Mail', 'fullName email'],
    ['Vorname / Firma;E-Mail', 'ignored email'],
  ])('are known as usual programs call them: %s', (header, expected) => {
    expect(meanings(...header.split(';')).join(' ')).toBe(expected);
  });

  it.each([
    'UNSUB_TIME',
    'CLEAN_TIME',
    'Opted out of email: Marketing Information',
    'Blacklisted',
    'Global unsubscribe',
  ])('tell of opt-outs as usual programs call them: %s', (name) => {
    expect(meanings('email', name)).toEqual(['email', 'optedOut']);
  });

  it('give variables names that can be read', () => {
    const named = (...names: string[]) => names.map((name) => variableNameFor(name, 1, new Set()));
    expect(named('MEMBER_RATING', 'VIP', 'Shoe size', 'eMail2')).toEqual([
      'memberRating',
      'vip',
      'shoeSize',
      'eMail2',
    ]);
  });

  it('whose cells are addresses is taken for them where none is called so, and of two neither', () => {
    const columns = guessColumns(['Wer', 'Wohin', 'Kopie']);
    const found = (...rows: string[][]) => findAddressColumn(columns, rows).map(({ meaning }) => meaning);
    expect(found(['Ann', 'ann@example.com', ''], ['Bo', '', ''])).toEqual(['ignored', 'email', 'ignored']);
    expect(found(['Ann', 'ann@example.com', 'a@b.example'])).toEqual(['ignored', 'ignored', 'ignored']);
    expect(found(['Ann', 'ann@example.com'], ['Bo', 'nobody'])).toEqual(['ignored', 'ignored', 'ignored']);
    const known = guessColumns(['email', 'Kopie']);
    expect(findAddressColumn(known, [['x', 'ann@example.com']])).toEqual(known);
  });

  it('called id names people only where it holds the ids that our exports write, and is anything else otherwise', () => {
    const columns = guessColumns(['ID', 'firstName']);
    const id = `par_${'0a'.repeat(16)}`;
    const found = (...ids: string[]) =>
      findIdColumn(
        columns,
        ids.map((one) => [one, 'Ann']),
      ).map(({ meaning }) => meaning);
    expect(found(id, '', ` ${id} `)).toEqual(['id', 'firstName']);
    expect(found(id, '4711')).toEqual(['read-only', 'firstName']);
    expect(found('', '')).toEqual(['read-only', 'firstName']);
  });

  it('give a field to the first of two that claim it', () => {
    expect(meanings('email', 'E-mail', 'mail')).toEqual(['email', 'ignored', 'ignored']);
  });

  it('are harmless whatever they are called', () => {
    expect(meanings('__proto__', 'constructor', 'toString', '', ' ', 'hasOwnProperty', 'email')).toEqual([
      'ignored',
      'ignored',
      'ignored',
      'ignored',
      'ignored',
      'ignored',
      'email',
    ]);
  });

  it('of our own export are all known, and what nobody may write is not written', () => {
    expect(meanings(...defaultFields)).not.toContain('ignored');
    expect(meanings('source', 'createdAt', 'id', 'import fault')).toEqual(
      Array.from({ length: 4 }, () => 'read-only'),
    );
  });

  it('that tell who opted out, or in, are known by their names in any language', () => {
    const out =
      'Unsubscribed|Opt-out|Opted out|Abgemeldet|Отписан|Отписался|Désabonné|Désinscrit|Unsubscribed at|Unsubscribe date|Do not mail|Kein Newsletter';
    for (const name of out.split('|')) expect([name, ...meanings(name)]).toEqual([name, 'optedOut']);
    for (const name of ['Subscribed', 'Opt-in', 'Newsletter', 'Consent', 'Einwilligung', 'Double opt-in'])
      expect([name, ...meanings(name)]).toEqual([name, 'optedIn']);
  });

  it('must name somebody', () => {
    expect(hasIdentity(guessColumns(['name', 'city']))).toBe(false);
    expect(hasIdentity(guessColumns(['name', 'Почта']))).toBe(true);
    const named = (meaning: 'id' | 'externalId' | 'channel', ...more: ('externalId' | 'channel')[]) =>
      [meaning, ...more].map((one) => ({ name: one, meaning: one }));
    expect(hasIdentity(named('id'))).toBe(true);
    expect([hasIdentity(named('externalId')), hasIdentity(named('externalId'), 'vk')]).toEqual([false, true]);
    expect([hasIdentity(named('channel'), 'vk'), hasIdentity(named('externalId', 'channel'))]).toEqual([
      ...[false, true],
    ]);
  });
});

describe('A row', () => {
  it.each([
    ['ФИО', 'Иванов Иван Петрович', 'Иван Петрович', 'Иванов'],
    ['Nom et prénom', 'Dupont Anne', 'Anne', 'Dupont'],
    ['Full name', 'Ann Maria Lee', 'Ann', 'Maria Lee'],
  ])('has its whole name in the order of the column called %s', (column, cell, firstName, lastName) => {
    const [email, name] = guessColumns(['email', column]);
    const row = rowReader([email!, { ...name!, meaning: 'fullName' }])(['ann@example.com', cell], 2);
    expect(row).toMatchObject({ details: { firstName, lastName } });
  });

  it.each(['mailto:ann@example.com', '<ann@example.com>', '"Lee, Ann" <ann@example.com>'])(
    'has its address also where it is written %s',
    (cell) => {
      expect(rowReader(guessColumns(['email']))([cell], 2)).toMatchObject({
        email: { address: 'ann@example.com' },
      });
    },
  );

  it('keeps no phone that a spreadsheet program has cut, and tells so', () => {
    const row = rowReader(guessColumns(['email', 'phone']))(['ann@example.com', '4,91701E+11'], 2);
    expect(row).toMatchObject({ details: {}, notes: ['phone-cut'] });
  });

  it('has the number of which a program made a decimal one', () => {
    const read = rowReader(guessColumns(['channel', 'externalId', 'phone']));
    expect(read(['telegram', '12345678901.0', '491711234567.0'], 2)).toMatchObject({
      inChannel: { externalId: '12345678901' },
      details: { phone: '491711234567' },
    });
  });

  it.each(['2.2E+18', '2,2E+18', '1.9143100000101E+18', '5E+12', '1914310000010100224.0'])(
    'is at fault whose id is what is left of a long number: %s',
    (id) => {
      const row = rowReader(guessColumns(['channel', 'externalId']))(['telegram', id], 2);
      expect(row).toMatchObject({ code: 'identifier-cut', column: 2, value: id });
      const beside = rowReader(guessColumns(['email', 'channel', 'externalId']));
      expect(beside(['ann@example.com', 'telegram', id], 2)).toMatchObject({ notes: ['id-left-out'] });
    },
  );

  const readRow = rowReader(guessColumns(['note', 'email', 'first name', 'language', 'time zone']));
  const read = (...cells: string[]) => readRow(cells, 7);

  it('is read by the meaning of its columns', () => {
    expect(read('x', ' Ann@Example.com ', ' Ann ', 'de-AT', 'Europe/Berlin')).toEqual({
      line: 7,
      email: { address: 'Ann@example.com', key: 'ann@example.com' },
      details: { firstName: 'Ann', locale: 'de', timeZone: 'Europe/Berlin' },
    });
  });

  it('leaves out what is empty and languages nobody speaks here', () => {
    expect(read('x', 'a@example.com', '', 'tlh', ' ')).toMatchObject({ details: {} });
  });

  it.each([
    ['short', ['x', 'a@example.com'], { code: 'short-row' }],
    ['long', ['x', 'a@example.com', '', '', '', 'more'], { code: 'long-row' }],
    ['without an address', ['x', ' ', '', '', ''], { code: 'email-missing', column: 2, columnName: 'email' }],
    ['with a bad address', ['x', ' nope ', '', '', ''], { code: 'email-invalid', column: 2, value: 'nope' }],
    [
      'with words for one',
      ['x', 'no idea', '', '', ''],
      { code: 'email-invalid', column: 2, value: 'no idea' },
    ],
    [
      'with a name too long',
      ['x', 'a@example.com', 'n'.repeat(500), '', ''],
      { code: 'invalid-value', column: 3, columnName: 'first name', value: 'n'.repeat(200) },
    ],
  ])('that is %s is at fault, with the place', (_, cells, expected) => {
    const row = read(...cells);
    expect(isRowFault(row)).toBe(true);
    expect(row).toMatchObject({ line: 7, ...expected });
  });

  it.each([
    ['de', 'de'],
    ['de_CH', 'de'],
    ['deu', 'de'],
    ['Deutsch', 'de'],
    ['русский', 'ru'],
    ['French', 'fr'],
    ['es', 'other'],
    ['Spanisch', 'other'],
    ['tlh', 'other'],
    ['klingon', undefined],
    ['fritz', undefined],
    ['xx', undefined],
    ['?', undefined],
  ])('has %s as a language', (text, locale) => {
    expect(supportedLocale(text)).toBe(locale);
  });

  it('leaves out a language that nobody speaks here, and notes it', () => {
    expect(read('x', 'a@example.com', '', 'es', '')).toMatchObject({
      notes: ['locale-not-spoken'],
      details: {},
    });
  });

  it('is at fault in all its cells at once, the first of them first', () => {
    const row = rowReader(guessColumns(['phone', 'email', 'locale', 'time zone', 'company', 'status']), {
      findTimeZone,
    })(['1'.repeat(60), 'nobody', 'klingon', 'Mars/One', 'c'.repeat(300), 'Sleeping'], 3);
    expect(row).toMatchObject({
      line: 3,
      column: 1,
      columnName: 'phone',
      code: 'invalid-value',
      value: '1'.repeat(60),
      more: [
        { column: 2, code: 'email-invalid', value: 'nobody' },
        { column: 3, code: 'unknown-locale', value: 'klingon' },
        { column: 5, code: 'invalid-value' },
        { column: 6, code: 'status-unknown' },
      ],
    });
  });

  it('takes a time zone as people write it, and leaves out one that nobody knows', () => {
    const zoned = rowReader(guessColumns(['email', 'time zone']), { findTimeZone });
    expect(zoned(['a@example.com', 'america/new york'], 2)).toMatchObject({
      details: { timeZone: 'America/New_York' },
    });
    expect(zoned(['a@example.com', 'Etc/Unknown'], 2)).toMatchObject({
      details: {},
      notes: ['time-zone-unknown'],
    });
  });

  it('may say as much as the API takes of one person, and no more', () => {
    const columns = Array.from({ length: 49 }, (_, n) => ({
      name: `v${n}`,
      meaning: `variables.v${n}` as const,
    }));
    const big = rowReader([...guessColumns(['email']), ...columns]);
    const rowOf = (letter: string) => big(['a@example.com', ...columns.map(() => letter.repeat(2000))], 2);
    expect(rowOf('x')).toMatchObject({ variables: { v48: 'x'.repeat(2000) } });
    expect(rowOf('一')).toMatchObject({ code: 'row-too-large' });
  });

  it('may have empty cells too many', () => {
    expect(isRowFault(read('x', 'a@example.com', '', '', '', '', ' '))).toBe(false);
  });
});

describe('A row about somebody who exists', () => {
  const known: Participant = {
    id: `par_${'0'.repeat(32)}`,
    email: 'a@example.com',
    source: 'manual',
    createdAt: '2027-01-01T00:00:00Z',
    firstName: 'Ann',
    version: 1,
  };
  const row = (line: number, firstName?: string): RowDraft => ({
    line,
    email: { address: 'a@example.com', key: 'a@example.com' },
    details: firstName === undefined ? {} : { firstName },
  });
  const run: ImportRun = {
    importId: 'imp_1',
    run: 0,
    mode: 'upsert',
    at: '2027-03-01T00:00:00Z',
    addressIdOf: ({ email }) => email,
    channelIdOf: ({ externalId }) => externalId,
  };
  const updated = expect.objectContaining({
    do: 'update',
    outcome: 'updated',
    changes: { set: { firstName: 'Anna' }, remove: [], before: { firstName: 'Ann' }, groups: [] },
  });
  const skipped = (code: string) => ({
    do: 'nothing',
    outcome: 'skipped',
    why: expect.objectContaining({ code }),
  });
  const marked = (line: number, importId = 'imp_1'): Participant => ({
    ...known,
    importMark: { importId, line, outcome: 'created' },
  });

  it.each([
    ['that says nothing new', known, row(5, 'Ann'), { do: 'nothing', outcome: 'unchanged', groups: [] }],
    ['that says nothing', known, row(5), { do: 'nothing', outcome: 'unchanged', groups: [] }],
    ['that differs', known, row(5, 'Anna'), updated],
    ['that another import wrote', marked(5, 'imp_2'), row(5, 'Anna'), updated],
    [
      'that this line wrote before',
      marked(5),
      row(5, 'Anna'),
      { do: 'nothing', outcome: 'created', groups: [] },
    ],
    [
      'that an earlier line wrote',
      marked(4),
      row(5, 'Anna'),
      { do: 'nothing', outcome: 'skipped', why: expect.objectContaining({ code: 'same-person' }) },
    ],
    ['that a later line wrote', marked(6), row(5, 'Anna'), { do: 'nothing', outcome: 'unchanged' }],
    ['on the black list', { ...known, blockedAt: 'x' }, row(5, 'Anna'), skipped('blocked')],
    ['deleted', { ...known, deletedAt: run.at }, row(5, 'Anna'), skipped('deleted')],
  ])('%s', (_, person, draft, decision) => {
    expect(decideRow(person, draft, [], run)).toEqual(decision);
  });

  it('is left alone when only new people are to be added, but for those of an earlier run', () => {
    const add = { ...run, mode: 'add' as const };
    expect(decideRow(known, row(5, 'Anna'), [], add)).toEqual({ do: 'nothing', outcome: 'skipped' });
    expect(decideRow(marked(5), row(5, 'Anna'), [], { ...add, run: 1 })).toMatchObject({
      do: 'update',
      outcome: 'created',
    });
  });

  it('counts in a later run as in the one that wrote it, and keeps what stood before both', () => {
    const earlier: Participant = {
      ...known,
      importMark: { importId: 'imp_1', line: 5, outcome: 'updated', before: { firstName: 'Annie' } },
    };
    const again = { ...run, run: 1 };
    expect(decideRow(earlier, row(5, 'Ann'), [], again)).toEqual({
      do: 'nothing',
      outcome: 'updated',
      groups: [],
    });
    expect(decideRow(earlier, row(5, 'Anna'), [], again)).toMatchObject({
      do: 'update',
      outcome: 'updated',
      changes: { set: { firstName: 'Anna' }, before: { firstName: 'Ann' } },
    });
    const mark = { outcome: 'updated' as const, before: { firstName: 'Ann', groups: ['grp_b'] } };
    const at = { importId: 'imp_1', run: 1, line: 5 };
    const before = { firstName: 'Annie', groups: ['grp_a'] };
    const standing = { ...earlier, importMark: { ...earlier.importMark!, version: 1, before } };
    expect(markOfRow(standing, at, mark)).toMatchObject({
      before: { firstName: 'Annie', groups: ['grp_b', 'grp_a'] },
    });
    // Somebody touched the person in between: what stands there is theirs.
    expect(markOfRow({ ...standing, version: 2 }, at, mark)).toMatchObject({ before: mark.before });
  });

  it('changes only what it states and what differs, and remembers what stood there', () => {
    const person: Participant = {
      ...known,
      company: 'C',
      variables: { city: 'Rome', age: 5 },
      groups: new Set(['grp_a']),
      consent: { at: '2026-01-01' },
    };
    const draft: RowDraft = {
      ...row(5, 'Ann'),
      details: { firstName: 'Ann', lastName: 'L' },
      variables: { city: 'Oslo', age: 5 },
      consent: { at: '2027-01-01', source: 'form' },
      restricts: ['optedOutAt'],
      erases: ['company', 'phone', 'variables.age'],
    };
    expect(personChanges(person, draft, ['grp_a', 'grp_b'], run)).toEqual({
      set: {
        lastName: 'L',
        variables: { city: 'Oslo' },
        consent: { at: '2026-01-01', source: 'form' },
        optedOutAt: run.at,
        groups: new Set(['grp_a', 'grp_b']),
      },
      remove: ['company'],
      before: {
        lastName: null,
        company: 'C',
        'variables.city': 'Rome',
        'variables.age': 5,
        'consent.source': null,
        groups: ['grp_b'],
      },
      groups: ['grp_b'],
    });
  });

  it('never moves a wish that is there already', () => {
    const gone: Participant = { ...known, optedOutAt: 'long ago' };
    expect(personChanges(gone, { ...row(5), restricts: ['optedOutAt'] }, [], run)).toMatchObject({
      set: {},
      remove: [],
    });
  });
});
