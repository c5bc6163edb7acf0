import { describe, expect, it } from 'vitest';
import { findHeader, type TopLine } from '../../shared/imports/domain/find-header.ts';
import { guessColumns, hasIdentity, type ImportColumn } from '../../shared/imports/domain/import-columns.ts';
import {
  applyMapping,
  ImportMapping,
  unknownVariableIn,
} from '../../shared/imports/domain/import-mapping.ts';
import { readMetadata } from '../../shared/imports/domain/import-options.ts';
import { rowReader, type RowDraft } from '../../shared/imports/domain/import-row.ts';
import type { Variable } from '../../shared/variables/domain/variable.ts';
import { NamedPeople } from '../../shared/imports/domain/named-people.ts';

const idOf = (n: number) => `par_${n.toString(16).padStart(32, '0')}`;
const row = (header: string[], cells: string[], context = {}) =>
  rowReader(guessColumns(['email', ...header]), context)(['a@example.com', ...cells], 2);
const told = (header: string[], cells: string[], context = {}) => {
  const read = row(header, cells, context);
  return 'code' in read ? `${read.code}: ${read.message}` : read;
};

describe('A cell of a row', () => {
  it.each<[string, string, Partial<RowDraft>]>([
    ['status', 'active', {}],
    ['status', 'unsubscribed', { restricts: ['optedOutAt'] }],
    ['status', 'bounced', { restricts: ['bouncedAt'] }],
    ['optedOut', 'yes', { restricts: ['optedOutAt'] }],
    ['optedOut', 'no', {}],
    ['optedOut', '2027-01-01', { restricts: ['optedOutAt'] }],
    ['optedOut', 'blocked', { restricts: ['optedOutAt'] }],
    ['optedOut', 'bounced', { restricts: ['bouncedAt'] }],
    ['optedOut', '-', {}],
    ['optedIn', 'no', { restricts: ['optedOutAt'] }],
    ['optedIn', 'yes', {}],
    ['bounced', 'yes', { restricts: ['bouncedAt'] }],
    ['complained', 'yes', { restricts: ['complainedAt'] }],
    ['groups', 'a; b', { groups: ['a', 'b'] }],
    ['utm_source', 'vk', { utm: { source: 'vk' } }],
    ['consentAt', '2027-01-02', { consent: { at: '2027-01-02' } }],
    ['consentSource', 'fair', { consent: { source: 'fair' } }],
    ['consentIp', '10.0.0.1', { consent: { ip: '10.0.0.1' } }],
    ['consentIp', '::1', { consent: { ip: '::1' } }],
    ['firstName', '#N/A', { notes: ['sheet-error'] }],
    ['firstName', 'Ann\nMaria', { details: { firstName: 'Ann Maria' }, notes: ['lines-joined'] }],
    ['firstName', '???', { notes: ['letters-lost'] }],
    ['firstName', 'M\ufffdller', { details: { firstName: 'M\ufffdller' }, notes: ['letters-lost'] }],
  ])('under %s, %j, says %j', (name, cell, expected) => {
    expect(row([name], [cell])).toEqual({
      line: 2,
      email: { address: 'a@example.com', key: 'a@example.com' },
      details: {},
      inChannel: undefined,
      utm: undefined,
      ...expected,
    });
  });

  it.each([
    [
      'status',
      'Sleeping',
      'status-unknown: The status "Sleeping" does not tell whether mail may be sent. Put active, unsubscribed, bounced, complained or blocked.',
    ],
    [
      'status',
      'inactive',
      'status-unknown: The status "inactive" does not tell whether mail may be sent. Put active, unsubscribed, bounced, complained or blocked.',
    ],
    ['status', 'blocked', 'not-allowed: Only an admin may import people into the black list.'],
    [
      'optedOut',
      'perhaps',
      'opt-out-unknown: "perhaps" does not tell whether the person opted out. Put yes, no or a date.',
    ],
    ['id', '4711', 'id-invalid: This is no id of a participant, as an export writes it.'],
    ['consentSource', 'x'.repeat(201), 'too-long: The source of consent has over 200 characters.'],
    ['consentIp', '10.0.0', 'not-an-ip: This is not an IP address.'],
    [
      'groups',
      Array.from({ length: 51 }, (_, n) => `g${n}`).join(';'),
      'too-many-groups: A person can be in 50 groups at most.',
    ],
    [
      'groups',
      'x'.repeat(101),
      "group-name: A group's name cannot be taken: Too big: expected string to have <=100 characters.",
    ],
    ['utm_source', 'x'.repeat(201), 'invalid-value: This value cannot be taken: is too long.'],
    ['consentAt', '03/04/2027', expect.stringContaining('date-order: ')],
  ])('under %s, %j, is at fault: %s', (name, cell, fault) => {
    const columns = guessColumns(['email', 'x']).map((column, at): ImportColumn =>
      at === 1 ? { ...guessColumns([name])[0]!, ...(name === 'id' && { meaning: 'id' }) } : column,
    );
    const read = rowReader(columns)(['a@example.com', cell], 2);
    expect('code' in read && `${read.code}: ${read.message}`).toEqual(fault);
  });

  it('may put people on the black list where that is allowed', () => {
    expect(told(['status'], ['blocked'], { mayBlock: true })).toMatchObject({ restricts: ['blockedAt'] });
  });

  it('that is empty erases what it may, and nothing that names the person, or is told beside it', () => {
    const erases = (header: string[], cells: string[]) =>
      (row(header, cells, { eraseEmpty: true }) as { erases?: string[] }).erases;
    expect(erases(['phone', 'utm_source', 'channel', 'externalId', 'status'], ['', '', '', '', ''])).toEqual([
      'phone',
      'utm.source',
    ]);
    expect(erases(['phone'], ['1'])).toBeUndefined();
    expect((row(['phone'], ['']) as { erases?: string[] }).erases).toBeUndefined();
    expect(erases(['last name', 'full name'], ['', 'Ann Lee'])).toEqual([]);
  });

  it('is beside what applies to everybody in the file', () => {
    expect(row(['status'], ['active'], { everybody: 'optedOutAt' })).toMatchObject({
      restricts: ['optedOutAt'],
    });
    expect(row(['status'], ['unsubscribed'], { everybody: 'optedOutAt' })).toMatchObject({
      restricts: ['optedOutAt'],
    });
  });
});

