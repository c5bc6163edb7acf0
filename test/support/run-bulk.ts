import { BulkAction, BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { createGroup } from '../../shared/groups/table/group-items.ts';
import { membersPage } from '../../shared/groups/table/member-items.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import type { JobDeps } from '../../functions/jobs/job-registry.ts';
import { NOW, planDeps } from './factories.ts';
import type { LocalAws } from './local-aws.ts';
import { jobDeps, runToEnd, type TestClock } from './run-jobs.ts';

export const idsOf = (people: Participant[]): string[] => people.map((person) => person.id);

/** Bulk actions as organizers begin them and the queue carries them out. */
export function bulkRunner(aws: () => LocalAws, clock: TestClock) {
  const begin = async (
    action: object,
    selection: Selection,
    more: { dryRun?: boolean; undoes?: string } = {},
  ) => {
    const deps = { ...planDeps(aws().table), now: () => clock.now };
    return (await beginBulk(deps, { action: BulkAction.parse(action), selection, ...more }, 'anna'))!.id;
  };
  const finish = async (
    id: string,
    deps: () => JobDeps = () => jobDeps(aws(), clock),
    mayGoOn?: () => boolean,
  ): Promise<BulkJob> => BulkJob.parse(await runToEnd(deps, clock, id, mayGoOn));
  return {
    begin,
    finish,
    act: async (action: object, people: Participant[]) => finish(await begin(action, { ids: idsOf(people) })),
    undo: async (job: BulkJob) => finish(await begin(job.action, { all: true }, { undoes: job.id })),
    group: async (name: string): Promise<string> => {
      const { table, now, random } = planDeps(aws().table);
      const createdAt = new Date(NOW).toISOString();
      const made = await createGroup(table, { id: newId('grp', now(), random), name, createdAt, version: 1 });
      if (!('group' in made)) throw new Error(`There is a group ${name}.`);
      return made.group.id;
    },
    members: async (groupId: string): Promise<string[]> => {
      const shards = await Promise.all(
        Array.from({ length: 16 }, (_, shard) => membersPage(aws().table, groupId, shard, undefined, 1000)),
      );
      return shards.flatMap((shard) => shard.ids);
    },
  };
}
