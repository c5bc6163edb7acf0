import type { HistoryEntry } from '../domain/history.ts';
import type { Participant } from '../domain/participant.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';

/**
 * The history entry of how a person came in, from their item. Whom an import made was made by the organizer who began it.
 */
export async function historyOfParticipant(readJob: JobReader, person: Participant): Promise<HistoryEntry> {
  const { id: participantId, createdAt: at, createdBy, source } = person;
  const isOwn = source === 'self-registration';
  const told = toldOfCreation(person);
  const organizer = told && (await readJob(told.importId))?.createdBy;
  return {
    participantId,
    at,
    // Comes before whatever else happened in that instant.
    act: '',
    kind: 'created',
    actor: isOwn ? 'participant' : (organizer ?? createdBy ?? 'system'),
    origin: isOwn ? 'page' : told ? `import ${told.importId}` : source,
    data: { source, ...told?.data },
  };
}

/** The history data of the import that made the person; undefined where none did. */
function toldOfCreation(
  person: Participant,
): { importId: string; data: Record<string, unknown> } | undefined {
  const { importMark, createdBy, createdAt, optedOutAt } = person;
  if (createdBy?.startsWith('imp_') !== true) return undefined;
  const marks = importMark ? [importMark, ...(importMark.former ?? [])] : [];
  const mark = marks.find((one) => one.importId === createdBy && one.outcome === 'created');
  return {
    importId: createdBy,
    data: {
      ...(mark && { line: mark.line }),
      ...(mark?.groups && { groups: mark.groups }),
      ...(optedOutAt === createdAt && { optedOut: true }),
    },
  };
}