describe('The line that names the columns', () => {
  const lines = (...rows: string[][]): TopLine[] =>
    rows.map((cells, at) => ({ line: at + 1, endLine: at + 2, cells }));
  const header = ['Name', 'E-mail'];
  const ann = ['Ann', 'ann@example.com'];
  const at = (rows: TopLine[], mapping?: object, channel?: string) =>
    findHeader(rows, { channel, mapping: mapping && ImportMapping.parse({ columns: [], ...mapping }) });

  it.each([
    ['the first', [header, ann], 0],
    ['below titles', [['Our people'], [''], header, ann], 2],
    [
      'below a title with an address',
      [
        ['Exported by', 'x@example.com', ''],
        ['Name', 'E-mail', 'City'],
        [...ann, 'Ulm'],
      ],
      1,
    ],
    ['none: all lines are people', [ann, ann], 0],
    ['above the first address, the widest', [['List', ''], ['Wer', 'Wohin'], ann], 1],
    [
      'above the first address, unless the first is half as wide',
      [['Wer', 'Was', '', ''], ['a', 'b', 'c', 'd'], ann],
      0,
    ],
    ['not looked for below the 20th', [...Array<string[]>(20).fill(['x']), header], 0],
    ['looked for as far as the 20th', [...Array<string[]>(19).fill(['x']), header], 19],
  ])('is %s', (_, rows, expected) => {
    expect(at(lines(...rows))).toBe(expected);
  });

  it('is where the mapping says', () => {
    const rows: TopLine[] = [
      { line: 1, endLine: 3, cells: ['x\ny'] },
      { line: 3, endLine: 4, cells: header },
    ];
    expect([1, 2, 3, 4].map((headerLine) => at(rows, { headerLine }))).toEqual([0, 0, 1, undefined]);
    expect(at(rows, { header: false })).toBe(0);
    expect(at(lines(['x'], ['Wer', 'Wohin']), { columns: [{ column: 'Wohin', to: 'email' }] })).toBe(1);
  });

  it('names an id in a channel where the channel is known', () => {
    const rows = lines(['x', 'y'], ['externalId', 'Name'], ['1', 'Ann']);
    expect([at(rows), at(rows, undefined, 'telegram')]).toEqual([0, 1]);
    expect(hasIdentity(guessColumns(['externalId', 'channel']))).toBe(true);
  });
});

