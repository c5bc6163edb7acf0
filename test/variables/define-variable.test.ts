import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { Variable } from '../../shared/variables/domain/variable.ts';
import { getVariable, listVariables, saveVariable } from '../../shared/variables/table/variable-items.ts';
import { defineVariable } from '../../shared/variables/usecases/define-variable.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
beforeEach(() => wipeTable(aws.table));

const variable = (name: string, more: Partial<Variable> = {}): Variable => ({
  ...{ name, type: 'text', label: `The ${name}`, createdAt: 'then', version: 1 },
  ...more,
});
const define = (name: string, more: Partial<Variable> = {}) =>
  defineVariable(aws.table, variable(name, more));
const hide = async (name: string) => {
  const known = (await getVariable(aws.table, name))!;
  return saveVariable(aws.table, known, { label: known.label, hiddenAt: 'now' });
};
const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, errors: error.errors };
};
const names = async (withHidden = false) =>
  (await listVariables(aws.table, withHidden)).map(({ name }) => name);

describe('A variable', () => {
  it('is there once it is defined, by its name', async () => {
    expect(await define('size', { type: 'number' })).toEqual(variable('size', { type: 'number' }));
    await define('city');
    expect(await names()).toEqual(['city', 'size']);
    expect(await getVariable(aws.table, 'size')).toEqual(variable('size', { type: 'number' }));
    expect(await getVariable(aws.table, 'other')).toBeUndefined();
  });

  it('is defined once', async () => {
    await define('size');
    const message = 'There is a variable size already.';
    expect(await refusal(define('size'))).toEqual({
      ...{ code: 'conflict', message, errors: [{ field: 'name', code: 'exists', message }] },
    });
  });

  it('that was deleted comes back with its new label, and not as another type', async () => {
    await define('size', { type: 'number' });
    expect(await hide('size')).toMatchObject({ hiddenAt: 'now', version: 2 });
    expect(await names()).toEqual([]);
    expect(await names(true)).toEqual(['size']);
    const message = 'size was a number before, and people still have values of it. Choose another name.';
    expect(await refusal(define('size'))).toEqual({
      ...{ code: 'conflict', message, errors: [{ field: 'name', code: 'type-cannot-change', message }] },
    });
    const back = await define('size', { type: 'number', label: 'New', createdAt: 'later' });
    expect(back).toEqual({
      ...variable('size', { type: 'number', label: 'New', version: 3 }),
      hiddenAt: undefined,
    });
    expect(await listVariables(aws.table)).toEqual([
      variable('size', { type: 'number', label: 'New', version: 3 }),
    ]);
  });

  it('is saved by nobody who has not seen its last change', async () => {
    const first = await define('size');
    expect(await saveVariable(aws.table, first, { label: 'A', hiddenAt: undefined })).toMatchObject({
      version: 2,
    });
    expect(await saveVariable(aws.table, first, { label: 'B', hiddenAt: undefined })).toBeUndefined();
    expect(await getVariable(aws.table, 'size')).toMatchObject({ label: 'A', version: 2 });
  });

  it('is one of 200 at most, those that are deleted left out', async () => {
    const all = Array.from({ length: 200 }, (_, n) => `v${String(n).padStart(3, '0')}`);
    await Promise.all(all.map((name) => define(name)));
    expect(await names()).toEqual(all);
    expect(await refusal(define('more'))).toEqual({
      code: 'conflict',
      message: 'There are 200 variables already. Delete one first.',
      errors: [{ field: '', code: 'too-many-variables', message: 'At most 200 variables.' }],
    });
    await hide('v000');
    expect(await define('more')).toMatchObject({ name: 'more' });
  });
});
