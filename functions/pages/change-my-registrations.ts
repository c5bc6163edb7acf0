import * as z from 'zod';
import { isOpen } from '../../shared/events/domain/session.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import { PersonDetails } from '../../shared/people/domain/participant.ts';
import { Email } from '../../shared/platform/values/email-address.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import {
  limitBody,
  PUBLIC_BODY,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { readForm } from '../../shared/platform/runtime/read-form.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { changeDate } from '../../shared/registrations/usecases/change-date.ts';
import { handOverPlace } from '../../shared/registrations/usecases/hand-over-place.ts';
import type { MyDate } from '../../shared/registrations/usecases/my-registrations.ts';
import type { LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import type { PageDeps } from './deps.ts';
import { follow } from './find-linked.ts';
import { messageReply } from './message-reply.ts';
import { askForAct, findDate, handedOverOr, mine, otherDates, readAct } from './my-registrations.ts';

/** Does what somebody pressed on one of the pages that ask once more. Twice is the same as once. */
export async function postMine(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  limitBody(request, PUBLIC_BODY);
  const form = readForm(request);
  const found = await follow(deps, request, 'registrations');
  if (!found) return handedOverOr(deps, request);
  const act = readAct(form.get('action'));
  if (!act) throw new Refusal('invalid-input', 'The form did not say what to do.');
  const date = await findDate(deps, found, form.get('date'));
  await setLastSeen(deps.table, found.participant.id, new Date(deps.now()).toISOString());
  try {
    return await does[act](deps, request, found, date, form);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'invalid-input') throw error;
    return mine(deps, request, found, { isRefused: true });
  }
}

type Doing = (
  deps: PageDeps,
  request: HttpRequest,
  found: LinkedRegistration,
  date: MyDate,
  form: URLSearchParams,
) => Promise<HttpReply>;

const does = { change, cancel, 'hand-over': handOver } satisfies Record<string, Doing>;

/** What somebody does with a date of theirs, for the history. */
const actOf = ({ now }: PageDeps, { session }: MyDate) => ({
  ...{ at: new Date(now()).toISOString(), act: session.id, actor: 'participant', origin: 'page' },
});

async function change(...[deps, request, found, date, form]: Parameters<Doing>): Promise<HttpReply> {
  const to = form.get('to');
  const { movedTo, status, participantId } = date.registration;
  // The same form again: it is done.
  if (status === 'cancelled' && movedTo?.sessionId === to)
    return mine(deps, request, found, { done: 'change', also: [to] });
  const chosen = (await otherDates(deps, found, date)).find(({ id }) => id === to);
  if (!chosen) return mine(deps, request, found, { isRefused: true });
  if (chosen.full && form.get('wait') !== 'yes')
    return askForAct(deps, request, found, { act: 'change', date, full: chosen });
  const { event } = found;
  await changeDate(deps, { event, from: date.session, to: chosen, participantId }, actOf(deps, date));
  return mine(deps, request, found, { done: 'change', also: [chosen.id] });
}

async function cancel(...[deps, request, found, date]: Parameters<Doing>): Promise<HttpReply> {
  if (!isOpen(date.session, deps.now())) return mine(deps, request, found, { isRefused: true });
  await cancelRegistration(deps.table, date.registration, actOf(deps, date));
  return mine(deps, request, found, { done: 'cancel' });
}

const Colleague = z.object({
  email: Email,
  firstName: PersonDetails.shape.firstName,
  lastName: PersonDetails.shape.lastName,
});

async function handOver(...[deps, request, found, date, form]: Parameters<Doing>): Promise<HttpReply> {
  const typed = ['email', 'firstName', 'lastName'].flatMap((name) => {
    const text = form.get(name)?.trim() ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  const values = Object.fromEntries(typed);
  try {
    const receiver = readValue(values, Colleague);
    const identityKey = await deps.identityKey();
    const place = { ...found, ...date };
    await handOverPlace({ ...deps, identityKey }, place, receiver, actOf(deps, date));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid-input') throw error;
    return askForAct(deps, request, found, { act: 'hand-over', date, values, errors: error.errors });
  }
  return messageReply(request, 200, 'handed-over', found.event);
}
