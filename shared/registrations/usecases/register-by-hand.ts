import type { Event } from '../../events/domain/event.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import { resolveIdentities } from '../../people/table/resolve-identity.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { Registration } from '../domain/registration.ts';
import { faultsByHand } from '../domain/registration-faults.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import { getRegistrations } from '../table/registration-items.ts';
import { objectionByHand } from './refuse-by-hand.ts';
import { refuseArchived } from './refuse-closed-door.ts';
import { registerChecked, type ByHand, type RegisterDeps } from './register.ts';

/** Whom an organizer registers, and where. */
export interface HandEntry {
  event: Event;
  session: Session;
  requests: Omit<RegistrationRequest, 'sessionIds' | 'website' | 'invitation'>[];
  /** They were named as a list, and faults are told with their place in it. */
  isList: boolean;
  by: Omit<ByHand, 'line'>;
  /** Hashes of the `Idempotency-Key` and the body, of each of the requests. */
  idempotency?: ((index: number) => { keyHash: string; bodyHash: string }) | undefined;
}

const AT_ONCE = 8;

/**
 * Registers people by an organizer's hand, all of them or, where something is wrong with one, nobody: each fault is told at
 * its place. Whoever has a place keeps it, who had cancelled is back, who has to confirm is asked. Answers their
 * registrations in the order in which they were named; twice is the same as once.
 */
export async function registerByHand(deps: RegisterDeps, entry: HandEntry): Promise<Registration[]> {
  const { event, session, requests, by, idempotency } = entry;
  refuseArchived(event);
  if (!isOpen(session, deps.now())) throw new Refusal('session-closed', 'This session is over or cancelled.');
  const errors = await faultsOf(deps, entry);
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
  await inParallel([...requests.entries()], AT_ONCE, async ([line, request]) => {
    await registerChecked(deps, {
      event,
      request: { ...request, sessionIds: [session.id] },
      byOrganizer: true,
      byHand: { ...by, line },
      idempotency: idempotency?.(line),
    });
  });
  return standing(deps, entry);
}

const addressIdsOf = ({ identityKey }: RegisterDeps, { requests }: HandEntry): string[] =>
  requests.map(({ email }) => participantIdOf(identityKey, email.key));

/** What is wrong with each; named by its index, where there are several. */
async function faultsOf(deps: RegisterDeps, entry: HandEntry): Promise<FieldError[]> {
  const { event, requests, by, isList } = entry;
  const ids = addressIdsOf(deps, entry);
  const people = await resolveIdentities(deps.table, ids);
  return requests.flatMap((request, index) => {
    const objection = objectionByHand(event, people.get(ids[index] ?? '')?.found, by);
    const errors = [...(objection ? [objection] : []), ...faultsByHand(event, request)];
    const place = isList ? `items.${index}.` : '';
    return errors.map((error) => ({ ...error, field: `${place}${error.field}` }));
  });
}

async function standing(deps: RegisterDeps, entry: HandEntry): Promise<Registration[]> {
  const ids = addressIdsOf(deps, entry);
  const people = await resolveIdentities(deps.table, ids);
  const current = ids.map((id) => people.get(id)?.id ?? id);
  const keys = [...new Set(current)].map((participantId) => ({ sessionId: entry.session.id, participantId }));
  const found = new Map((await getRegistrations(deps.table, keys)).map((one) => [one.participantId, one]));
  return current.flatMap((id) => found.get(id) ?? []);
}
