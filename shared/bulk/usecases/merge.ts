import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { ParticipantId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { dryRunMerge, mergeInto } from '../../people/usecases/merge-into.ts';
import type { BulkContext, BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { skipped, unchanged } from './change-people.ts';

const Merge = z.strictObject({ type: z.literal('merge'), into: ParticipantId });
type Merge = z.infer<typeof Merge>;

/** Merges people into one. */
export const mergeAction: BulkActionKind<Merge> = {
  schema: Merge,
  permission: 'people:merge',
  objection: ({ ids }) =>
    ids
      ? undefined
      : { field: 'ids', message: 'Name the people (ids) who are one: nobody tells them apart again.' },
  open: openMerge,
};

/** Merges everybody chosen into one person, one after the other: each changes that person. Cannot be undone. */
async function openMerge(reader: BulkReader, job: BulkJob, { into }: Merge): Promise<BulkActionWork> {
  const survivor = await resolvePerson(reader.table, into);
  if (!survivor) throw new Refusal('not-found', 'The person that the others were to become part of is gone.');
  const isSurvivor = ({ id }: { id: string }) => id === survivor.id;
  let foreseen = survivor;
  const dryRunOne = (person: Participant): BulkVerdict => {
    if (isSurvivor(person)) return unchanged;
    const request = {
      otherId: person.id,
      survivorId: survivor.id,
      by: job.createdBy,
      origin: `bulk ${job.id}`,
    };
    try {
      foreseen = dryRunMerge(reader, request, foreseen, person).person;
      return { outcome: 'changed' };
    } catch (error) {
      return refusedAs(error);
    }
  };
  return {
    dryRun: (people) => Promise.resolve(people.map(dryRunOne)),
    apply: async (context, people) => {
      const verdicts: BulkVerdict[] = [];
      for (const person of people)
        verdicts.push(isSurvivor(person) ? unchanged : await mergeOne(context, job, person.id, survivor.id));
      return verdicts;
    },
  };
}

async function mergeOne(
  context: BulkContext,
  job: BulkJob,
  otherId: string,
  survivorId: string,
): Promise<BulkVerdict> {
  try {
    const { jobId } = await mergeInto(context, {
      otherId,
      survivorId,
      by: job.createdBy,
      origin: `bulk ${job.id}`,
      markedBy: job.id,
    });
    return jobId === undefined ? unchanged : { outcome: 'changed' };
  } catch (error) {
    return refusedAs(error);
  }
}

function refusedAs(error: unknown): BulkVerdict {
  if (error instanceof Refusal) return skipped(error.code);
  throw error;
}
