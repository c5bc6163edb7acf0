import { setTimeout as delay } from 'node:timers/promises';
import type { MergeJob } from '../../people/domain/merge-job.ts';
import { dropStrayMember } from '../../people/table/write-membership.ts';
import { moveMembership } from '../table/move-membership.ts';
import { moveRegistration } from '../table/move-registration.ts';
import { registrationsOfPerson } from '../../registrations/table/registration-items.ts';
import { INDEX_LAG_MS } from '../../platform/values/index-lag.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { mergeKind } from './merging-kinds.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { IdentityDeps } from '../../people/usecases/merge-into.ts';

/** How often an attempt is repeated; each repeat means that somebody wrote to the same registration in between. */
const MOST_ROUNDS = 20;

type Deps = Pick<IdentityDeps, 'table' | 'now'>;
type Context = Deps & SliceOf<MergeJob>;

/** The work that finishes merges. */
export const mergeWork: JobWork<Deps, MergeJob> = { kind: mergeKind, takeFurther: mergeSlice };

/**
 * Moves what belongs to a merged person to the survivor. Every step is one transaction that finds nothing to do the second
 * time, so the job needs no cursor: what is left is what is still there.
 */
async function mergeSlice(context: Context, job: MergeJob): Promise<MergeJob> {
  for (const groupId of job.groups) {
    const isMoved = await untilSettled(context, job, (to) =>
      moveMembership(context.table, groupId, job.from, to),
    );
    if (!isMoved) await dropStrayMember(context.table, groupId, job.from);
  }
  let current = await moveRegistrations(context, job);
  const lag = Date.parse(job.createdAt) + INDEX_LAG_MS - context.now();
  if (lag > 0 && context.mayGoOn()) {
    await delay(Math.min(lag, INDEX_LAG_MS));
    current = await moveRegistrations(context, current);
  }
  if (!context.mayGoOn()) return current;
  return context.checkpoint({
    ...current,
    status: 'done',
    finishedAt: new Date(context.now()).toISOString(),
  });
}

async function moveRegistrations(context: Context, claimed: MergeJob): Promise<MergeJob> {
  let job = claimed;
  for (let after: string | undefined, more = true; more && context.mayGoOn();) {
    const page = await registrationsOfPerson(context.table, job.from, after);
    let moved = 0;
    for (const { sessionId } of page.registrations) {
      await untilSettled(context, job, async (to) => {
        const outcome = await moveRegistration(context.table, sessionId, job.from, to);
        if (outcome === 'moved') moved += 1;
        return outcome !== 'changed';
      });
    }
    if (moved > 0)
      job = await context.checkpoint({ ...job, counts: { registrations: job.counts.registrations + moved } });
    after = page.next;
    more = after !== undefined;
  }
  return job;
}

/**
 * Does a step for the person whom the identity leads to now: the survivor may be merged into somebody else meanwhile.
 * False: they are erased.
 */
async function untilSettled(
  { table }: Pick<Deps, 'table'>,
  job: MergeJob,
  step: (to: string) => Promise<boolean>,
): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const person = await resolvePerson(table, job.into);
    if (!person) return false;
    if (await step(person.id)) return true;
  }
  throw new Error(`Job ${job.id} finds no quiet moment to move what it has to.`);
}
