import { registrationIn } from '../../shared/registrations/usecases/registration-in.ts';
import * as z from 'zod';
import { AttendanceState, registrationId } from '../../shared/registrations/domain/registration.ts';
import { getSummary } from '../../shared/attendance/table/summary-items.ts';
import { askForJudgement } from '../../shared/attendance/usecases/ask-for-judgement.ts';
import {
  AttendancePlace,
  listAttendance,
  type AttendancePerson,
} from '../../shared/attendance/usecases/list-attendance.ts';
import { takeBackByHand } from '../../shared/attendance/usecases/take-back-by-hand.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readJson,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import { JudgeRequest, type AttendanceView } from './routes/attendance-routes.ts';
import { sourceView } from './sources.ts';

const StateQuery = z.object({ state: AttendanceState.optional() });

/** Who was in a session, with its numbers and sources. */
export async function listPeople(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const { state } = readValue({ state: request.query['state'] }, StateQuery);
  const keys = await deps.linkKeys();
  const list = `attendance ${session.id} ${state ?? ''}`;
  const { limit, position: place } = readListPosition(request, keys, list, AttendancePlace);
  const [{ people, sources, next }, summary] = await Promise.all([
    listAttendance(deps, session, { place, limit, state }),
    getSummary(deps.table, session.id),
  ]);
  return json(200, {
    items: people.map(personView),
    ...(next && { cursor: sealPosition(keys, list, next) }),
    summary: summary ?? null,
    sources: sources.map(sourceView),
  });
}

function personView({
  verdict,
  byHand,
  sources,
  registration,
  person,
  guest,
}: AttendancePerson): AttendanceView {
  const { role, intervals, seconds = null, share = null, state } = verdict;
  const names = [person?.firstName, person?.lastName].filter((name) => name !== undefined && name !== '');
  return {
    participantId: registration?.participantId,
    ...(registration && { registrationId: registrationId(registration) }),
    name: guest?.name ?? names.join(' '),
    email: guest ? guest.email : person?.email,
    role,
    intervals: intervals.map(([from, to]) => [new Date(from).toISOString(), new Date(to).toISOString()]),
    ...{ seconds, share, state, byHand },
    sources: sources.map(({ id, kind, label }) => ({ id, kind, label })),
  };
}

/** Judges everybody anew, or tells what that would change. */
export async function judge(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { id: sessionId } = await findSession(deps, request);
  const asked = request.body.length === 0 ? JudgeRequest.parse({}) : readJson(request, JudgeRequest);
  const job = await askForJudgement(deps, { sessionId, ...asked }, request.organizer.id);
  const { id, status, dryRun, threshold, createdAt } = job;
  return json(202, { id, status, sessionId, dryRun, threshold, createdAt });
}

/** Takes back what was said by hand about a registrant. */
export async function forgetByHand(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const registration = await registrationIn(deps.table, session.id, request.params['registrationId']);
  if (!registration) throw new Refusal('not-found', 'There is no such registration.');
  await takeBackByHand(deps, registration, request.organizer.id);
  return { status: 204 };
}
