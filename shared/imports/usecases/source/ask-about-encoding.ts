import { decodeText } from '../../../platform/csv/decode-text.ts';
import { closeEncodings } from '../../../platform/csv/detect-encoding.ts';
import type { ColumnQuestion } from '../../domain/headings/column-questions.ts';
import { sheetOf, type ImportJob } from '../../domain/import-job.ts';
import type { ImportOptions } from '../../domain/import-options.ts';
import { readSample } from './import-source.ts';
import type { ImportContext } from '../import-context.ts';

/**
 * Asks when the letters of a file fit two encodings, or do not fit the guessed one: wrongly read names would be stored as
 * nonsense.
 */
export async function askAboutEncoding(
  context: Pick<ImportContext, 'imports'>,
  job: ImportJob,
  options: ImportOptions,
): Promise<ColumnQuestion[]> {
  if (sheetOf(job) || options.dialect?.encoding !== undefined) return [];
  const sample = Buffer.from(await readSample(context, job));
  const close = closeEncodings(sample);
  if (close.length === 0) return [];
  const examples = close.map((encoding) => `${encoding}: ${wordsIn(decodeText(sample, encoding))}`);
  const offers = close.map((encoding) => `"dialect": {"encoding": "${encoding}"}`).join(' or ');
  const message = `The file does not say how its letters are written. Look at these words, and say in which they are right: ${offers}. If they are wrong in all of them, ${close.length > 1 ? 'none of these is right' : 'this is not right'}: save the file as CSV UTF-8 and upload it again.`;
  return [{ question: 'encoding', examples, message }];
}

const WORDS = 5;

/** The first words with letters beyond ASCII. */
const wordsIn = (text: string): string =>
  [...new Set(text.match(/[\p{L}\p{M}]+/gu)?.filter((word) => /[^\P{L}A-Za-z]/u.test(word)))]
    .slice(0, WORDS)
    .map((word) => word.slice(0, 30))
    .join(' ');
