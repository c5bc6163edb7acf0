import * as z from 'zod';
import type { Event } from '../../events/domain/event.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { readRegistration } from '../domain/registration-faults.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import { chooseSessions } from './choose-sessions.ts';
import { refuseClosedDoor } from './refuse-closed-door.ts';

const Named = z.looseObject({ sessionIds: z.array(SessionId).max(100) });

/** Reads what was posted, or refuses it with everything that is wrong: its shape, its answers, and the dates that it names. */
export async function readPosting(
  deps: { table: Table; now: () => number },
  event: Event,
  body: unknown,
): Promise<RegistrationRequest> {
  refuseClosedDoor(event, deps.now());
  const read = readRegistration(event, body);
  if ('request' in read) return read.request;
  const named = Named.safeParse(body).data?.sessionIds ?? [];
  const dates = named.length > 10 ? [] : await faultsOfDates(deps, event, named);
  throw new Refusal('invalid-input', 'Some fields need another look.', [...read.errors, ...dates]);
}

async function faultsOfDates(
  deps: { table: Table; now: () => number },
  event: Event,
  ids: string[],
): Promise<FieldError[]> {
  if (ids.length === 0) return [];
  try {
    await chooseSessions(deps, event, ids);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.errors;
    throw error;
  }
}
