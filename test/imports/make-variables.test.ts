import { expect, it } from 'vitest';
import type { ImportColumn } from '../../shared/imports/domain/import-columns.ts';
import { variablesToCreate } from '../../shared/imports/domain/variables-to-create.ts';
import { makeVariables } from '../../shared/imports/usecases/make-variables.ts';
import { createVariable, listVariables } from '../../shared/variables/table/variable-items.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

it('An import that makes a variable whose name somebody took meanwhile takes the next name, and ends', async () => {
  const column = (name: string) => ({ name, meaning: 'new-variable:text' }) as ImportColumn;
  const columns = [column('Shoe size'), column('Shoe size'), column('Town')];
  const wanted = variablesToCreate(columns, []);
  if ('fault' in wanted) throw new Error(wanted.fault);
  const others = { label: 'Somebody else’s', type: 'number' as const, createdAt: '', version: 1 };
  for (const name of ['shoeSize', 'shoeSize2']) await createVariable(aws.table, { name, ...others });
  const named = await makeVariables({ table: aws.table, now: () => NOW }, columns, [], wanted);
  expect(named.map(({ meaning }) => meaning)).toEqual([
    'variables.shoeSize3',
    'variables.shoeSize4',
    'variables.town',
  ]);
  const all = await listVariables(aws.table);
  expect(all.map(({ name, type }) => [name, type])).toEqual([
    ['shoeSize', 'number'],
    ['shoeSize2', 'number'],
    ['shoeSize3', 'text'],
    ['shoeSize4', 'text'],
    ['town', 'text'],
  ]);
});
