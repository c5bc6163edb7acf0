import { readStatus, type RestrictingWish } from '../headings/status-words.ts';
import { readAnswer } from '../../../platform/values/text/yes-no.ts';
import { parseDate } from './parse-date.ts';

/** Ticks and crosses in boxes. */
const ticks = new Set(['x', '+']);
/** Texts that mean an empty cell; databases write missing dates as zeros. */
const nothing = /^(-+|–|—|n\/?a|null|nil|none|0000-00-00.*)$/i;
/** Seconds or milliseconds since 1970. */
const instant = /^\d{10}(\d{3})?$/;
const year = /\b(19|20)\d{2}\b/;
/** Words that a date in words may contain; `Date.parse` silently ignores others. */
const inMoment =
  /^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*|at|[ap]m|t|z|gmt|utc)$/i;

/**
 * Reads a cell that answers yes or no, or since when (`yes`, `x`, `2026-03-04`), or with a word of status columns.
 * Undefined when it does neither.
 */
export function parseConsentCell(text: string): boolean | RestrictingWish | 'nothing' | undefined {
  const cell = text.trim();
  if (nothing.test(cell)) return 'nothing';
  const said = readAnswer(cell) ?? (ticks.has(cell.toLowerCase()) || isMoment(cell) ? true : undefined);
  if (said !== undefined) return said;
  const status = readStatus(cell);
  return status === 'unknown' || status === 'unclear' ? undefined : status;
}

function isMoment(cell: string): boolean {
  const date = parseDate(cell, undefined);
  if (typeof date === 'string' || date.fault === 'date-order' || instant.test(cell)) return true;
  // `4 Mar 2026`, `Wed, 04 Mar 2026 10:00:00 GMT`
  const words = cell.match(/\p{L}+/gu) ?? [];
  return year.test(cell) && words.every((word) => inMoment.test(word)) && !Number.isNaN(Date.parse(cell));
}
