import { readFileSync } from 'node:fs';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

/** Reads a file of the data folder. One that does not read is told by name, with what can be done about it. */
export function readDataFile<T>(file: string, parse: (text: string) => T): T {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LocalCloudError(
      `The data file ${file} is damaged. Put back a copy of the data folder, or start with --fresh, which deletes all local data.`,
      { cause: error },
    );
  }
}
