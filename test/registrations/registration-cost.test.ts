import { expect, it } from 'vitest';
import { register } from '../../shared/registrations/usecases/register.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

it('A registration costs at most 9 write units, with key, seat, variable and a consent of 2,000 letters', async () => {
  const createdAt = new Date(NOW).toISOString();
  await createVariable(aws.table, { name: 'town', label: 'Town', type: 'text', createdAt, version: 1 });
  const field = { name: 'town', label: 'Town', type: 'text' as const, required: false, variable: 'town' };
  const event = await storedEvent(aws.table, { form: { fields: [field] } });
  await storedSession(aws.table, event, { capacity: 100 });
  const units = async (email: string) => {
    const counting = aws.countingTable();
    const consent = { given: true, text: 'Я согласен '.repeat(182).slice(0, 2_000) };
    const request = post({ email, firstName: 'C', answers: { town: 'Rome' }, consent });
    await register(
      { table: counting.table, identityKey, now: () => NOW },
      { event, request, idempotency: { keyHash: email, bodyHash: email } },
    );
    return counting.writes();
  };
  await units('first@example.com');
  expect(await units('second@example.com')).toBeLessThanOrEqual(9);
});
