import { wasOnlineAt } from '../../attendance/domain/presence.ts';
import { getPresence } from '../../attendance/table/presence-items.ts';
import { openTest } from '../../filters/usecases/select-people.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { formerRegistrations, type Registration } from '../../registrations/domain/registration.ts';
import { runWork, wasRegisteredAt, type RunDeps } from '../../rules/usecases/run-rule.ts';
import {
  asksWhoIsOnline,
  attendanceOf,
  decideAudience,
  type AudienceVerdict,
} from '../domain/decide-audience.ts';
import { mayBeHandedOver } from '../domain/delivery.ts';
import type { HandoverJob } from '../domain/handover-job.ts';
import { waitOf, type HandoverRule } from '../domain/handover-rule.ts';
import { findDelivered } from '../table/delivery-items.ts';
import { getHandovers, ruleOf } from '../table/handover-items.ts';
import { readHandoverSubject } from './hand-over-body.ts';
import { handoverKind } from './handover-kind.ts';
import { makeDeliveries, type Meant } from './make-deliveries.ts';

/** People whose place in an audience takes a read each: whether they are online, or what a filter asks. */
const TESTS_AT_ONCE = 16;

/** What runs of hand-overs need besides the table. */
export interface HandoverRunDeps {
  /** Finds people by exact addresses, where the filter of a rule names some. */
  identityKey: () => Promise<Uint8Array>;
}

type Deps = RunDeps & HandoverRunDeps;

/** Makes a delivery for each person who was registered when the hand-over was due, and is in its audience. */
export const handoverRuns = runWork(handoverKind, (deps: Deps, job) => {
  let audience: Promise<AudienceTest> | undefined;
  return {
    sessionId: job.fire.sessionId,
    isMeant: wasRegisteredAt(job.fire.dueAt),
    act: async (chosen) => handOver(deps, job, chosen, await (audience ??= openAudience(deps, job))),
  };
});

/** The rule as it is when its moment has come, and who is in its audience. */
export interface AudienceTest {
  rule: Pick<HandoverRule, 'audience' | 'waitMinutes'> & Partial<Pick<HandoverRule, 'destination'>>;
  test: (registration: Registration, person: Participant) => Promise<AudienceVerdict>;
}

async function openAudience(deps: Deps, job: HandoverJob): Promise<AudienceTest> {
  const stored = (await getHandovers(deps.table, job.eventId)).rules.find(({ id }) => id === job.fire.ruleId);
  // Of one that was removed in this moment deliveries are made all the same: they fail, and say why.
  if (!stored) return { rule: { audience: 'all' }, test: () => Promise.resolve('meant') };
  const rule = ruleOf(stored);
  return { rule, test: await openAudienceTest(deps, rule, Date.parse(job.fire.dueAt)) };
}

/** Makes the test of a rule's audience as it is at a moment (ms), with any filter on top. */
export async function openAudienceTest(
  deps: { table: Table } & HandoverRunDeps,
  rule: Pick<HandoverRule, 'audience' | 'unknown' | 'afterWait' | 'filter'>,
  atMs: number,
): Promise<AudienceTest['test']> {
  const { filter } = rule;
  const isIn =
    filter === undefined
      ? () => Promise.resolve(true)
      : await openTest({ table: deps.table, identityKey: await deps.identityKey() }, { all: true, filter });
  return async (registration, person) => {
    const { sessionId, participantId } = registration;
    const presence = asksWhoIsOnline(rule)
      ? await getPresence(deps.table, sessionId, participantId)
      : undefined;
    const known = { attendance: attendanceOf(registration), isOnline: wasOnlineAt(presence, atMs) };
    const verdict = decideAudience(rule, known);
    return verdict === 'not-meant' || (await isIn(person)) ? verdict : 'not-meant';
  };
}

async function handOver(
  deps: Deps,
  job: HandoverJob,
  chosen: Registration[],
  { rule, test }: AudienceTest,
): Promise<number> {
  if (chosen.length === 0) return 0;
  const subject = await readHandoverSubject(deps.table, job);
  const people = await resolveIdentities(
    deps.table,
    chosen.map((registration) => registration.participantId),
  );
  const there = chosen.flatMap((registration) => {
    const person = personIn(people.get(registration.participantId));
    return mayBeHandedOver(person) ? [{ registration, person }] : [];
  });
  const before = await handedOverBefore(deps.table, job, there);
  const open = there.filter(({ registration }) => !namesOf(registration).some((name) => before.has(name)));
  const verdicts = new Map<Registration, AudienceVerdict>();
  await inParallel(open, TESTS_AT_ONCE, async ({ registration, person }) => {
    verdicts.set(registration, await test(registration, person));
  });
  const undecidedUntil = new Date(Date.parse(job.fire.dueAt) + waitOf(rule)).toISOString();
  const meant = open.flatMap(({ registration, person }): Meant[] => {
    const verdict = verdicts.get(registration);
    if (verdict !== 'meant' && verdict !== 'undecided') return [];
    return [{ registration, person, ...(verdict === 'undecided' && { undecidedUntil }) }];
  });
  const moment = { runId: job.id, dueAt: job.fire.dueAt };
  return makeDeliveries(deps, { rule, ruleId: job.fire.ruleId, moment, subject }, meant);
}

/** People whom this run handed over before they were merged: their registration comes again under the survivor. */
function handedOverBefore(table: Table, job: HandoverJob, meant: Meant[]): Promise<Set<string>> {
  const former = meant.flatMap(({ registration, person }) =>
    namesOf(registration).filter((name) => name !== person.id),
  );
  return findDelivered(table, job.id, [...new Set(former)]);
}

/** The person of a registration, and the former persons of those merged into it. */
function namesOf(registration: Registration): string[] {
  return [registration, ...formerRegistrations(registration)].map(({ participantId }) => participantId);
}
