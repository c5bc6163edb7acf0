import * as z from 'zod';
import { getJob } from '../../jobs/table/job-items.ts';
import { AttendanceState } from '../../registrations/domain/registration.ts';
import { runIdOf } from '../../rules/domain/fire.ts';
import { dueAt } from '../../rules/domain/rule.ts';
import { attendanceOf } from '../domain/decide-audience.ts';
import type { Delivery } from '../domain/delivery.ts';
import { HandoverJob } from '../domain/handover-job.ts';
import type { HandoverRule } from '../domain/handover-rule.ts';
import { getDeliveryBody, putDeliveryBody } from '../table/delivery-body-items.ts';
import { getDelivery, saveDelivery } from '../table/delivery-items.ts';
import { decideByVerdict } from './decide-waiting.ts';
import { handOverBody } from './hand-over-body.ts';
import { openAudienceTest } from './handover-runs.ts';
import { makeDeliveries } from './make-deliveries.ts';
import type { Happened, HappeningDeps } from './happening-deps.ts';
import { deliverAgain } from './redrive-run.ts';

/**
 * Follows a verdict that came or changed after a rule's moment: a delivery that waited for it is decided; where the rule tells
 * of changes, whoever was handed over is handed over again, and whoever is in the audience now for the first time.
 */
export async function followVerdict(
  deps: HappeningDeps,
  rule: HandoverRule & { id: string },
  what: Happened,
): Promise<void> {
  const { session } = what.subject;
  const due = new Date(dueAt(rule, session)).toISOString();
  if (session.cancelledAt !== undefined || Date.parse(due) > deps.now()) return;
  const fire = { kind: 'handover', sessionId: session.id, ruleId: rule.id, dueAt: due };
  const runId = runIdOf(fire);
  const delivery = await getDelivery(deps.table, runId, what.person.id);
  if (delivery?.undecidedUntil !== undefined && delivery.status === 'pending') return decide(deps, delivery);
  if (rule.tellChanges !== true) return;
  const moment = { runId, dueAt: due };
  if (delivery)
    return tellChange(
      deps,
      delivery,
      handOverBody(moment, what.subject, what.registration, what.person),
      what,
    );
  if (!(await getJob(deps.table, runId, HandoverJob))) return;
  const test = await openAudienceTest(deps, rule, Date.parse(due));
  if ((await test(what.registration, what.person)) !== 'meant') return;
  await makeDeliveries(deps, { rule, ruleId: rule.id, moment, subject: what.subject }, [what]);
}

/** A new round, which the stream tells: nobody was posted the one before. */
async function decide({ table, now }: HappeningDeps, delivery: Delivery): Promise<void> {
  const decided = await decideByVerdict(table, delivery, now());
  if (decided === 'undecided') return;
  const finishedAt = new Date(now()).toISOString();
  const skipped =
    'skip' in decided ? { status: 'skipped' as const, reason: decided.skip, finishedAt } : undefined;
  const next: Delivery = skipped
    ? { ...delivery, ...skipped, nextAttemptAt: undefined }
    : deliverAgain(delivery, now());
  await saveDelivery(table, delivery, { ...next, undecidedUntil: undefined });
}

const Told = z.object({ data: z.object({ attendance: z.object({ state: AttendanceState }).optional() }) });

/** Told already, it is not told again: the body says which verdict it was. */
async function tellChange(
  deps: HappeningDeps,
  delivery: Delivery,
  body: string,
  { registration }: Happened,
): Promise<void> {
  const before = await getDeliveryBody(deps.table, delivery);
  if (before === undefined || delivery.status === 'pending' || delivery.erasedAt !== undefined) return;
  const told = Told.safeParse(JSON.parse(before)).data?.data.attendance?.state ?? 'unknown';
  if (told === attendanceOf(registration)) return;
  await putDeliveryBody(deps.table, delivery, body);
  await saveDelivery(deps.table, delivery, deliverAgain(delivery, deps.now()));
}
