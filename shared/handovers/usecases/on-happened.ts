import type { Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { createJob, getJob } from '../../jobs/table/job-items.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { belongsToSomebody, type Registration } from '../../registrations/domain/registration.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';
import { runIdOf } from '../../rules/domain/fire.ts';
import { attendanceOf } from '../domain/decide-audience.ts';
import { mayBeHandedOver } from '../domain/delivery.ts';
import { HandoverJob } from '../domain/handover-job.ts';
import { asksFor, type HappenedTo } from '../domain/happening.ts';
import type { Happening, HandoverRule } from '../domain/handover-rule.ts';
import { putDeliveryBody } from '../table/delivery-body-items.ts';
import { getDelivery, saveDelivery } from '../table/delivery-items.ts';
import { getHandovers, ruleOf } from '../table/handover-items.ts';
import { listRun } from '../table/run-items.ts';
import { followVerdict } from './follow-verdict.ts';
import { handOverBody, type HandoverSubject } from './hand-over-body.ts';
import type { Happened, HappeningDeps } from './happening-deps.ts';
import { openAudienceTest } from './handover-runs.ts';
import { makeDeliveries } from './make-deliveries.ts';
import { deliverAgain } from './redrive-run.ts';

/**
 * Follows something that happened to a registration, for each rule that asks for it. Told twice is the same as once; what is
 * not so any more when it is told is passed over.
 */
export async function onHappened(deps: HappeningDeps, happened: HappenedTo): Promise<void> {
  const { eventId, sessionId, participantId } = happened;
  const [{ rules }, event, session, registration, person] = await Promise.all([
    getHandovers(deps.table, eventId),
    getEvent(deps.table, eventId),
    getSession(deps.table, sessionId),
    getRegistration(deps.table, sessionId, participantId),
    resolvePerson(deps.table, participantId),
  ]);
  if (!event || !session || !registration || !belongsToSomebody(registration)) return;
  if (!mayBeHandedOver(person)) return;
  const what = { happened, subject: { event, session }, registration, person };
  for (const stored of rules) {
    if (!asksFor(stored, happened)) continue;
    const rule = ruleOf(stored);
    if (rule.when === undefined) await followVerdict(deps, rule, what);
    else if (isStillSo(rule.when, registration, session))
      await handOverNow(deps, { ...rule, when: rule.when }, what);
  }
}

function isStillSo(when: Happening, registration: Registration, { cancelledAt }: Session): boolean {
  if (when === 'cancelled') return registration.status === 'cancelled';
  if (cancelledAt !== undefined || registration.status !== 'registered') return false;
  return when !== 'attended' || attendanceOf(registration) === 'attended';
}

async function handOverNow(
  deps: HappeningDeps,
  rule: HandoverRule & { id: string; when: Happening },
  { happened, subject, registration, person }: Happened,
): Promise<void> {
  const test = await openAudienceTest(deps, { ...rule, audience: 'all' }, deps.now());
  if ((await test(registration, person)) !== 'meant') return;
  const run = runOf(rule, subject, deps.now());
  if (!(await getJob(deps.table, run.id, HandoverJob))) {
    await listRun(deps.table, run);
    await createJob(deps.table, run);
  }
  const moment = { runId: run.id, dueAt: happened.at, happened: rule.when };
  const known = await getDelivery(deps.table, run.id, person.id);
  if (!known) {
    await makeDeliveries(deps, { rule, ruleId: rule.id, moment, subject }, [{ registration, person }]);
    return;
  }
  // It happened once more: somebody came back, or left again.
  if (known.status === 'pending' || known.erasedAt !== undefined || (known.dueAt ?? '') >= happened.at)
    return;
  await putDeliveryBody(deps.table, known, handOverBody(moment, subject, registration, person));
  await saveDelivery(deps.table, known, { ...deliverAgain(known, deps.now()), dueAt: happened.at });
}

/** The run that holds all deliveries of a rule and a session which are made one by one; nobody walks it. */
function runOf(
  { id: ruleId, when }: { id: string; when: Happening },
  { event, session }: HandoverSubject,
  nowMs: number,
): HandoverJob {
  const dueAt = new Date(session.createdAt).toISOString();
  const fire = { kind: 'handover', sessionId: session.id, ruleId, dueAt };
  const at = new Date(nowMs).toISOString();
  return {
    ...{
      kind: 'handover' as const,
      id: runIdOf({ ...fire, kind: `handover-${when}` }),
      status: 'done' as const,
    },
    ...{ createdAt: at, finishedAt: at, createdBy: 'schedule', version: 1, idleSlices: 0 },
    ...{ fire, when, eventId: event.id, cursor: { shard: 0 }, counts: { looked: 0, chosen: 0, unknown: 0 } },
  };
}
