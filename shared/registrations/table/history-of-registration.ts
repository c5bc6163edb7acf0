import type { HistoryEntry } from '../../people/domain/history.ts';
import { belongsToSomebody, makerOf, type Registration } from '../domain/registration.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';

/**
 * The history entry of how a registration was made: by the person, or by an import or a bulk action of an organizer. None
 * for one that belonged to an erased person.
 */
export async function historyOfRegistration(
  readJob: JobReader,
  registration: Registration,
): Promise<HistoryEntry | undefined> {
  // Of somebody who came from another date the history itself tells.
  if (!belongsToSomebody(registration) || registration.movedFrom !== undefined) return undefined;
  const { participantId, sessionId, eventId, source, createdAt, importMark, addedBy, handedFrom } =
    registration;
  const isOwn = source === 'self-registration';
  const maker = isOwn ? undefined : makerOf(registration);
  const job = maker === undefined ? undefined : await readJob(maker);
  const origin = maker?.startsWith('imp_') === true ? `import ${maker}` : maker && `bulk ${maker}`;
  return {
    participantId,
    at: createdAt,
    act: sessionId,
    kind: 'registered',
    actor: isOwn ? 'participant' : (job?.createdBy ?? addedBy ?? 'system'),
    origin: isOwn ? 'page' : (origin ?? (addedBy === undefined ? source : 'api')),
    data: {
      ...{ sessionId, eventId, status: firstStatusOf(registration) },
      ...(handedFrom !== undefined && { handedOver: true }),
      ...(importMark?.importId === maker && importMark && { line: importMark.line }),
    },
  };
}

/** The status it was made with, where that is still known: the entry is about that moment. */
function firstStatusOf({
  status,
  confirmedAt,
  returnedAt,
}: Registration): Registration['status'] | undefined {
  if (returnedAt !== undefined) return undefined;
  if (confirmedAt !== undefined) return 'pending';
  return status === 'cancelled' ? undefined : status;
}
