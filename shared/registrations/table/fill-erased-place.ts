import { reregister } from '../domain/reregister.ts';
import type { Registration } from '../domain/registration.ts';
import { seatWrites } from './line-items.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';
import { registrationWrite, type RegistrationWrite } from './write-registrations.ts';

/**
 * The write of somebody who comes where a registration stands that only counts since its person was erased: they fill
 * its place, which nobody took meanwhile, and need no other seat. Whoever has to confirm has no place until then: a
 * stranger may have posted. Where nobody had more than a place in the line, they begin at its end.
 */
export function inErasedPlace(erased: Registration, { registration }: RegistrationWrite): RegistrationWrite {
  const again = reregister(erased, registration);
  const { status, seat } = erased;
  if (status !== 'registered' || again.status === 'pending') return { registration: again, replaces: erased };
  return { registration: { ...again, status, seat, place: undefined }, replaces: erased };
}

/** Takes over such a place without other writes; false when it was taken over meanwhile. */
export async function fillErasedPlace(table: Table, write: RegistrationWrite): Promise<boolean> {
  const outcome = await transact(table, [
    registrationWrite(table, write),
    ...seatWrites(table, write.registration, write.replaces),
  ]);
  return outcome.done;
}
