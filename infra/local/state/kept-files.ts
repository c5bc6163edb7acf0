import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

const table = 'aws/dynamodb/dynamodb.sqlite';
/** What belongs together: without one of them the others tell of things that are not there. */
const belonging = ['state.db', 'aws/secrets.json', table, 'aws/s3'];
const record = 'kept-files';

/** Notes what a start has made, so that the next one misses what is gone. */
export function noteKeptFiles(directory: string): void {
  const kept = belonging.filter((name) => existsSync(join(directory, name)));
  writeFileSync(join(directory, record), `${kept.join('\n')}\n`);
}

/** Refuses to make anew, and empty, what an earlier start left here: links would stop working and people be gone. */
export function demandKeptFiles(directory: string): void {
  const file = join(directory, record);
  if (!existsSync(file)) return;
  const isElsewhere = process.env['DYNAMODB_ENDPOINT'] !== undefined;
  const noted = readFileSync(file, 'utf8').split('\n');
  const missing = belonging
    .filter((name) => noted.includes(name) && !(name === table && isElsewhere))
    .filter((name) => !existsSync(join(directory, name)));
  if (missing.length === 0) return;
  throw new LocalCloudError(
    `${missing.map((name) => join(directory, name)).join(' and ')} is missing beside the other data. ` +
      'Put it back, or start with --fresh, which deletes all local data and begins anew.',
  );
}
