import { createCsvWriter } from '../../platform/csv/write-records.ts';
import type { ZoomStay } from '../domain/zoom-participants.ts';

const csv = createCsvWriter({ delimiter: ',', bom: false, lineEnding: '\n' });

/**
 * What Zoom's API tells, in the form of its own report of a meeting's people: one row a join, times as instants. So it is read, matched,
 * shown and taken back as any report is.
 */
export const reportFileOf = (stays: readonly ZoomStay[]): string =>
  csv.header(['Name (Original Name)', 'User Email', 'Join Time', 'Leave Time', 'Registrant ID']) +
  csv.rows(
    stays.map(({ name, email, joinedAt, leftAt, registrantId }) => [
      name,
      email ?? '',
      instantText(joinedAt),
      instantText(leftAt),
      registrantId ?? '',
    ]),
  );

const instantText = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString());
