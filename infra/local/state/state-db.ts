import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, message_attributes TEXT NOT NULL,
    sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, receive_count INTEGER NOT NULL DEFAULT 0,
    first_received_at INTEGER, receipt TEXT, message_group TEXT, taken_at INTEGER);
  CREATE INDEX IF NOT EXISTS messages_by_time ON messages (queue, visible_at);
  CREATE INDEX IF NOT EXISTS messages_by_receipt ON messages (receipt);
  CREATE TABLE IF NOT EXISTS invokes (
    id TEXT PRIMARY KEY, function TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, due_at INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS schedules (
    group_name TEXT NOT NULL, name TEXT NOT NULL, revision TEXT NOT NULL, definition TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, next_at INTEGER, recurring INTEGER NOT NULL,
    PRIMARY KEY (group_name, name));
  CREATE INDEX IF NOT EXISTS schedules_by_time ON schedules (next_at);
  CREATE TABLE IF NOT EXISTS schedule_runs (
    id TEXT PRIMARY KEY, group_name TEXT NOT NULL, name TEXT NOT NULL, revision TEXT NOT NULL,
    definition TEXT NOT NULL, scheduled_at INTEGER NOT NULL, started_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS schedule_tokens (
    operation TEXT NOT NULL, token TEXT NOT NULL, schedule TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (operation, token));
`;

const Value = z.object({ value: z.string() });

/** What the local cloud remembers between runs: one SQLite file. */
export interface StateDb {
  database: DatabaseSync;
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  /** All or nothing. */
  transaction<T>(act: () => T): T;
  close(): void;
}

/** Opens (or makes) `state.db`; a damaged file is an error that says what to do. */
export function openStateDb(directory: string): StateDb {
  const file = join(directory, 'state.db');
  const database = openDatabase(directory, file);
  const select = database.prepare('SELECT value FROM meta WHERE name = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
  let depth = 0;
  return {
    database,
    read: (name) => Value.optional().parse(select.get(name))?.value,
    write: (name, value) => void upsert.run(name, value),
    transaction(act) {
      if (depth > 0) return act();
      database.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = act();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => {
      database.close();
    },
  };
}

function openDatabase(directory: string, file: string): DatabaseSync {
  try {
    mkdirSync(directory, { recursive: true });
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const check = z.object({ quick_check: z.string() }).parse(database.prepare('PRAGMA quick_check').get());
    if (check.quick_check !== 'ok') throw new Error(check.quick_check);
    database.exec(schema);
    addColumn(database, 'invokes', 'due_at INTEGER NOT NULL DEFAULT 0');
    addColumn(database, 'messages', 'message_group TEXT');
    addColumn(database, 'messages', 'taken_at INTEGER');
    database.exec('CREATE INDEX IF NOT EXISTS invokes_by_time ON invokes (due_at)');
    return database;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalCloudError(
      `${file} cannot be read (${reason}). Start with --fresh to begin anew (this deletes the local data), or name another folder with --data.`,
    );
  }
}

/** For data of earlier versions: `IF NOT EXISTS` leaves their tables as they were. */
function addColumn(database: DatabaseSync, table: string, column: string): void {
  const known = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  if (known.some((row) => row['name'] === column.split(' ')[0])) return;
  database.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
}
