import * as z from 'zod';
import { countsKey } from './registration-keys.ts';
import { shardOfPartition } from '../../platform/table/key.ts';
import type { CountRecord } from '../../platform/table/count-items.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import { countChange, Registration } from '../domain/registration.ts';

const RegistrationImage = Registration.extend({ pk: z.string() });

/** What a changed registration does to the counts of its session. Throws a ZodError for an image that does not read. */
export function countRegistration(change: TableChange): { counts: CountRecord[] } {
  const { sequence } = change;
  const before = change.before && RegistrationImage.parse(change.before);
  const after = change.after && RegistrationImage.parse(change.after);
  const image = after ?? before;
  const amounts = countChange(before, after);
  if (!image || Object.values(amounts).every((amount) => amount === 0)) return { counts: [] };
  const key = countsKey(image.sessionId, shardOfPartition(image.pk));
  return { counts: [{ key, sequence, change: amounts }] };
}
