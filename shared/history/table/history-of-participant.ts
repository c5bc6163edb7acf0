import type { HistoryEntry } from '../../people/domain/history.ts';
import { toldOfCreation } from '../../imports/domain/import-marks.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';

/** What a person's item tells of how they came in. Somebody whom an import made was made by the organizer who began it. */
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
