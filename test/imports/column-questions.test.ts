import { describe, expect, it } from 'vitest';
import { studyColumns } from '../../shared/imports/domain/headings/column-questions.ts';
import type { ImportColumn } from '../../shared/imports/domain/import-columns.ts';
import type { Variable } from '../../shared/variables/domain/variable.ts';

const variable = (name: string, type: Variable['type']): Variable => ({
  ...{ name, type, label: name, version: 1, createdAt: '2027-03-01T09:00:00.000Z' },
});
const variables = [variable('born', 'date'), variable('size', 'number')];
const study = (column: ImportColumn, cells: string[]) => {
  const { columns, questions } = studyColumns(
    [column],
    cells.map((cell) => [cell]),
    { variables, channel: undefined },
  );
  return { column: columns[0]!, asked: questions };
};
const born: ImportColumn = { name: 'Born', meaning: 'variables.born' };
const size: ImportColumn = { name: 'Size', meaning: 'variables.size' };
const unused = (name: string, cells: string[]) => study({ name, meaning: 'ignored' }, cells).column.suggest;

describe('What a column leaves open', () => {
  it.each([
    [born, ['01.02.1990', '31.01.1990'], { dateOrder: 'day-first' }],
    [born, ['01/02/1990', '01/31/1990'], { dateOrder: 'month-first' }],
    [born, ['1990-02-01'], {}],
    [size, ['1.234', '1.234,5'], { decimal: 'comma' }],
    [size, ['1,234', '1,234.5'], { decimal: 'point' }],
    [size, ['12'], {}],
    [{ ...size, name: 'variables.size' }, ['1.234'], { decimal: 'point' }],
    [{ ...born, dateOrder: 'month-first' }, ['01.02.1990', '31.01.1990'], { dateOrder: 'month-first' }],
    [{ ...size, decimal: 'comma' }, ['1.234'], { decimal: 'comma' }],
  ] as [ImportColumn, string[], Partial<ImportColumn>][])(
    'is nothing where it or an organizer tells: %j %j',
    (column, cells, told) => {
      expect(study(column, cells)).toEqual({ column: { ...column, ...told }, asked: [] });
    },
  );

  it.each([
    [born, ['01/02/1990', '03/04/1991'], 'date-order'],
    [born, ['31/01/1990', '01/31/1990'], 'date-order'],
    [size, ['1.234', '2.345'], 'number-format'],
    [size, ['1,234.5', '1.234,5'], 'number-format'],
  ] as [ImportColumn, string[], string][])(
    'is asked where cells of %j could be either: %j',
    (column, cells, question) => {
      const { column: studied, asked } = study(column, cells);
      expect(studied).toEqual(column);
      expect(asked).toMatchObject([{ question, column: 1, columnName: column.name, examples: cells }]);
      expect(asked[0]?.message).toContain('mapping');
    },
  );

  it('is shown by five examples at most', () => {
    const cells = Array.from({ length: 9 }, (_, n) => `0${n + 1}/12/1990`);
    expect(study(born, cells).asked[0]?.examples).toEqual(cells.slice(0, 5));
  });
});

describe('What an unused column could become', () => {
  it.each([
    ['Wants lunch', ['yes', 'No', ''], 'boolean'],
    ['Trees', ['1', '20', '3.5'], 'number'],
    ['Postcode', ['01067', '80331'], 'text'],
    ['Planted', ['1990-05-01', '2001-02-03'], 'date'],
    ['Motto', ['yes', 'why not'], 'text'],
    ['Flag', ['1', '0'], 'number'],
  ])('is a variable of the type that its cells have: %s %j', (name, cells, type) => {
    expect(unused(name, cells)).toMatchObject({ to: 'new-variable', type });
  });

  it('is nothing without cells or a name, and what it is called where that says it', () => {
    expect(unused('Trees', ['', ' '])).toBeUndefined();
    expect(unused(' ', ['1'])).toBeUndefined();
    expect(unused('Tags', ['a', 'b'])).toEqual({ to: 'groups' });
    expect(unused('Full name', ['Ann Lee'])).toEqual({ to: 'fullName' });
  });

  it('is left alone where an organizer said that it is ignored', () => {
    const column: ImportColumn = { name: 'Trees', meaning: 'ignored', isAsked: true };
    expect(study(column, ['1'])).toEqual({ column, asked: [] });
  });

  it('has a name of its own beside those that are taken', () => {
    const columns = ['Size', 'size!'].map((name): ImportColumn => ({ name, meaning: 'ignored' }));
    const { columns: studied } = studyColumns(columns, [['1', '2']], { variables, channel: undefined });
    expect(studied.map(({ suggest }) => suggest && 'name' in suggest && suggest.name)).toEqual([
      'size2',
      'size3',
    ]);
  });
});
