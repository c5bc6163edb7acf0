import { createHash } from 'node:crypto';
import * as z from 'zod';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, readValue, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { withConsentTexts } from '../../shared/registrations/table/consent-text-items.ts';
import { registerByHand } from '../../shared/registrations/usecases/register-by-hand.ts';
import type { EventDeps } from './deps.ts';
import { registrationView } from './registration-views.ts';
import { RegisterMany, RegisterOne } from './routes/registration-routes.ts';
import { findSession } from './sessions.ts';

const AnyObject = z.record(z.string(), z.unknown());

/** Registers one person, or those in `items`, by an organizer's hand; several are answered as a list. */
export async function registerPeople(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const { isList, requests, notify } = readPeople(readJson(request, AnyObject));
  const event = await getEvent(deps.table, session.eventId);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  const { id, isMachine } = request.organizer;
  const by = { source: isMachine === true ? 'api' : 'manual', organizerId: id, quiet: !notify } as const;
  const registrations = await registerByHand(
    { ...deps, identityKey: await deps.identityKey() },
    { event, session, requests, isList, by, idempotency: idempotencyOf(request) },
  );
  const views = (await withConsentTexts(deps.table, registrations)).map(registrationView);
  return json(201, isList ? { items: views } : views[0]);
}

function readPeople(body: Record<string, unknown>) {
  if ('items' in body) {
    const { items, notify } = readValue(body, RegisterMany);
    return { isList: true, requests: items, notify };
  }
  const { notify, ...one } = readValue(body, RegisterOne);
  return { isList: false, requests: [one], notify };
}

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** A key of the organizer's own, one for each of the people: a request that comes again after one was cancelled brings nobody back. */
function idempotencyOf({ headers, body, organizer }: OrganizerRequest) {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  const bodyHash = hashOf(body);
  return (index: number) => ({ keyHash: hashOf(`${organizer.id}\n${key}\n${index}`), bodyHash });
}
