import { Refusal } from '../../platform/problems/refusal.ts';
import type { Selection } from '../domain/selection.ts';

/**
 * A job is one item of the table with 400 kB, and keeps with the selection what is to be done: the text of a mail takes up
 * to 60 kB. A filter alone may have 300 kB, 5,000 ids take 200 kB.
 */
const MOST_BYTES = 320_000;

/** Refuses a selection that no job could keep. */
export function checkSelectionSize(selection: Selection): void {
  if (Buffer.byteLength(JSON.stringify(selection)) <= MOST_BYTES) return;
  const message = `The filter and the people who are left out of it are together longer than ${MOST_BYTES / 1_000} kB.`;
  throw new Refusal('invalid-input', message, [{ field: 'exclude', code: 'too-large', message }]);
}
