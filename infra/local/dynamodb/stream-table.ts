import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

/** The message for a database file that cannot be used. */
export function damagedDatabase(file: string, cause: string): string {
  return `The database file ${file} cannot be used (${cause}). Start with --fresh to begin with an empty one.`;
}

/**
 * Drops stream records older than 24 hours, as AWS does; dynoxide keeps them for ever. The newest record of a table stays,
 * because dynoxide numbers on from it. To be called while dynoxide does not run. A damaged file is an error.
 */
export function trimStreams(databaseFile: string): void {
  if (!existsSync(databaseFile)) return;
  withDatabase(databaseFile, (database) => {
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    if (!hasStreams(database)) return;
    const oldest = Math.floor(Date.now() / 1000) - 24 * 3600;
    database
      .prepare(
        `DELETE FROM _stream_records WHERE created_at < ?
         AND id NOT IN (SELECT max(id) FROM _stream_records GROUP BY table_name)`,
      )
      .run(oldest);
  });
}

/**
 * Adds the index that dynoxide 1.2.1 lacks: it looks for a table's highest sequence number at every write, and without
 * the index scans all stream records for it. May run beside dynoxide (the file is in WAL mode).
 */
export function indexStreams(databaseFile: string): void {
  withDatabase(databaseFile, (database) => {
    if (!hasStreams(database)) return;
    database.exec(
      `CREATE INDEX IF NOT EXISTS local_stream_sequence
       ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`,
    );
  });
}

function withDatabase(file: string, use: (database: DatabaseSync) => void): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5000 });
    use(database);
  } catch (error) {
    throw new LocalCloudError(damagedDatabase(file, error instanceof Error ? error.message : String(error)), {
      cause: error,
    });
  } finally {
    database?.close();
  }
}

function hasStreams(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_stream_records'").get() !== undefined;
}
