import { randomBytes } from 'node:crypto';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { jobSlice } from '../../shared/jobs/usecases/job-slice.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { mergeWork } from '../../shared/merging/usecases/merge-slice.ts';
import { NOW } from './factories.ts';
import { passRefusal } from './faults/aws-troubles.ts';
import type { LocalAws } from './local-aws.ts';
import { identityKey } from './run-jobs.ts';
import { getJob } from './stored-jobs.ts';

const MOST_SLICES = 100;

/** What organizers do to identities, and the job that follows, on a clock of its own. */
export class IdentityWorld {
  readonly aws: LocalAws;
  now = NOW;

  constructor(aws: LocalAws) {
    this.aws = aws;
  }

  deps(table: Table = this.aws.table) {
    return { table, identityKey, now: () => this.now, random: randomBytes };
  }

  async person(id: string): Promise<Participant> {
    return (await getParticipant(this.aws.untroubled, id))!;
  }

  merge(otherId: string, survivorId: string, table?: Table) {
    return mergeInto(this.deps(table), { otherId, survivorId, by: 'ann', origin: 'api' });
  }

  async changeEmail(id: string, email: string | null, merge = false) {
    return changeEmail(this.deps(), await this.person(id), email, { by: 'ann', origin: 'api', merge });
  }

  /** One slice of a merge's job, as the `jobs` function would work on it. */
  slice(jobId: string, table: Table = this.aws.table) {
    const deps = { table, continueOn: this.aws.jobs, now: () => this.now };
    const worker = { owner: 'worker', mayGoOn: () => true };
    return jobSlice(deps, [mergeWork], jobId, worker);
  }

  /** Works on the job until it is over. The clock goes on first, past what the index may lag. */
  async finish(jobId: string | undefined): Promise<void> {
    for (let slices = 0; jobId !== undefined && slices < MOST_SLICES; slices += 1) {
      this.now += 10 * 60_000;
      await this.slice(jobId).catch(passRefusal);
      const job = await getJob(this.aws.untroubled, jobId);
      if (job?.status === 'failed') throw new Error(`The merge failed: ${job.reason}.`);
      if (job && isFinished(job)) return;
    }
    if (jobId !== undefined) throw new Error('The merge does not end.');
  }

  async registrationsOf(sessionId: string) {
    return (await listRegistrations(this.aws.untroubled, sessionId, FIRST_SHARD, 1000)).registrations;
  }
}
