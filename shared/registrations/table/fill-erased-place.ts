import { reregister } from '../domain/reregister.ts';
import type { Registration } from '../domain/registration.ts';
import { freeSeat } from './seat-items.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';
import { registrationWrite, type RegistrationWrite } from './write-registrations.ts';

/** Whether somebody who takes over the place gets its seat and status, so that no seat has to be found for them. */
export const isPlaceCounted = ({ status }: Registration): boolean =>
  status === 'registered' || status === 'waitlisted';

/**
 * The write by which somebody takes over a registration that only counts since its person was erased: it keeps the place,
 * which nobody took meanwhile. Whoever has to confirm has no place until then: a stranger may have posted.
 */
export function inErasedPlace(erased: Registration, { registration, seatOf }: RegistrationWrite) {
  const again = reregister(erased, registration);
  const { status, seat } = erased;
  const write: RegistrationWrite = { registration: again, replaces: erased };
  if (!isPlaceCounted(erased)) return { ...write, seatOf };
  if (again.status === 'pending') return { ...write, givesSeatBack: seat === true };
  return { ...write, registration: { ...again, status, seat } };
}

/** Takes over such a place without other writes; false when it was taken over meanwhile. */
export async function fillErasedPlace(table: Table, write: RegistrationWrite): Promise<boolean> {
  const { sessionId } = write.registration;
  const outcome = await transact(table, [
    registrationWrite(table, write),
    ...(write.givesSeatBack === true ? [freeSeat(table, sessionId)] : []),
  ]);
  return outcome.done;
}
