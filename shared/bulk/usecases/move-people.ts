import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import { participantStatus } from '../../people/domain/wish.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { SessionId } from '../../platform/values/ids.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import { getRegistrationsIn } from '../../registrations/table/write-marked-registration.ts';
import { changeDate, refuseDateChange } from '../../registrations/usecases/change-date.ts';
import type { BulkActionWork, BulkReader } from './bulk-action-work.ts';
import { skipped, unchanged } from './change-people.ts';
import { actOf, registrationWork, sessionNamed } from './change-registrations.ts';

const Move = z.strictObject({
  type: z.literal('move'),
  /** The date that people have. */
  fromSessionId: SessionId,
  /** The one they go to, of the same event. */
  sessionId: SessionId,
  notify: z.boolean().default(true),
});
type Move = z.infer<typeof Move>;

/** Takes people to another date of their event, each with one mail that names both. */
export const moveAction: BulkActionKind<Move> = {
  schema: Move,
  permission: 'events:write',
  open: openMove,
};

async function openMove(
  reader: BulkReader,
  job: BulkJob,
  { fromSessionId, sessionId, notify }: Move,
): Promise<BulkActionWork> {
  const { event, session: from } = await sessionNamed(reader, fromSessionId);
  const { session: to } = await sessionNamed(reader, sessionId);
  refuseDateChange({ event, from, to }, reader.now(), true);
  const work = registrationWork(reader, job, {
    sessionId: from.id,
    objection: (one) => (one.status === 'cancelled' ? standingOf(one, to.id) : undefined),
    write: async (context, { participantId }, mark) => {
      try {
        const options = { byOrganizer: true, quiet: !notify, mark };
        await changeDate(context, { event, from, to, participantId }, actOf(job, mark.at), options);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return skipped(error.code);
        throw error;
      }
    },
  });
  return withoutThoseWhoLeft(reader, to.id, work);
}

const standingOf = ({ movedTo }: Registration, to: string): BulkVerdict =>
  movedTo?.sessionId === to ? unchanged : skipped('cancelled');

/** Nobody is brought back to a date that they cancelled, and nobody is moved who is deleted or blocked. */
function withoutThoseWhoLeft(
  { table }: BulkReader,
  sessionId: string,
  { dryRun, apply }: BulkActionWork,
): BulkActionWork {
  const objectionsTo = async (people: Participant[]) => {
    const ids = people.map(({ id }) => id);
    const there = await getRegistrationsIn(table, sessionId, ids);
    return people.map((person): BulkVerdict | undefined => {
      const status = participantStatus(person);
      if (status === 'deleted' || status === 'blocked') return skipped(status);
      const found = there.get(person.id);
      return found?.status === 'cancelled' && found.erasedAt === undefined ? skipped('cancelled') : undefined;
    });
  };
  const around = async (people: Participant[], act: (some: Participant[]) => Promise<BulkVerdict[]>) => {
    const objections = await objectionsTo(people);
    const verdicts = await act(people.filter((_, at) => objections[at] === undefined));
    return objections.map((objection) => objection ?? verdicts.shift() ?? unchanged);
  };
  return {
    ...(dryRun && { dryRun: (people) => around(people, dryRun) }),
    apply: (context, people) => around(people, (some) => apply(context, some)),
  };
}
