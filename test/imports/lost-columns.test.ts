import { describe, expect, it } from 'vitest';
import { askAboutLost } from '../../shared/imports/domain/headings/lost-columns.ts';
import type { ImportColumn } from '../../shared/imports/domain/import-columns.ts';

const column = (name: string, more: Partial<ImportColumn> = {}): ImportColumn => ({
  ...{ name, meaning: 'ignored' },
  ...more,
});
const asked = (columns: ImportColumn[], ...rows: string[][]) =>
  askAboutLost(columns, rows).map(({ question, column: place, examples }) => [question, place, examples]);

describe('A column that an import leaves out', () => {
  it('is asked about where it looks like groups, with what stands there, without holding the import', () => {
    const tags = column('Segments', { suggest: { to: 'groups' } });
    expect(asked([column('Note'), tags], ['n', ' VIP '], ['', ''], ['', 'VIP'], ['', 'New'])).toEqual([
      ['groups', 2, ['VIP', 'New']],
    ]);
    expect(askAboutLost([tags], [['VIP']])).toMatchObject([
      { columnName: 'Segments', optional: true, message: expect.stringContaining('Map it to "groups"') },
    ]);
    const many = Array.from({ length: 9 }, (_, n) => [`g${n}`.padEnd(200, 'x')]);
    expect(asked([tags], ...many)).toEqual([
      ['groups', 1, many.slice(0, 5).map(([name = '']) => name.slice(0, 100))],
    ]);
  });

  it.each(['Record ID', 'contactId', 'user_uuid', 'ID', 'GUID', 'ID du contact', 'Идентификатор клиента'])(
    'is asked about where it may hold ids of another system: %s',
    (name) => {
      expect(asked([column(name)], ['4711'])).toEqual([['ids', 1, ['4711']]]);
    },
  );

  it.each(['Paid', 'Madrid', 'Width', 'Notes'])('is not asked about where it is called %s', (name) => {
    expect(asked([column(name)], ['x'])).toEqual([]);
  });

  it('is not asked about where it is empty, taken, or left out by the organizer', () => {
    expect(asked([column('Record ID')], [''], [' '], [])).toEqual([]);
    expect(asked([column('Record ID', { meaning: 'externalId' })], ['1'])).toEqual([]);
    expect(asked([column('Record ID', { isAsked: true })], ['1'])).toEqual([]);
  });
});