describe('A mapping', () => {
  const guessed = guessColumns(['E-mail', 'City', 'city', 'Größe']);
  const mapped = (...columns: object[]) => applyMapping(guessed, ImportMapping.parse({ columns }));

  it.each([
    [[{ column: 'Land', to: 'company' }], 'The file has no column "Land".'],
    [[{ column: 5, to: 'company' }], 'The file has no column number 5.'],
    [[{ column: 'CITY', to: 'company' }], '2 columns are called "CITY"; name the column by its position.'],
    [
      [
        { column: 2, to: 'company' },
        { column: 'City', to: 'ignored' },
      ],
      'The column "City" is mapped twice.',
    ],
    [
      [
        { column: 2, to: 'company' },
        { column: 3, to: 'company' },
      ],
      'Two columns are mapped to company.',
    ],
    [
      [2, 3].map((column) => ({ column, to: 'new-variable', name: 'town', type: 'text' })),
      'Two columns are mapped to a new variable town.',
    ],
  ])('%j is at fault: %s', (columns, fault) => {
    expect(mapped(...columns)).toEqual({ fault });
  });

  it('names no variable that is not there', () => {
    const mapping = ImportMapping.parse({
      columns: ['size', 'city'].map((name, at) => ({ column: at + 1, to: `variables.${name}` })),
    });
    const known = (...names: string[]) => names.map((name) => ({ name }) as Variable);
    expect(unknownVariableIn(mapping, known('size'))).toBe('city');
    expect(unknownVariableIn(mapping, known())).toBe('size');
    expect(unknownVariableIn(mapping, known('city', 'size'))).toBeUndefined();
  });

  it('goes before the guess, by exact names first', () => {
    const columns = mapped(
      { column: 'city', to: 'company' },
      { column: 'größe ', to: 'jobTitle' },
    ) as ImportColumn[];
    expect(columns.map(({ meaning }) => meaning).slice(0, 3)).toEqual(['email', 'ignored', 'company']);
  });

  it('takes a meaning from the column that was guessed for it', () => {
    const columns = mapped({ column: 'City', to: 'email' }) as ImportColumn[];
    expect(columns.map(({ meaning }) => meaning)).toEqual(['ignored', 'email', 'ignored', 'ignored']);
  });
});

describe('Options in metadata', () => {
  it.each([
    [{}, {}],
    [
      { 'Dry-Run': 'YES', notify: '0', hold: 'true', 'erase-empty': 'no' },
      { dryRun: true, notify: false, hold: true, eraseEmpty: false },
    ],
    [
      { groups: ' a ; ;b', mode: 'ADD', channel: 'Telegram' },
      { groups: ['a', 'b'], mode: 'add', channel: 'telegram' },
    ],
    [{ group: 'a;b', 'x-other': '1' }, { group: 'a;b' }],
    [{ mode: 'all' }, { fault: expect.stringMatching(/^The option "mode" cannot be taken: /) }],
    [{ 'dry-run': 'perhaps' }, { fault: expect.stringMatching(/^The option "dry-run" cannot be taken: /) }],
    [
      { groups: `a;${'x'.repeat(101)}` },
      { fault: expect.stringMatching(/^The option "groups" cannot be taken: 1 /) },
    ],
  ])('%j are read as %j', (metadata, options) => {
    expect(readMetadata(metadata as Record<string, string>)).toEqual(options);
  });
});

describe('Who was named by which line', () => {
  it('is remembered of thousands, the first line of each', () => {
    const named = new NamedPeople();
    const count = 5_000;
    for (let n = 0; n < count; n += 1) named.add([idOf(n * 7_919)], n + 2);
    for (let n = 0; n < count; n += 500) named.add([idOf(n * 7_919)], 99_999);
    expect(Array.from({ length: count }, (_, n) => named.lineOf([idOf(n * 7_919)]))).toEqual(
      Array.from({ length: count }, (_, n) => n + 2),
    );
    expect(named.lineOf([idOf(1)])).toBeUndefined();
    expect(named.lineOf([idOf(7_919 * 9), idOf(7_919 * 3), idOf(1)])).toBe(5);
    expect(named.lineOf([])).toBeUndefined();
    named.add([idOf(7_919 * 9)], 1);
    expect(named.lineOf([idOf(7_919 * 9)])).toBe(1);
  });
});
